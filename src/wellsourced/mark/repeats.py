"""Figures given twice, and parts that are named as parts of a whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

from wellsourced.mark.sums import same_group, span
from wellsourced.model import Bound, Check, Document, Marks, Outcome, Quantity, Verdict

_MOST = 2  # figures given twice that are worth a line on one page
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?)\b"
)
_PART = re.compile(r"\b(?:including|among them|of them|of whom)\W*(?:\w+\W+){0,5}$", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"\b(?:including|among them|of them|of whom)\W*$", re.IGNORECASE)


def repeat_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Note where one figure is given twice, in words that leave no other reading."""
    made = 0
    counted = [q for q in found.quantities if q.per is None and (q.low or q.high)]
    for index, second in enumerate(counted):
        first = next((q for q in counted[:index] if _same(q, second)), None)
        if first is not None and made < _MOST:
            made += 1
            yield Check(
                about=(span(first), span(second)),
                verdict=Verdict.CONSISTENT,
                why=f"the same figure, {_figure(second)} {second.outcome.value}, twice",
            )


def _same(first: Quantity, second: Quantity) -> bool:
    """The same number of the same thing; small numbers only of people that something befell."""
    if first.outcome is not second.outcome or (first.low, first.high) != (second.low, second.high):
        return False
    if second.outcome in {Outcome.COUNT, Outcome.STRENGTH, Outcome.AMOUNT}:
        named = first.group is not None and first.group == second.group and " " in first.group
        large = max(second.low or 0, second.high or 0) > (1 if named else 10)
        return large and first.group is not None and same_group(first, second)
    return max(second.low or 0, second.high or 0) > 1 and same_group(first, second)


def _figure(quantity: Quantity) -> str:
    if quantity.best is not None:
        return f"{quantity.best:,}"
    return f"{quantity.low or 0:,} to {quantity.high or 0:,}"


def _several(text: str, whole: Quantity, part: Quantity) -> bool:
    """Whether the part may be one of two numbers: "56 guests and 10 guards, among them 30 men"."""
    first = max(text.rfind(stop, 0, whole.start) for stop in (". ", "\n", "; ")) + 1
    told = text[first : whole.start] + text[whole.end : part.start]
    return _NUMBER.search(told) is not None


def part_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check that what is named as a part is no larger than the whole before it."""
    counted = [q for q in found.quantities if q.per is None]
    for whole, part in pairwise(counted):
        between = document.text[whole.end : part.start]
        if whole.outcome is not part.outcome or len(between) > 80 or not _PART.search(between):
            continue
        low, high = part.low or 0, whole.high
        fails = high is not None and low > high and whole.bound is Bound.EXACT
        if fails and (not _RIGHT_BEHIND.search(between) or _several(document.text, whole, part)):
            continue
        yield Check(
            about=(span(whole), span(part)),
            verdict=Verdict.INCONSISTENT if fails else Verdict.CONSISTENT,
            why=f"{low:,} is {'more than' if fails else 'a part of'} {_figure(whole)}",
        )
