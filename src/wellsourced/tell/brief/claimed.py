"""What is claimed: paragraphs by subject, the best backed first; and what is only suggested."""

from collections import Counter
from collections.abc import Iterable, Sequence

from wellsourced.model import BriefPart, BriefSection, BriefSentence, Paragraph, Source, Status
from wellsourced.tell.brief.pen import Pen
from wellsourced.tell.brief.units import Unit, weight

_LEAST = 2  # sentences on one subject that make a paragraph
REST = "Also reported"


def claimed(found: Sequence[Unit], pen: Pen) -> BriefSection | None:
    """Give what is said outright, and by nobody gainsaid."""
    paragraphs = tuple(
        Paragraph(head=head, sentences=tuple(_told(rows, pen)))
        for head, rows in _subjects(found, pen)
    )
    return _section(BriefPart.CLAIMED, "What is reported", paragraphs)


def hedged(found: Sequence[Unit], pen: Pen) -> BriefSection | None:
    """Give what sources suggest, in their own words."""
    by_source: dict[tuple[Source, ...], list[Unit]] = {}
    for unit in found:
        by_source.setdefault(unit.backing, []).append(unit)
    sentences = tuple(pen.hedged(rows) for rows in by_source.values())
    paragraphs = (Paragraph(sentences=sentences),) if sentences else ()
    return _section(BriefPart.HEDGED, "Suggested, and not asserted", paragraphs)


def outright(unit: Unit) -> bool:
    """Whether somebody says so outright."""
    return unit.main.status is not Status.UNSUPPORTED


def _told(found: Sequence[Unit], pen: Pen) -> Iterable[BriefSentence]:
    """Sentences one after the other; who says two things in turn is named once."""
    last: tuple[Source, ...] = ()
    for unit in found:
        again = unit.backing == last and len(last) == 1
        yield pen.reported(unit, again=again)
        last = unit.backing if unit.main.origins.high == 1 and not again else ()


def _section(part: BriefPart, heading: str, found: tuple[Paragraph, ...]) -> BriefSection | None:
    return BriefSection(part=part, heading=heading, paragraphs=found) if found else None


def _subjects(found: Sequence[Unit], pen: Pen) -> Iterable[tuple[str, list[Unit]]]:
    """Part sentences by whom or what most of them are about; the best backed paragraph first."""
    left, out = list(found), []
    while left:
        many = Counter(n for u in left for n in sorted(_names(u) & pen.known))
        name, count = max(many.items(), key=lambda m: (m[1], m[0]), default=("", 0))
        if count < _LEAST:
            break
        own = [u for u in left if name in _names(u)]
        left = [u for u in left if name not in _names(u)]
        out.append((name, sorted(own, key=_when)))
    out.sort(key=lambda p: (-max(u.main.origins.low for u in p[1]), -len(p[1]), p[0]))
    if left:
        out.append(
            (REST if out else "", sorted(left, key=lambda u: (-weight(u, pen.known), _when(u))))
        )
    return out


def _names(unit: Unit) -> set[str]:
    slots = (unit.main.actor, unit.main.recipient, unit.main.place)
    return {n for s in slots for n in (s or "").split("; ") if n}


def _when(unit: Unit) -> tuple[int, str, str, int]:
    main = unit.main
    day = str(main.earliest or main.first_heard or "9")
    return -main.origins.low, day, unit.clause.document, unit.clause.start
