"""Groups from pairs that are alike: each group as alike, on average, as a pair has to be.

Joining on the average keeps a chain of neighbours from making one group of many incidents, so
that none has to be split afterwards.
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import NamedTuple

_DIGITS = 9  # beyond these a score says nothing, and depends on the order of sums


class Pair(NamedTuple):
    """Two things by number; `score` is 1 where they are just alike enough to be of one group."""

    one: int
    other: int
    score: float


def grouped(count: int, found: Iterable[Pair]) -> list[list[int]]:
    """Give groups of the numbers below `count`, the most alike joined first; each in order.

    >>> grouped(4, [Pair(0, 1, 2.0), Pair(1, 2, 1.2), Pair(0, 2, 0.0)])
    [[0, 1], [2], [3]]
    """
    groups = _Groups(count, found)
    while groups.join():
        pass
    return sorted(sorted(g) for g in groups.members.values())


class _Groups:
    """Groups in the making: their members, and how alike each two are that are alike at all."""

    def __init__(self, count: int, found: Iterable[Pair]) -> None:
        self.members: dict[int, list[int]] = {n: [n] for n in range(count)}
        self._near: dict[int, dict[int, float]] = {n: {} for n in range(count)}
        for one, other, score in found:
            self._near[one][other] = self._near[other][one] = score
        self._next = count
        self._queue = [
            (-s, one, other)
            for one, near in self._near.items()
            for other, s in near.items()
            if one < other and s >= 1  # an average is never more than the greater of two
        ]
        heapify(self._queue)

    def join(self) -> bool:
        """Join the two groups that are most alike; tells whether there were such."""
        while self._queue:
            _, one, other = heappop(self._queue)
            if one in self.members and other in self.members:
                self._joined(one, other)
                return True
        return False

    def _joined(self, one: int, other: int) -> None:
        a, b = self._near.pop(one), self._near.pop(other)
        left, right = self.members.pop(one), self.members.pop(other)
        whole, number = len(left) + len(right), self._next
        self._next += 1
        self.members[number] = left + right
        near = self._near[number] = {}
        for third in sorted((a.keys() | b.keys()) - {one, other}):
            sums = len(left) * a.get(third, 0.0) + len(right) * b.get(third, 0.0)
            near[third] = score = round(sums / whole, _DIGITS)
            beside = self._near[third]
            beside.pop(one, None)
            beside.pop(other, None)
            beside[number] = score
            if score >= 1:
                heappush(self._queue, (-score, third, number))
