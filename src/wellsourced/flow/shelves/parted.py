"""Things named by numbers, parted so that a new one changes the parts of few others."""

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Whole

_BITS = 64
Names = NDArray[np.uint64]


def parted(names: Names, sizes: Whole, most: int) -> list[tuple[int, int]]:
    """Give from where to where each part goes of names that come in their order.

    A part is what begins with the same bits: as many as are needed for it to hold no more than
    `most`, so it depends on what it holds and on nothing else.

    >>> parted(np.array([1, 2, 2**63], np.uint64), np.ones(3, np.int64), 2)
    [(0, 2), (2, 3)]
    """
    sums = np.r_[0, np.cumsum(sizes)]
    out = []
    todo = [(0, len(names), 0, 0)]
    while todo:
        first, after, depth, prefix = todo.pop()
        if after == first:
            continue
        held = sums[after] - sums[first]
        if held <= most or depth == _BITS or after - first == 1:
            out.append((first, after))
            continue
        half = prefix | 1 << (_BITS - 1 - depth)
        cut = first + int(np.searchsorted(names[first:after], np.uint64(half)))
        todo += [(cut, after, depth + 1, half), (first, cut, depth + 1, prefix)]
    return out


def number(name: str) -> int:
    """Give a number that sorts as the first letters of a name do."""
    return int.from_bytes(name.encode()[:8].ljust(8, b"\0"))
