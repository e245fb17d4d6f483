"""Numbered stretches of days: which of them meet another stretch, without looking at all."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

NEVER, EVER = -(10**7), 10**7
"""The numbers of what is before, and after, all days."""

_AT_ONCE = 64  # looked through in one go, as few may be asked for
_Stretch = tuple[int, int, int]  # first and last day, and whose it is


class Spans:
    """Stretches of days; those of about one length are sorted by their first day.

    >>> told = Spans()
    >>> told.add(1, 9, 0)
    >>> told.add(20, 20, 1)
    >>> told.add(since(None), 3, 2)
    >>> sorted(told.meeting(4, 19)), sorted(told.meeting(2, 30))
    ([0], [0, 1, 2])
    """

    def __init__(self) -> None:
        self._by_length: dict[int, list[_Stretch]] = defaultdict(list)
        self._sorted = True
        self.size = 0

    def add(self, first: int, last: int, number: int) -> None:
        """Add a stretch; all are added before one is asked for."""
        self._by_length[(last - first).bit_length() if last > first else 0].append(
            (first, last, number)
        )
        self._sorted = False
        self.size += 1

    def meeting(self, first: int, last: int) -> Iterator[int]:
        """Give the numbers of those that have a day in common with this stretch."""
        if not self._sorted:
            for found in self._by_length.values():
                found.sort()
            self._sorted = True
        for length, found in self._by_length.items():
            at = bisect_left(found, (first - (1 << length),))
            after = bisect_left(found, (last + 1,), at)
            for n in range(at, after, _AT_ONCE):
                some = found[n : min(n + _AT_ONCE, after)]
                yield from [number for _, ends, number in some if ends >= first]


def since(day: date | None) -> int:
    """Give the number of a day from which on something may be; None: from ever."""
    return day.toordinal() if day else NEVER


def until(day: date | None) -> int:
    """Give the number of a day until which something may be; None: for ever."""
    return day.toordinal() if day else EVER
