"""Drawers into which numbers are put, to be taken out part by part: in memory, or elsewhere."""

from collections import defaultdict
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Whole


class Drawers(Protocol):
    """Numbers put aside by names."""

    def put(self, name: str, numbers: Whole) -> None:
        """Put numbers into a drawer, behind those that lie there."""
        ...

    def take(self, name: str) -> Whole:
        """Take all numbers out of a drawer, which may be changed then; none: it is empty."""
        ...


class Held:
    """Drawers in memory.

    >>> drawers = Held()
    >>> drawers.put("a", np.array([1, 2]))
    >>> drawers.put("a", np.array([3]))
    >>> drawers.take("a").tolist(), drawers.take("a").tolist()
    ([1, 2, 3], [])
    """

    def __init__(self) -> None:
        self._held: dict[str, list[Whole]] = defaultdict(list)

    def put(self, name: str, numbers: Whole) -> None:
        """Put numbers into a drawer."""
        self._held[name].append(numbers)

    def take(self, name: str) -> Whole:
        """Take them out."""
        return np.concatenate([np.zeros(0, np.int64), *self._held.pop(name, [])])


class Parted(NamedTuple):
    """Drawers of so many parts, or turns, each."""

    drawers: Drawers
    turns: int

    def put(self, name: str, by: NDArray[np.int64] | NDArray[np.uint64], numbers: Whole) -> None:
        """Put each number into the part that `by` gives, or comes round to.

        >>> parted = Parted(Held(), 2)
        >>> parted.put("n", np.array([0, 1, 2]), np.array([7, 8, 9]))
        >>> parted.take("n", 0).tolist()
        [7, 9]
        """
        part = (by % by.dtype.type(self.turns)).astype(np.uint16)
        order = np.argsort(part, kind="stable")
        bounds = np.searchsorted(part[order], np.arange(self.turns + 1)).tolist()
        for n in range(self.turns):
            own = order[bounds[n] : bounds[n + 1]]
            self.drawers.put(f"{name} {n}", numbers[own])

    def take(self, name: str, part: int) -> Whole:
        """Take the numbers of a part."""
        return self.drawers.take(f"{name} {part}")
