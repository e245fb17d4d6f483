"""Sums and dates that can be checked within one document, each verdict with its arithmetic."""

from collections.abc import Iterator

from wellsourced.mark.calendarchecks import calendar_checks, relative_checks
from wellsourced.mark.clockchecks import clock_checks, length_checks
from wellsourced.mark.repeats import part_checks, repeat_checks
from wellsourced.mark.sums import rate_checks, sum_checks
from wellsourced.mark.syntax import Reading
from wellsourced.model import Check, Marks, Span


def checks(reading: Reading, found: Marks) -> tuple[Check, ...]:
    """Give what adds up and what does not, in order of the first words checked."""
    made: dict[tuple[Span, ...], Check] = {}
    for check in _all(reading, found):
        made.setdefault(check.about, check)
    return tuple(sorted(made.values(), key=lambda c: (c.about, c.verdict)))


def _all(reading: Reading, found: Marks) -> Iterator[Check]:
    yield from calendar_checks(reading.document, found.times)
    yield from relative_checks(reading.document, found.times)
    yield from clock_checks(reading.document)
    yield from length_checks(reading.document)
    yield from rate_checks(reading.document, found)
    yield from sum_checks(reading.document, found)
    yield from part_checks(reading.document, found)
    yield from repeat_checks(reading.document, found)
