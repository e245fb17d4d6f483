"""Texts as runs of words: which runs several texts have in common, however they are set."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.int64]


class Words(NamedTuple):
    """A text's words without their case, and where each begins and ends."""

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Give the words between two positions; marks, quotes and line breaks are no words.

    >>> words("“The pier—at Lorne,” he said.").texts
    ('the', 'pier', 'at', 'lorne', 'he', 'said')
    """
    end = len(text) if end is None else end
    texts = tuple(map(str.casefold, _WORD.findall(text, start, end)))
    return Words(texts, tuple(m.span() for m in _WORD.finditer(text, start, end)))


class Run(NamedTuple):
    """Words in a row that are the same in two texts: where they begin in each, and how many."""

    a: int
    b: int
    words: int


class Least(NamedTuple):
    """How much two texts must have in common to be looked at: in one row, or in all."""

    row: int
    all: int


def common(
    texts: Sequence[Sequence[str]], *, size: int, most: int, least: Least
) -> dict[tuple[int, int], list[Run]]:
    """Give, for each two texts (by place), the runs of `size` or more words that both have.

    A row of `size` words that stands in more than `most` places is a phrase and says nothing.

    >>> texts = [["a", "b", "c", "d"], ["x", "a", "b", "c"]]
    >>> common(texts, size=2, most=9, least=Least(3, 3))
    {(0, 1): [Run(a=0, b=1, words=3)]}
    """
    owner, place, seal = _rows(texts, size)
    one, other = _pairs(seal, most)
    apart = owner[one] != owner[other]
    one, other = one[apart], other[apart]
    if not len(one):
        return {}
    pair = owner[one] * len(texts) + owner[other]
    a, b = place[one], place[other]
    order = np.lexsort((a, a - b, pair))
    return _kept(pair[order], a[order], b[order], size, least, len(texts))


def _rows(
    texts: Iterable[Sequence[str]], size: int
) -> tuple[Numbers, Numbers, NDArray[np.uint64]]:
    """For each row of words: the text it is of, its place in it, and its seal."""
    numbers: dict[str, int] = {}
    owners, places, seals = [], [], []
    for n, text in enumerate(texts):
        count = len(text) - size + 1
        if count < 1:
            continue
        coded = np.fromiter(
            (numbers.setdefault(w, len(numbers) + 1) for w in text), np.uint64, len(text)
        )
        seal = np.zeros(count, np.uint64)
        for k in range(size):
            seal = (seal ^ coded[k : k + count]) * _MIX
            seal ^= seal >> np.uint64(29)
        seals.append(seal)
        places.append(np.arange(count, dtype=np.int64))
        owners.append(np.full(count, n, np.int64))
    if not seals:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, np.zeros(0, np.uint64)
    return np.concatenate(owners), np.concatenate(places), np.concatenate(seals)


def _pairs(seals: NDArray[np.uint64], most: int) -> tuple[Numbers, Numbers]:
    """Each two rows that are alike, the earlier first."""
    order = np.argsort(seals, kind="stable")
    ranked = seals[order]
    changes = np.flatnonzero(ranked[1:] != ranked[:-1]) + 1
    first = np.r_[0, changes] if len(ranked) else np.zeros(0, np.int64)
    length = np.diff(np.r_[first, len(ranked)])
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for count in range(2, most + 1):
        starts = first[length == count]
        if len(starts):
            group = order[starts[:, None] + np.arange(count)]
            left, right = np.triu_indices(count, 1)
            ones.append(group[:, left].ravel())
            others.append(group[:, right].ravel())
    return np.concatenate(ones), np.concatenate(others)


def _kept(
    pair: Numbers, a: Numbers, b: Numbers, size: int, least: Least, count: int
) -> dict[tuple[int, int], list[Run]]:
    """Rows that follow each other as one run, of the pairs that have enough in common."""
    goes_on = (pair[1:] == pair[:-1]) & (a[1:] == a[:-1] + 1) & (b[1:] == b[:-1] + 1)
    start = np.r_[0, np.flatnonzero(~goes_on) + 1]
    length = np.diff(np.r_[start, len(pair)]) + size - 1
    pair, a, b = pair[start], a[start], b[start]
    first = np.r_[0, np.flatnonzero(pair[1:] != pair[:-1]) + 1]
    enough = np.maximum.reduceat(length, first) >= least.row
    enough |= np.add.reduceat(length, first) >= least.all
    keep = np.repeat(enough, np.diff(np.r_[first, len(pair)]))
    out: dict[tuple[int, int], list[Run]] = defaultdict(list)
    found = (pair[keep].tolist(), a[keep].tolist(), b[keep].tolist(), length[keep].tolist())
    for key, x, y, n in zip(*found, strict=True):
        out[divmod(key, count)].append(Run(x, y, n))
    return {key: sorted(runs) for key, runs in out.items()}
