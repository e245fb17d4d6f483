"""The lists of a brief: the timeline, the places, what readers say."""

from collections.abc import Sequence

from wellsourced.model import (
    BriefPart,
    BriefSection,
    BriefSentence,
    ClaimType,
    Paragraph,
    Placed,
    Polarity,
    Status,
)
from wellsourced.tell.brief.days import span
from wellsourced.tell.brief.pen import Pen, against, number, places, quoted, sentence
from wellsourced.tell.brief.units import Unit

_SAID = {Status.DISPUTED: "disputed", Status.DENIED: "denied", Status.RETRACTED: "taken back"}
_EVENTS = frozenset(ClaimType) - {ClaimType.STATEMENT}
_ROWS = 14  # of a short brief's list


def timeline(found: Sequence[Unit], pen: Pen, *, most: int | None) -> BriefSection | None:
    """Give what is said to have been when, oldest first; what is contested says so."""
    rows = [u for u in found if u.main.earliest and u.main.type in _EVENTS and u.clause.whole]
    rows = [u for u in rows if not (u.clause.quoted or u.denial or _other_side(u, rows))]
    kept = sorted(rows[:most], key=lambda u: (u.main.earliest, u.main.latest, u.clause.place))
    by_day: dict[str, list[BriefSentence]] = {}
    for unit in kept:
        when = span(unit.main.earliest, unit.main.latest, pen.year)
        stands = _SAID.get(unit.main.status, "")
        text = f"{unit.clause.bare}{f' ({stands})' if stands else ''}"
        note = pen.notes.cite([unit.clause.place])
        by_day.setdefault(when, []).append(BriefSentence(text=sentence(text), notes=note))
    paragraphs = tuple(Paragraph(head=h, sentences=tuple(s)) for h, s in by_day.items())
    return _listed(BriefPart.TIMELINE, "Timeline", paragraphs)


def _other_side(unit: Unit, rows: Sequence[Unit]) -> bool:
    """Whether it only says no to what another row says."""
    fails = unit.main.polarity is Polarity.FAILS and unit.main.type is not ClaimType.WHEREABOUTS
    said = {c.id for u in rows for c in u.claims}
    return unit.main.status is Status.SUPERSEDED or (fails and bool(said & set(unit.main.rivals)))


def whereabouts(
    found: Sequence[Placed], told: Sequence[Unit], pen: Pen, *, most: int | None
) -> BriefSection | None:
    """Give the places of which something is told, with how much and how contested."""
    rows = []
    for place in found[:most]:
        unit = next((u for u in told if set(place.claims) & {c.id for c in u.claims}), None)
        if unit is None:
            continue
        text = f"{_degrees(place)}; {_many(len(place.claims), 'statement')}"
        text += f", {_contested(place)}" if place.contested else ""
        text += f"; the highest count of killed is {place.killed:,}" if place.killed else ""
        notes = pen.notes.cite([unit.clause.place])
        rows.append(
            Paragraph(
                head=place.name, sentences=(BriefSentence(text=sentence(text), notes=notes),)
            )
        )
    return _listed(BriefPart.MAP, "Where", tuple(rows))


def readers(found: Sequence[Unit], pen: Pen, *, most: int | None) -> BriefSection | None:
    """Give what only readers say, in their words, as no reporting; what they took back says so."""
    sentences = tuple(_reader(u, pen) for u in found[:most])
    if not sentences:
        return None
    head = BriefSentence(
        text="None of this is reporting, and none of it counts for anything above."
    )
    paragraph = Paragraph(sentences=(head, *sentences))
    heading = "What readers say below the pages"
    return BriefSection(part=BriefPart.READERS, heading=heading, paragraphs=(paragraph,))


def _reader(unit: Unit, pen: Pen) -> BriefSentence:
    raw = pen.of.documents[unit.clause.document].text[unit.clause.start : unit.clause.end]
    words = quoted(" ".join(raw.split()))
    who = pen.voices.many(unit.backing)
    if not unit.against("retracted_by"):
        return BriefSentence(
            text=sentence(f"{who} writes: {words}"), notes=pen.notes.cite(places(unit))
        )
    gone = [e for c in unit.claims for e in c.evidence if e.stance == "retracts"][:1] or against(
        unit, ("retracts",)
    )
    text = f"{who} wrote {words} and took it back"
    notes = {*pen.notes.cite(places(unit)), *pen.cite(gone)}
    return BriefSentence(text=sentence(text), notes=tuple(sorted(notes)))


def _listed(part: BriefPart, heading: str, rows: tuple[Paragraph, ...]) -> BriefSection | None:
    return BriefSection(part=part, heading=heading, paragraphs=rows, listed=True) if rows else None


def _degrees(place: Placed) -> str:
    """Where a place is.

    >>> from wellsourced.model import Placed
    >>> _degrees(Placed(name="Kell", latitude=45.4, longitude=-28.1, radius=None, score=None,
    ...     country=None, claims=(), contested=0, tallies=(), killed=None))
    '45.40° N, 28.10° W'
    """
    north, east = "N" if place.latitude >= 0 else "S", "E" if place.longitude >= 0 else "W"
    return f"{abs(place.latitude):.2f}° {north}, {abs(place.longitude):.2f}° {east}"


def _contested(place: Placed) -> str:
    if place.contested < len(place.claims):
        return f"{number(place.contested)} of them contested"
    return "contested" if place.contested == 1 else "all contested"


def _many(count: int, word: str) -> str:
    """Write how many.

    >>> _many(1, "statement"), _many(12, "statement")
    ('one statement', '12 statements')
    """
    return f"{number(count)} {word}{'' if count == 1 else 's'}"
