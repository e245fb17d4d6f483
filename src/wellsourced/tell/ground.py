"""What reasons are looked up in: the record of a day, by ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.model import (
    CheckRow,
    Claim,
    ClaimMark,
    Document,
    DocumentId,
    Entity,
    Evidence,
    Linked,
    MarkId,
    Marks,
    Quantity,
    Quote,
    Story,
    Tally,
    Utterance,
    Weighed,
)

_FLAT = ("CT+", "CT-")
_BACKS = ("backs", "confirms")


class Ground(NamedTuple):
    """The record of a day, with the pages, the marks and the settings that it was made from."""

    claims: Mapping[str, Claim]
    tallies: Mapping[str, Tally]
    checks: Sequence[CheckRow]
    entities: Sequence[Entity]
    stories: Sequence[Story]
    documents: Mapping[DocumentId, Document]
    marks: Mapping[DocumentId, Marks]
    said: Mapping[tuple[DocumentId, MarkId], Utterance]
    counted: Mapping[tuple[DocumentId, MarkId], Utterance]
    names: Mapping[str, str]
    countries: Mapping[str, str]  # place -> the country that the gazetteer gives, a code or name
    settings: Settings

    def called(self, name: str) -> str:
        """Give the name that the case uses."""
        return self.names.get(name.casefold(), name)

    def file(self, document: DocumentId) -> str:
        """Give the page's name for a sentence: its outlet and its file."""
        found = self.documents[document]
        return f"{found.outlet} ({found.file})" if found.outlet else found.file


class Told(NamedTuple):
    """A piece of evidence beside its mark, and who said it when; None: it has no mark."""

    evidence: Evidence
    mark: ClaimMark | None
    utterance: Utterance | None

    @property
    def backing(self) -> bool:
        """Whether it says so."""
        return self.evidence.stance in _BACKS

    def cue(self, of: Ground) -> str:
        """Give the words of saying by which it is told: "denied"; empty: it has none."""
        marks = of.marks.get(self.evidence.document)
        if marks is None or self.mark is None or self.mark.attribution is None:
            return ""
        said = next((a for a in marks.attributions if a.id == self.mark.attribution), None)
        text = of.documents[self.evidence.document].text
        return " ".join(said.cue.of(text).split()) if said and said.cue else ""

    @property
    def flat(self) -> bool:
        """Whether it says so outright, and is no reader's own word."""
        own = self.utterance is not None and self.utterance.commenter
        return self.backing and self.evidence.commitment in _FLAT and not own


def ground(
    linked: Linked,
    weighed: Weighed,
    documents: Iterable[Document],
    marks: Iterable[Marks],
    settings: Settings,
) -> Ground:
    """Give the record of a day as reasons are looked up in it."""
    marks = tuple(marks)
    return Ground(
        claims={c.id: c for c in weighed.claims},
        tallies={t.id: t for t in weighed.tallies},
        checks=weighed.checks,
        entities=linked.entities,
        stories=linked.stories,
        documents={d.id: d for d in documents},
        marks={m.doc: m for m in marks},
        said={(u.document, u.claim): u for u in linked.utterances},
        counted={(u.document, u.claim): u for u in linked.counts},
        names=linked.names,
        countries=_countries(marks, linked.names),
        settings=settings,
    )


def _countries(found: Iterable[Marks], names: Mapping[str, str]) -> dict[str, str]:
    told = {(p.name, p.country) for m in found for p in m.places if p.country}
    pairs = ((names.get(n.casefold(), n), c) for n, c in told)
    return dict(sorted(pairs, reverse=True))


def tellings(claim: Claim, of: Ground) -> tuple[Told, ...]:
    """Give a claim's evidence, each piece beside its mark."""
    return tuple(_told(claim, e, of) for e in claim.evidence)


def _told(claim: Claim, e: Evidence, of: Ground) -> Told:
    """The mark of the claim's own type first; what stands against it may be of another."""
    marks = of.marks.get(e.document)
    here = [m for m in marks.claims if (m.start, m.end) == (e.start, e.end)] if marks else []
    said = ((m, of.said.get((e.document, m.id))) for m in here)
    pairs = [(m, v) for m, u in said for v in (u.each() if u is not None else (None,))]
    fits = [(m, u) for m, u in pairs if u is not None and u.chain == e.chain]
    whole = sorted(fits or pairs, key=lambda p: (p[0].type != claim.type, p[0].id))
    return Told(e, *whole[0]) if whole else Told(e, None, None)


def figures(tally: Tally, of: Ground) -> Iterator[tuple[Evidence, Quantity | None]]:
    """Give a tally's evidence, each piece beside its number."""
    for e in tally.evidence:
        marks = of.marks.get(e.document)
        here = (
            (q for q in marks.quantities if (q.start, q.end) == (e.start, e.end)) if marks else ()
        )
        fits = (q for q in here if q.outcome is tally.outcome)
        yield e, next(fits, None)


def voices(told: Iterable[Told], *, unnamed: bool | None = None) -> list[str]:
    """Give the origins that say so outright, but those who only pass on what another says.

    `unnamed`: only those without a name, or only those with one.
    """
    said = [t.utterance for t in told if t.flat and t.utterance is not None]
    passing = passing_on(said)
    return sorted(
        {
            u.origin.name
            for u in said
            if u.origin.name not in passing and unnamed in (None, u.origin.unnamed)
        }
    )


def counting(claim: Claim, told: Iterable[Told]) -> list[Told]:
    """Give the tellings that count: outright, by no reader, and not taken back by who said it."""
    gone = {s.name for s in claim.retracted_by}
    flat = (t for t in told if t.flat)
    return [t for t in flat if t.utterance is None or t.utterance.origin.name not in gone]


def passing_on(said: Iterable[Utterance]) -> set[str]:
    """Give who says no more than what others told it."""
    return {name for u in said for name in u.chain[:-1] if name != u.origin.name}


def words(e: Evidence) -> Quote:
    """Give a telling's words."""
    return Quote(document=e.document, start=e.start, end=e.end, quote=e.quote)


def quote(document: Document, start: int, end: int) -> Quote:
    """Give words of a page."""
    return Quote(document=document.id, start=start, end=end, quote=document.text[start:end])


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Write names as a sentence does.

    >>> listed(["Ada", "Jan", "Odo"])
    'Ada, Jan and Odo'
    """
    each = list(names)
    return f" {joint} ".join(filter(None, (", ".join(each[:-1]), *each[-1:])))


def short(text: str, most: int = 90) -> str:
    """Give the beginning of a text, cut at a word.

    >>> short("The pier was closed on Monday", 12)
    'The pier was ...'
    """
    return text if len(text) <= most else f"{text[: most + 1].rpartition(' ')[0]} ..."


def way(chain: Iterable[str]) -> str:
    """Write the way by which something came.

    >>> way(("Courier", "unnamed", "Ada"))
    'Courier from somebody unnamed from Ada'
    """
    return " from ".join("somebody unnamed" if n == "unnamed" else n for n in chain)


def many(number: int, word: str) -> str:
    """Write how many.

    >>> many(1, "telling"), many(2, "telling")
    ('1 telling', '2 tellings')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def days(earliest: object, latest: object) -> str:
    """Write an interval of days.

    >>> days("2031-05-01", "2031-05-01"), days(None, "2031-05-02")
    ('2031-05-01', 'until 2031-05-02')
    """
    if earliest == latest:
        return str(earliest or "no day")
    if earliest and latest:
        return f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"until {latest}"
