"""Sums and dates that can be checked within one document, each verdict with its arithmetic."""

from collections.abc import Iterator

from msgspec.structs import replace

from wellsourced.mark.ages import age_checks
from wellsourced.mark.agreeing import agreeing_checks, moved_checks
from wellsourced.mark.calendarchecks import calendar_checks, relative_checks, same_day_checks
from wellsourced.mark.clockchecks import clock_checks, hour_checks, length_checks
from wellsourced.mark.divided import divided_checks
from wellsourced.mark.lasting import lasting_checks
from wellsourced.mark.listed import listed_checks
from wellsourced.mark.orders import order_checks
from wellsourced.mark.repeats import part_checks, repeat_checks
from wellsourced.mark.shares import share_checks
from wellsourced.mark.sums import rate_checks, sum_checks
from wellsourced.mark.survivors import survivor_checks
from wellsourced.mark.syntax import Reading
from wellsourced.mark.titled import title_checks
from wellsourced.mark.wholes import whole_checks
from wellsourced.model import Check, Marks, Span

_LONGEST = 120  # characters of a count; a longer one was made up of several


def checks(reading: Reading, found: Marks) -> tuple[Check, ...]:
    """Give what adds up and what does not, in order of the first words checked."""
    made: dict[tuple[Span, ...], Check] = {}
    told = tuple(q for q in found.quantities if q.end - q.start < _LONGEST)
    for check in _all(reading, replace(found, quantities=told)):
        made.setdefault(check.about, check)
    return tuple(sorted(made.values(), key=lambda c: (c.about, c.verdict)))


def _all(reading: Reading, found: Marks) -> Iterator[Check]:
    yield from calendar_checks(reading.document, found.times)
    yield from relative_checks(reading.document, found.times)
    yield from same_day_checks(reading.document, found.times)
    yield from clock_checks(reading.document)
    yield from hour_checks(reading.document)
    yield from length_checks(reading.document)
    yield from lasting_checks(reading.document, found.times)
    yield from divided_checks(reading.document)
    yield from listed_checks(reading.document, found)
    yield from survivor_checks(reading.document, found)
    yield from rate_checks(reading.document, found)
    yield from sum_checks(reading.document, found)
    yield from part_checks(reading.document, found)
    yield from title_checks(reading.document, found)
    yield from repeat_checks(reading.document, found)
    yield from whole_checks(reading.document, found)
    yield from agreeing_checks(found)
    yield from moved_checks(reading.document)
    yield from share_checks(reading.document)
    yield from age_checks(reading.document, found)
    yield from order_checks(reading.document, found.times)
