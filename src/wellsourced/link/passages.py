"""Passages that two texts share, put together from the runs of words that are the same."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole
from wellsourced.lang.shingles import Least, Runs

LEAST = Least(row=10, all=14)
"""Words in a row that are no accident; and in all, where no row is that long."""

_GAP = 20  # words that may be changed between two runs of one passage
_DRIFT = 8  # words that may be put in or left out between them
_OVER = 4  # words by which two runs of one passage may overlap
_DENSE = 0.5  # share of the passage's words that are the same
_LOOK = 4  # words looked at on each side to carry a passage on over an edit
_BACK = 4  # runs looked at before one, for that which it goes on
_ROW = 8  # words compared in one go
_NEXT = np.arange(_ROW + _LOOK + 1)
_MEET = 2  # words that two passages may both have, by accident

_Flags = NDArray[np.bool_]


class Passage(NamedTuple):
    """Words [a0, a1) of one text that stand as [b0, b1) in the other."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: int  # words that are the same


class Passages(NamedTuple):
    """Passages by the numbers of the two texts, the earlier text first."""

    one: Whole
    other: Whole
    a0: Whole
    a1: Whole
    b0: Whole
    b1: Whole
    same: Whole

    def where(self, keep: "_Flags | Whole") -> "Passages":
        """Give some of them."""
        return Passages(*(x[keep] for x in self))


def passages(codes: Codes, ends: Whole, found: Runs) -> Passages:
    """Join runs to passages; short accidents are left out.

    >>> from wellsourced.lang.codes import coded
    >>> text = "the mayor of lorne said on monday that the pier was closed"
    >>> codes, _, _, ends = coded([text, "but " + text])
    >>> one = np.array([1])
    >>> runs = Runs(one - 1, one, one - 1, one, one * 10)
    >>> [int(x[0]) for x in passages(codes, ends, runs)]
    [0, 1, 0, 12, 1, 13, 12]
    """
    return _apart(_carried_on(codes, ends, _told(found)))


def _told(found: Runs) -> Passages:
    """Runs in order on both sides, with little between them; without those that tell nothing."""
    before, overlap = _linked(found)
    places = np.arange(len(before))
    root = np.where(before >= 0, before, places)
    while (root[root] != root).any():
        root = root[root]
    heads, chain = np.unique(root, return_inverse=True)
    last, longest, same = (np.zeros(len(heads), np.int64) for _ in range(3))
    np.maximum.at(last, chain, places)
    np.maximum.at(longest, chain, found.words)
    np.add.at(same, chain, found.words - overlap)
    a0, b0 = found.a[heads], found.b[heads]
    a1, b1 = found.a[last] + found.words[last], found.b[last] + found.words[last]
    dense = same >= _DENSE * np.maximum(a1 - a0, b1 - b0)
    tells = (longest >= LEAST.row) | ((same >= LEAST.all) & dense)
    return Passages(found.one[heads], found.other[heads], a0, a1, b0, b1, same).where(tells)


def _linked(found: Runs) -> tuple[Whole, Whole]:
    """For each run the one that it goes on, or -1; and by how many words the two overlap."""
    count = len(found.a)
    before, overlap = np.full(count, -1), np.zeros(count, np.int64)
    gone_on = np.zeros(count, np.bool_)
    for back in range(1, min(_BACK, count - 1) + 1):
        last, run = (Runs(*(x[s] for x in found)) for s in (slice(None, -back), slice(back, None)))
        ahead_a, ahead_b = run.a - last.a - last.words, run.b - last.b - last.words
        near = (last.one == run.one) & (last.other == run.other) & (run.a > last.a)
        near &= (run.b > last.b) & (np.abs(ahead_a - ahead_b) <= _DRIFT)
        near &= (np.minimum(ahead_a, ahead_b) >= -_OVER) & (np.maximum(ahead_a, ahead_b) <= _GAP)
        at = np.flatnonzero(near & (before[back:] < 0) & ~gone_on[:-back])
        before[at + back], gone_on[at] = at, True
        overlap[at + back] = np.maximum(0, -ahead_a[at])
    return before, overlap


def _carried_on(codes: Codes, ends: Whole, found: Passages) -> Passages:
    """Passages with what goes on before and after them, over single changed words."""
    if not len(found.one):
        return found
    begins = np.r_[0, ends[:-1]]
    from_a, from_b = begins[found.one], begins[found.other]
    to_a, to_b = ends[found.one], ends[found.other]
    ahead = _Walk(codes, from_a + found.a1, from_b + found.b1, to_a, to_b, 1).walked()
    back = _Walk(
        codes, from_a + found.a0 - 1, from_b + found.b0 - 1, from_a - 1, from_b - 1, -1
    ).walked()
    return found._replace(
        a0=found.a0 - back[0],
        a1=found.a1 + ahead[0],
        b0=found.b0 - back[1],
        b1=found.b1 + ahead[1],
        same=found.same + ahead[2] + back[2],
    )


_STEPS = np.array(
    sorted((x + y, x, y) for x in range(_LOOK) for y in range(_LOOK) if x or y), np.int64
)[:, 1:]


class _Walk(NamedTuple):
    """Two texts read on side by side, many pairs at once; `ways` is 1, or -1 for backwards."""

    codes: Codes
    a: Whole
    b: Whole
    stop_a: Whole
    stop_b: Whole
    ways: int

    def walked(self) -> tuple[Whole, Whole, Whole]:
        """How far the texts go on alike: the words passed on both sides, and those the same."""
        i, j, same = (np.zeros(len(self.a), np.int64) for _ in range(3))
        on = np.arange(len(self.a))
        at, to = i.copy(), j.copy()
        while len(on):
            a, b = self._ahead(on, at, 0), self._ahead(on, to, 1)
            equal = a[:, :_ROW] == b[:, :_ROW]
            whole = equal.all(axis=1)
            alike = np.where(whole, _ROW, equal.argmin(axis=1))
            at, to = at + alike, to + alike
            moved = alike > 0
            i[on[moved]], j[on[moved]] = at[moved], to[moved]
            same[on] += alike
            step = _resumed(a, b, alike)
            more = whole | step.any(axis=1)
            step[whole] = 0
            on, at, to = on[more], (at + step[:, 0])[more], (to + step[:, 1])[more]
        return i, j, same

    def _ahead(self, on: Whole, at: Whole, side: int) -> Whole:
        """The next words of one side; behind the end there are none, and like none."""
        first, stop = (self.b, self.stop_b) if side else (self.a, self.stop_a)
        place = (first[on] + self.ways * at)[:, None] + self.ways * _NEXT
        inside = self.ways * (stop[on][:, None] - place) > 0
        words = self.codes[np.where(inside, place, 0)].astype(np.int64)
        return np.where(inside, words, -1 - side)


def _resumed(a: Whole, b: Whole, alike: Whole) -> Whole:
    """The nearest place after `alike` where two words in a row are the same again; 0, 0: none."""
    rows, x, y = np.arange(len(a))[:, None], _STEPS[:, 0], _STEPS[:, 1]
    p, q = alike[:, None] + x, alike[:, None] + y
    found = (a[rows, p] == b[rows, q]) & (a[rows, p + 1] == b[rows, q + 1])
    return np.where(found.any(axis=1)[:, None], _STEPS[found.argmax(axis=1)], 0)


def _apart(found: Passages) -> Passages:
    """Of each pair of texts the longest first, and no words twice on either side; in order."""
    order = np.lexsort((found.b0, found.a0, found.other, found.one))
    found = found.where(order)
    new = np.flatnonzero((np.diff(found.one) != 0) | (np.diff(found.other) != 0)) + 1
    keep = np.ones(len(found.a0), np.bool_)
    for first, after in pairwise((0, *new.tolist(), len(found.a0))):
        if after - first > 1:
            keep[first:after] = _kept(found.where(np.arange(first, after)))
    return found.where(keep)


def _kept(found: Passages) -> list[bool]:
    """Which passages of one pair stay."""
    rows = list(zip(*(x.tolist() for x in found[2:]), strict=True))
    held: list[Passage] = []
    for row in sorted((Passage(*r) for r in rows), key=lambda p: (-p.same, p)):
        if not any(_meet(row, other) for other in held):
            held.append(row)
    return [row in held for row in rows]


def _meet(p: Passage, q: Passage) -> bool:
    over_a = min(p.a1, q.a1) - max(p.a0, q.a0)
    over_b = min(p.b1, q.b1) - max(p.b0, q.b0)
    return max(over_a, over_b) > _MEET
