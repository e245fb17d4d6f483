"""What changed since a day: what is new, what stands otherwise, which tolls moved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from wellsourced.model import (
    BriefPart,
    BriefSection,
    BriefSentence,
    Claim,
    DocumentId,
    Evidence,
    Paragraph,
    Status,
    Tally,
)
from wellsourced.tell.brief.days import day
from wellsourced.tell.brief.pen import Pen, agrees, lowered, number, places, sentence
from wellsourced.tell.brief.tolls import counted, moved, ranked, scope
from wellsourced.tell.brief.units import Unit

STANDS = {
    Status.UNSUPPORTED: "only suggested",
    Status.SINGLE_SOURCE: "on the word of one source",
    Status.CORROBORATED: "said by independent sources",
    Status.DISPUTED: "disputed",
    Status.DENIED: "denied",
    Status.RETRACTED: "taken back",
    Status.SUPERSEDED: "overtaken",
}
_AGAINST = frozenset({"denies", "disputes", "questions", "retracts"})
_Spot = tuple[DocumentId, int, int]


class Earlier:
    """The record of a day before, in which what is told now is sought."""

    def __init__(self, claims: Iterable[Claim], tallies: Iterable[Tally]) -> None:
        self._claims: dict[str, Claim] = {c.id: c for c in claims}
        self._tallies: dict[str, Tally] = {t.id: t for t in tallies}
        self._by_spot: dict[_Spot, list[str]] = defaultdict(list)
        told = [(c.id, c.evidence) for c in self._claims.values()]
        counted = [(t.id, t.evidence) for t in self._tallies.values()]
        for name, evidence in (*told, *counted):
            for spot in _spots(evidence):
                self._by_spot[spot].append(name)

    def claim(self, now: Claim) -> Claim | None:
        """Give the claim as it was: the same, or the one of its type that shares most tellings."""
        found = [self._claims[i] for i in self._near(now.id, now.evidence) if i in self._claims]
        alike = [c for c in found if c.type is now.type and c.polarity is now.polarity]
        return alike[0] if alike else None

    def tally(self, now: Tally) -> Tally | None:
        """Give the count as it was."""
        found = [self._tallies[i] for i in self._near(now.id, now.evidence) if i in self._tallies]
        alike = [t for t in found if t.outcome is now.outcome]
        return alike[0] if alike else None

    def _near(self, name: str, evidence: Iterable[Evidence]) -> list[str]:
        shared: dict[str, int] = defaultdict(int)
        for spot in _spots(evidence):
            for other in self._by_spot.get(spot, ()):
                shared[other] += 1
        return sorted({*shared, name}, key=lambda i: (i != name, -shared.get(i, 0), i))


def changed(
    found: Sequence[Unit],
    tallies: Iterable[Tally],
    earlier: Earlier,
    since: date,
    pen: Pen,
    most: int | None,
) -> BriefSection:
    """Give what is new since a day; with nothing, a sentence that says so."""
    fresh = [u for u in found if not u.denial and all(earlier.claim(c) is None for c in u.claims)]
    moving = [u for u in found if u not in fresh and _otherwise(u, earlier)]
    counts = [s for t in ranked(tallies) if (s := _toll(t, earlier.tally(t), pen)) is not None]
    blocks = (
        ("Stands otherwise", tuple(_moved(u, earlier, pen) for u in moving)),
        ("Tolls", tuple(counts)),
        ("New", _some([pen.reported(u) for u in fresh[:most]], len(fresh) - len(fresh[:most]))),
    )
    paragraphs = tuple(Paragraph(head=h, sentences=s) for h, s in blocks if s)
    if not paragraphs:
        known = day(since, pen.year)
        nothing = f"Nothing that was known by {known} stands otherwise, and nothing is new."
        paragraphs = (Paragraph(sentences=(BriefSentence(text=nothing),)),)
    heading = f"What changed since {day(since)}"
    return BriefSection(part=BriefPart.CHANGED, heading=heading, paragraphs=paragraphs)


def _some(told: Sequence[BriefSentence], more: int) -> tuple[BriefSentence, ...]:
    are = "is" if more == 1 else "are"
    text = f"{number(more).capitalize()} more {are} told below or left out."
    rest = (BriefSentence(text=text),)
    return (*told, *(rest if more > 0 else ()))


def _otherwise(unit: Unit, earlier: Earlier) -> bool:
    before = earlier.claim(unit.main)
    return not unit.denial and before is not None and before.status is not unit.main.status


def _moved(unit: Unit, earlier: Earlier, pen: Pen) -> BriefSentence:
    before = earlier.claim(unit.main)
    assert before is not None
    main = unit.main
    clause, before_it = lowered(unit.clause.text), STANDS[before.status]
    who = {
        Status.DENIED: unit.against("denied_by"),
        Status.RETRACTED: unit.against("retracted_by"),
        Status.CORROBORATED: unit.backing,
    }.get(main.status, ())
    said = pen.voices.many(who)
    text = {
        Status.DENIED: f"{said} now {agrees(who, 'denies', 'deny')} that {clause}",
        Status.RETRACTED: f"{said} {agrees(who, 'has', 'have')} taken back that {clause}",
        Status.CORROBORATED: f"{said} now say independently that {clause}",
        Status.DISPUTED: f"it is now in dispute whether {clause}",
        Status.SUPERSEDED: f"that {clause} is overtaken by something newer",
    }.get(main.status, f"that {clause} is now {STANDS[main.status]}")
    text += f"; before, it was {before_it}"
    stance = {"denies", "disputes", "retracts", "confirms"}
    words = [e for e in main.evidence if e.stance in stance][:3]
    notes = {*pen.notes.cite(places(unit)), *pen.cite(words)}
    return BriefSentence(text=sentence(text), notes=tuple(sorted(notes)))


def _toll(now: Tally, then: Tally | None, pen: Pen) -> BriefSentence | None:
    if then is None or not moved(now, then):
        return None
    what = f"{now.group or 'people'} {scope(now, pen)}".strip()
    text = f"the number of {what} went from {counted(then)} to {counted(now)}"
    current = [e for e in now.evidence if e.stance in ("backs", "confirms")][:2]
    before = [e for e in then.evidence if e.stance in ("backs", "confirms")][:1]
    return BriefSentence(text=sentence(text), notes=pen.cite((*before, *current)))


def _spots(found: Iterable[Evidence]) -> set[_Spot]:
    """Where something is told by who says so; who is against it tells something else."""
    return {(e.document, e.start, e.end) for e in found if e.stance not in _AGAINST}
