"""A claim: who says so and who does not, through whom it came, and why it stands as it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sentences, sheet, texts
from wellsourced.model import (
    Claim,
    Decision,
    Document,
    DocumentId,
    Evidence,
    Ruled,
    Source,
    Step,
    Stood,
)

_SIDES = {
    "for": ("backs", "confirms"),
    "against": ("denies", "disputes"),
    "taken back": ("retracts", "supersedes"),
    "open": ("questions", "mentions"),
}


class Telling(Struct, frozen=True, kw_only=True):
    """A telling with the sentence around it: plain and quoted words in turn, plain first."""

    evidence: Evidence
    around: tuple[str, ...]
    page: str


class Branch(Struct, frozen=True, kw_only=True):
    """One in a tree of who has it from whom: the origin at the root, pages at the leaves."""

    name: str
    tellings: tuple[Telling, ...]
    passed_on: "tuple[Branch, ...]"


class Side(Struct, frozen=True, kw_only=True):
    """What speaks for a claim, or against it: a tree for each origin."""

    name: str
    origins: tuple[Branch, ...]


class Shown(View, frozen=True, kw_only=True):
    """A claim on the screen, as `Ruled` where a ruling bears on it; `steps`: why it is as it is.

    One that an analyst rejected stands in no record, so nothing is told of why. `sources`: who is
    heard of it, for or against.
    """

    claim: Claim
    sides: tuple[Side, ...]
    rivals: tuple[Claim, ...]
    steps: tuple[Step, ...]
    sources: tuple[str, ...]

    @property
    def rejected(self) -> bool:
        """Whether an analyst rejected it."""
        return isinstance(self.claim, Ruled) and self.claim.judged is Decision.REJECT

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of its evidence."""
        yield from sheet(Evidence, self.claim.evidence)


class Over(View, frozen=True, kw_only=True):
    """How a claim stood, from each day on which that changed."""

    claim: Claim
    stood: tuple[Stood, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the days."""
        yield from sheet(Stood, self.stood)


def shown(case: Case, asked: Asked, of: Mapping[str, str]) -> Shown:
    """Give a claim with all that stands for and against it."""
    claim = _claim(case, asked, of)
    pages = texts(case, as_of=asked.as_of)
    beside = {c.id: c for c in case.claims(as_of=asked.as_of)}
    known = claim.id in beside
    return Shown(
        claim=claim,
        sides=tuple(_sides(claim.evidence, pages)),
        rivals=tuple(beside[r] for r in claim.rivals if r in beside),
        steps=case.why(claim.id, as_of=asked.as_of).steps if known else (),
        sources=tuple(dict.fromkeys(s.name for s in _heard(claim))),
    )


def over(case: Case, asked: Asked, of: Mapping[str, str]) -> Over:
    """Give how a claim stood over time."""
    claim = _claim(case, asked, of)
    return Over(claim=claim, stood=case.history(claim.id, as_of=asked.as_of))


def _claim(case: Case, asked: Asked, of: Mapping[str, str]) -> Claim:
    found = case.claim(of["id"], as_of=asked.as_of)
    return next((c for c in case.decided(as_of=asked.as_of) if c.id == found.id), found)


def _heard(claim: Claim) -> Iterator[Source]:
    for side in (claim.said_by, claim.confirmed_by, claim.denied_by, claim.disputed_by):
        yield from side
    yield from claim.questioned_by
    yield from claim.retracted_by


def _sides(told: Sequence[Evidence], pages: Mapping[DocumentId, Document]) -> Iterator[Side]:
    for name, stances in _SIDES.items():
        own = [e for e in told if e.stance in stances]
        if own:
            found = [(e.chain[::-1], _telling(e, pages[e.document])) for e in own]
            yield Side(name=name, origins=_tree(found))


def _telling(evidence: Evidence, page: Document) -> Telling:
    around = sentences(page.text, [(evidence.start, evidence.end)])[0]
    named = page.title or page.file
    return Telling(evidence=evidence, around=around, page=named)


def _tree(found: Iterable[tuple[tuple[str, ...], Telling]]) -> tuple[Branch, ...]:
    """Put tellings under whom they came from; each way is given from the origin outwards."""
    below: dict[str, list[tuple[tuple[str, ...], Telling]]] = {}
    for way, telling in found:
        name, *rest = way or ("the page itself",)
        below.setdefault(name, []).append((tuple(rest), telling))
    return tuple(
        Branch(
            name=name,
            tellings=tuple(t for rest, t in ways if not rest),
            passed_on=_tree([(rest, t) for rest, t in ways if rest]),
        )
        for name, ways in below.items()
    )


SCREENS = (
    Screen(path="/claims/{id}/over-time", name="over", gather=over),
    Screen(path="/claims/{id}", name="claim", gather=shown),
)
