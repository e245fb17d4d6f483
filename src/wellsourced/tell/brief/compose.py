"""A brief put together: its sections in the order in which an editor would have them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from wellsourced.model import (
    Brief,
    BriefPart,
    BriefSection,
    BriefSentence,
    Claim,
    ClaimType,
    DocumentRow,
    Length,
    Paragraph,
    Placed,
    Ruled,
    SourceRow,
    Status,
    Tally,
    Verdict,
)
from wellsourced.tell.brief.changed import Earlier, changed
from wellsourced.tell.brief.claimed import claimed, hedged, outright
from wellsourced.tell.brief.days import day
from wellsourced.tell.brief.disputed import disputed, groups, retracted, taken_back
from wellsourced.tell.brief.lists import readers, timeline, whereabouts
from wellsourced.tell.brief.notes import Notes
from wellsourced.tell.brief.pen import Pen, number
from wellsourced.tell.brief.record import sources
from wellsourced.tell.brief.tolls import ranked, tolls
from wellsourced.tell.brief.units import Unit, units, weight
from wellsourced.tell.brief.voices import Voices
from wellsourced.tell.ground import Ground, listed

_INDEPENDENT = (
    "Sources count as independent where they have different names and neither has it from the "
    "other; copies of one text are one account, and two people without names may be one."
)
_LIKELY = (
    "Words of likelihood stand only between quotation marks, where a source or an analyst uses "
    "them: what is true is not judged here."
)
_LEAST = 6  # weight with which a short brief tells something
_MANY = {Length.SHORT: 24, Length.FULL: None}  # sentences of what is reported
_ROWS = {Length.SHORT: 12, Length.FULL: None}
_CITED = {Length.SHORT: 12, Length.FULL: 60}  # sources with how they have fared
_FEW = {Length.SHORT: 5, Length.FULL: None}


class Asked(Struct, frozen=True, kw_only=True):
    """What a brief is asked for; `case`: what the case is called."""

    case: str
    about: str | None = None
    as_of: date | None = None
    since: date | None = None
    length: Length = Length.SHORT
    ruled: bool = False
    withheld: bool = False


class Given(NamedTuple):
    """The part of the record that a brief is of, and what stood on the day it starts from."""

    claims: Sequence[Claim]
    tallies: Sequence[Tally]
    documents: Sequence[DocumentRow]
    sources: Sequence[SourceRow]
    places: Sequence[Placed]
    earlier: Earlier | None
    graded_by: Mapping[str, str]


class Sorted(NamedTuple):
    """Sentences to be, by the section that they stand in."""

    reported: Sequence[Unit]
    groups: Sequence[Sequence[Unit]]
    gone: Sequence[Sequence[Unit]]
    hedged: Sequence[Unit]
    readers: Sequence[Unit]
    left_out: int


def compose(asked: Asked, given: Given, of: Ground) -> Brief:
    """Give the brief."""
    last = asked.as_of or _last(given.documents)
    year = last.year if last else None
    known = frozenset(e.name for e in of.entities)
    pen = Pen(of, Voices(of), Notes(of), year, dict(given.graded_by), known)
    found = _sorted(units(given.claims, of, year), given.tallies, known, asked.length)
    sections = tuple(s for s in _sections(asked, given, found, pen) if s is not None)
    return Brief(
        title=f"{asked.about or asked.case}: what is claimed, and how it stands",
        about=asked.about,
        as_of=last,
        since=asked.since,
        ruled=asked.ruled,
        withheld=asked.withheld,
        sections=sections,
        footnotes=pen.notes.all(),
        places=tuple(p for p in given.places if p.claims or p.tallies),
        left_out=found.left_out,
    )


def _sections(
    asked: Asked, given: Given, found: Sorted, pen: Pen
) -> Iterable[BriefSection | None]:
    few, rows = _FEW[asked.length], _ROWS[asked.length]
    told = [*found.reported, *(u for g in (*found.groups, *found.gone) for u in g)]
    yield _summary(given, found, asked)
    if asked.since is not None and given.earlier is not None:
        yield changed(told, given.tallies, given.earlier, asked.since, pen, few)
    yield claimed(found.reported, pen)
    yield disputed(found.groups, pen)
    yield taken_back(found.gone, pen)
    yield hedged(found.hedged, pen)
    yield tolls(given.tallies, pen, most=few)
    yield timeline(sorted(told, key=lambda u: -weight(u, pen.known)), pen, most=rows)
    yield whereabouts(given.places, told, pen, most=rows)
    yield readers(found.readers, pen, most=few)
    yield sources(given.claims, given.sources, pen, most=_CITED[asked.length])
    yield _method(given, found, asked)


def _sorted(
    found: Sequence[Unit], tallies: Sequence[Tally], known: frozenset[str], length: Length
) -> Sorted:
    said = [u for u in found if not u.readers]
    apart = groups([u for u in said if outright(u)])
    gone = [g for g in apart if any(retracted(u) for u in g)]
    rows = [g for g in apart if g not in gone]
    taken = {u.clause.place for g in apart for u in g}
    rest = [u for u in said if u.clause.place not in taken and not u.contested]
    open_, plain = [u for u in rest if not outright(u)], [u for u in rest if outright(u)]
    short = length is Length.SHORT
    spots = _spots(tallies)
    plain = [u for u in plain if _stands(u) and not _counted(u, spots)]
    kept = _kept(plain, known, _MANY[length]) if short else plain
    open_kept = [u for u in open_ if u.clause.whole][: _FEW[length]] if short else open_
    shown = [u for u in found if u.readers and (not short or weight(u, known) >= 0 or u.contested)]
    shown.sort(key=lambda u: (not u.contested, -weight(u, known)))
    few = shown[: _FEW[length]]
    everybody = sum(u.readers for u in found)
    left = len(plain) - len(kept) + len(open_) - len(open_kept) + everybody - len(few)
    return Sorted(kept, rows, gone, open_kept, few, left)


def _stands(unit: Unit) -> bool:
    return unit.main.status is not Status.SUPERSEDED


def _spots(tallies: Iterable[Tally]) -> dict[str, list[tuple[int, int]]]:
    """Where the numbers stand that the tolls tell, page by page."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for tally in ranked(tallies):
        for e in tally.evidence:
            found[e.document].append((e.start, e.end))
    return found


def _counted(unit: Unit, spots: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether the tolls tell it."""
    if unit.main.type not in (ClaimType.CASUALTY, ClaimType.ARREST, ClaimType.STRENGTH):
        return False
    document, start, end = unit.clause.place
    return any(start <= a and b <= end for a, b in spots.get(document, ()))


def _kept(found: Sequence[Unit], known: frozenset[str], most: int | None) -> list[Unit]:
    """The weightiest, in the order in which they were."""
    weights = {u.clause.place: weight(u, known) for u in found}
    ranked = sorted(found, key=lambda u: (-weights[u.clause.place], u.clause.place))
    best = {u.clause.place for u in ranked[:most] if weights[u.clause.place] >= _LEAST}
    return [u for u in found if u.clause.place in best]


def _summary(given: Given, found: Sorted, asked: Asked) -> BriefSection:
    """One paragraph about the whole."""
    pages = sum(1 for d in given.documents if d.parts)
    many = sum(c.status is Status.CORROBORATED for c in given.claims)
    disputes, gone = len(found.groups), len(found.gone)
    fails = {c.why for t in given.tallies for c in t.checks if c.verdict is Verdict.INCONSISTENT}
    last = asked.as_of or _last(given.documents)
    known = f" known by {day(last)}" if last else ""
    backed = "nothing is" if not many else f"{_some(many, 'thing')} {_are(many)}"
    things = [f"{backed} said by independent sources"]
    things += [f"{_some(disputes, 'matter')} {_are(disputes)} in dispute"]
    things += (
        [f"{_some(gone, 'report')} {'was' if gone == 1 else 'were'} taken back"] if gone else []
    )
    things += (
        [f"{_some(len(fails), 'sum')} {'does' if len(fails) == 1 else 'do'} not add up"]
        if fails
        else []
    )
    text = f"On the {_some(pages, 'page')}{known}, {listed(things)}."
    rule = "Whatever does not name two sources below rests on one."
    sentences = (BriefSentence(text=text), BriefSentence(text=rule))
    paragraph = Paragraph(sentences=sentences)
    return BriefSection(part=BriefPart.SUMMARY, heading="In short", paragraphs=(paragraph,))


def _method(given: Given, found: Sorted, asked: Asked) -> BriefSection:
    """How it was made, what is in it and what was left out."""
    unread = sum(1 for d in given.documents if d.error)
    ruled = [c for c in given.claims if isinstance(c, Ruled) and c.rulings]
    layer = (
        f"Analysts' rulings are in it, and bear on {_some(len(ruled), 'statement')}."
        if asked.ruled
        else "It is the machine's reading alone; no analyst's ruling is in it."
    )
    counts = _some(len(given.tallies), "count")
    less = f"{_some(found.left_out, 'statement').capitalize()} of less weight"
    told = [
        f"It was made of {_some(len(given.claims), 'statement')} and {counts} found on the pages.",
        layer,
        _INDEPENDENT,
        f"{less} {'is' if found.left_out == 1 else 'are'} left out; the full length tells them."
        if found.left_out
        else "",
        f"{_some(unread, 'page').capitalize()} could not be read." if unread else "",
        "Readers' names are withheld." if asked.withheld else "",
        _LIKELY,
    ]
    paragraph = Paragraph(sentences=tuple(BriefSentence(text=t) for t in told if t))
    return BriefSection(
        part=BriefPart.METHOD, heading="How this was made", paragraphs=(paragraph,)
    )


def _are(count: int) -> str:
    return "is" if count < 2 else "are"


def _some(count: int, word: str) -> str:
    """Write how many.

    >>> _some(1, "page"), _some(0, "page"), _some(14, "page")
    ('one page', 'no page', '14 pages')
    """
    return f"{number(count)} {word}{'' if count < 2 else 's'}"


def _last(found: Iterable[DocumentRow]) -> date | None:
    days = [d.published.latest for d in found if d.published.latest]
    return max(days, default=None)
