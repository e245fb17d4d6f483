"""How many: the counts of a document, and what befell those counted, by whom, where, when."""

from collections.abc import Iterator, Sequence

import msgspec

from wellsourced.mark.counted import Counted, counted
from wellsourced.mark.counts import Count, counts
from wellsourced.mark.scopes import (
    attribution_of,
    doer,
    group_name,
    interval_of,
    per_of,
    place_of,
)
from wellsourced.mark.singles import singles
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.tolls import Toll, toll
from wellsourced.model import Bound, Marks, Outcome, Quantity, TimeMark


def quantities(reading: Reading, found: Marks) -> tuple[Quantity, ...]:
    """Give the counts of people, arms, money and events, in order."""
    made: list[Quantity] = []
    for passage in reading.passages:
        made += _in_passage(reading, passage, found, _befallen(made))
    made = list(_own(made, toll(reading.document.text)))
    return tuple(sorted(made, key=lambda q: (q.start, q.end)))


def _befallen(made: Sequence[Quantity]) -> Outcome | None:
    """What befell those counted last, where it was death or wounds."""
    return next((q.outcome for q in reversed(made) if q.outcome in _TOLLS), None)


def _own(made: Sequence[Quantity], told: Toll | None) -> Iterator[Quantity]:
    """Set the page's own incident apart (`main`) from the others that it tells of.

    A toll that no row gives, because the victims are told one by one or the wounded are those shot
    less those killed, is a row of its own.
    """
    early = (q for q in made if q.outcome in _TOLLS and q.start < _LEAD)
    if told is None or any((q.low or 0) > _LARGE for q in early):
        yield from made
        return
    rest = [q for q in made if q.outcome not in _TOLLS or q.per]
    yield from rest
    told_of = (
        (Outcome.KILLED, told.killed, told.margins.killed),
        (Outcome.WOUNDED, told.wounded, told.margins.wounded),
    )
    for outcome, number, room in told_of:
        rows = [q for q in made if q.outcome is outcome and not q.per]
        own = [q for q in rows if number in {q.best, q.low, q.high}]
        wide = told.small and room.low < room.high
        if own or told.small:
            rows = [msgspec.structs.replace(q, main=q in own and not wide) for q in rows]
        yield from rows
        if told.small and (wide or (not own and (number or rows))):
            yield Quantity(
                start=told.start,
                end=told.end,
                outcome=outcome,
                low=room.low,
                high=room.high,
                bound=Bound.APPROX if wide else Bound.EXACT,
                best=number,
            )


_TOLLS = frozenset({Outcome.KILLED, Outcome.WOUNDED})
_LEAD = 1_000  # characters in which a page tells its own incident
_LARGE = 60  # more dead or wounded than this are told by a number


def _in_passage(
    reading: Reading, passage: Passage, found: Marks, last: Outcome | None
) -> Iterator[Quantity]:
    dated = [t for t in found.times if passage.start <= t.start < passage.end]
    before: Counted | None = None
    taken: list[tuple[int, int]] = []
    for count in counts(passage.text):
        if _timed(count, passage.start, dated):
            continue
        one = counted(passage, count, before, last)
        if one is not None:
            before = one
            last = one.outcome if one.outcome in _TOLLS else last
            taken.append(_extent(one))
            yield _quantity(reading, passage, one, found)
    for one in singles(passage):
        start, end = _extent(one)
        if not any(a < end and start < b for a, b in taken):
            yield _quantity(reading, passage, one, found)


def _timed(count: Count, start: int, dated: list[TimeMark]) -> bool:
    """Whether the number belongs to a date, a duration or a clock time."""
    core = start + count.core
    return any(t.start <= core < t.end or core <= t.start < start + count.end for t in dated)


def _quantity(reading: Reading, passage: Passage, one: Counted, found: Marks) -> Quantity:
    count, noun = one.count, one.noun
    start, end = _extent(one)
    days = interval_of(passage, one.number, found, reading.document)
    return Quantity(
        start=passage.start + start,
        end=passage.start + end,
        outcome=one.outcome,
        low=count.low,
        high=count.high,
        bound=count.bound,
        best=_best(count),
        group=group_name(passage, noun, one.outcome, found) if noun is not None else None,
        by=doer(passage, noun or one.number, found, reading.settings),
        place=place_of(passage, one.number, found),
        earliest=days[0],
        latest=days[1],
        per=per_of(one.number, noun),
        attribution=attribution_of(passage.start + count.core, found),
    )


def _extent(one: Counted) -> tuple[int, int]:
    """From the number's words to the noun, where that stands behind."""
    count, noun = one.count, one.noun
    end = count.end
    if noun is not None and noun.idx >= count.core:
        end = max(end, noun.idx + len(noun))
    return count.start, end


def _best(count: Count) -> int | None:
    """The one figure to show, where the words name one."""
    if count.vague or (None not in (count.low, count.high) and count.low != count.high):
        return None
    return count.low if count.low is not None else count.high
