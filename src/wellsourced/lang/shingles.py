"""Texts as runs of words: which runs several texts have in common, however they are set."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole, mixed

_WORD = re.compile(r"\w+")
_CHUNK = 1 << 16  # rows of words that are sealed in one go
_AT_ONCE = 1 << 23  # words of a case that are looked at in one turn
_TOP = np.uint64(48)
_PAIRS = 12_000_000  # rows that may stand beside each other, over all pairs of texts
_HALF = 32  # bits of a place
_FACTORS = np.array(
    [
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
        0x8EBC6AF09C88C6E3,
        0x589965CC75374CC3,
        0x1D8E4E27C47D124F,
        0xEB44ACCAB455D165,
        0x9E3779B97F4A7C15,
    ],
    np.uint64,
)

_Places = NDArray[np.int32]  # a case of two milliard words needs another machine
_Seals = NDArray[np.uint64]


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
    spans = tuple([m.span() for m in _WORD.finditer(text, start, end)])
    return Words(said(text, start, end), spans)


def said(text: str, start: int, end: int) -> tuple[str, ...]:
    """Give the words between two positions, wherever they stand.

    >>> said("“The pier—at Lorne,” he said.", 5, 20)
    ('pier', 'at', 'lorne')
    """
    return tuple(map(str.casefold, _WORD.findall(text, start, end)))


class Runs(NamedTuple):
    """Words in a row that two texts share: the texts, where the run begins in each, its words.

    Runs of one pair stand together, in the order of the first text; the first is the earlier.
    """

    one: Whole
    other: Whole
    a: Whole
    b: Whole
    words: Whole

    def where(self, keep: NDArray[np.bool_]) -> "Runs":
        """Give some of them."""
        return Runs(*(x[keep] for x in self))


class Least(NamedTuple):
    """How much two texts must have in common to be looked at: in one row, or in all."""

    row: int
    all: int


def common(codes: Codes, ends: Whole, *, size: int, most: int, least: Least) -> Runs:
    """Give the runs of `size` or more words that two texts have, `ends` being where texts end.

    A row of words that stands in more than `most` places (or in fewer, if that would make too
    many pairs) is looked at beside its first place only.

    >>> from wellsourced.lang.codes import coded
    >>> text, _, _, ends = coded(["a b c d", "x a b c"])
    >>> [int(x[0]) for x in common(text, ends, size=2, most=9, least=Least(3, 3))]
    [0, 1, 0, 1, 3]
    """
    bits = np.uint64(len(codes).bit_length())
    turns = 1 + len(codes) // _AT_ONCE
    keys = [
        _keyed(*_beside(_sealed(codes, ends, size, _Turn(turn, turns, bits)), bits, (most, turns)))
        for turn in range(turns)
    ]
    return _in_order(_joined(keys, size), ends, least)


class _Turn(NamedTuple):
    """Which rows are looked at in one turn of several: those whose seals begin alike."""

    number: int
    of: int
    bits: np.uint64

    def has(self, seals: "_Seals") -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (seals >> _TOP) % np.uint64(self.of) == self.number
        return found


def _sealed(codes: Codes, ends: Whole, size: int, turn: _Turn) -> _Seals:
    """Each row of words as a number whose last `bits` are its place, like rows side by side."""
    rows = max(0, len(codes) - size + 1)
    within = np.ones(rows, np.bool_)
    for k in range(1, size):
        at = ends[:-1] - k
        within[at[(at >= 0) & (at < rows)]] = False
    found = [np.empty(0, np.uint64)]
    for first in range(0, rows, _CHUNK):
        part = codes[first : first + _CHUNK + size - 1].astype(np.uint64)
        count = len(part) - size + 1
        seal = part[:count] * _FACTORS[0]
        for k in range(1, size):
            seal += part[k : k + count] * _FACTORS[k]
        seal = mixed(seal)
        place = np.arange(first, first + count, dtype=np.uint64)
        keep = within[first : first + count]
        keep = keep & turn.has(seal) if turn.of > 1 else keep
        found.append((seal >> turn.bits << turn.bits | place)[keep])
    out = np.concatenate(found)
    del found
    out.sort()
    return out


def _beside(rows: _Seals, bits: np.uint64, limits: tuple[int, int]) -> tuple[_Places, _Places]:
    """Each two places of one row, the earlier first; limits: places of a row, and turns."""
    at = (rows & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32)
    new = np.flatnonzero(np.r_[True, (rows[1:] ^ rows[:-1]) >> bits != 0][: len(rows)])
    length = np.diff(np.r_[new, len(rows)])
    first, length = new[length > 1], length[length > 1]
    ones, others = [at[:0]], [at[:0]]
    most = _fitting(length, *limits)
    for count in range(2, most + 1):
        group = at[first[length == count][:, None] + np.arange(count)]
        left, right = np.triu_indices(count, 1)
        ones.append(group[:, left].ravel())
        others.append(group[:, right].ravel())
    first, length = first[length > most], length[length > most]
    later = np.arange(length.sum()) + np.repeat(first - np.cumsum(length) + length, length)
    return np.concatenate((*ones, at[np.repeat(first, length)])), np.concatenate(
        (*others, at[later])
    )


def _fitting(length: Whole, most: int, turns: int) -> int:
    """The greatest number of places whose pairs can all be looked at."""
    counts = np.bincount(length[length <= most], minlength=most + 1)
    sizes = np.arange(most + 1)
    pairs = np.cumsum(counts * (sizes * (sizes - 1) // 2))
    return int(np.searchsorted(pairs, _PAIRS // turns, side="right")) - 1


def _keyed(one: _Places, other: _Places) -> Whole:
    """Pairs of places as numbers that follow each other where both places do; none with itself."""
    key = other.astype(np.int64)
    key -= one
    key <<= _HALF
    key |= one
    return key[key >= 1 << _HALF]


def _joined(keys: list[Whole], size: int) -> tuple[Whole, Whole, Whole]:
    """Rows that follow each other on both sides as one run: where it begins, and its words."""
    key = np.empty(sum(map(len, keys)), np.int64)
    at = 0
    while keys:  # none is held twice for longer than it takes
        own = keys.pop()
        key[at : at + len(own)] = own
        at += len(own)
    key.sort()
    start = np.flatnonzero(_new(key))
    length = np.diff(np.r_[start, len(key)]) + size - 1
    key = key[start]
    first = key & ((1 << _HALF) - 1)
    return first, first + (key >> _HALF), length


def _new(key: Whole) -> NDArray[np.bool_]:
    """Which numbers do not follow the one before."""
    out = np.ones(len(key), np.bool_)
    for first in range(1, len(key), _CHUNK):
        own = key[first : first + _CHUNK]
        out[first : first + len(own)] = own - key[first - 1 : first - 1 + len(own)] != 1
    return out


def _in_order(found: tuple[Whole, Whole, Whole], ends: Whole, least: Least) -> Runs:
    """The runs of texts that have enough in common, text by text."""
    a, b, length = found
    one, other = (np.searchsorted(ends, x, side="right") for x in (a, b))
    keep = _enough(one * len(ends) + other, length, least)
    keep = np.sort(keep[one[keep] != other[keep]])
    one, other, a, b, length = (x[keep] for x in (one, other, a, b, length))
    pair = one * len(ends) + other
    begins = np.r_[0, ends[:-1]]
    a, b = a - begins[one], b - begins[other]
    order = np.lexsort((a, pair))  # of equals, the order is that of `b` already
    keep = order[_enough_of(pair[order], length[order], least)]
    return Runs(*(x[keep] for x in (one, other, a, b, length)))


def _enough(pair: Whole, length: Whole, least: Least) -> Whole:
    """Which runs are of pairs that may have enough in common; nearly all are accidents."""
    bits = np.uint64(len(pair).bit_length())
    key = mixed(pair.astype(np.uint64)) >> bits << bits
    key |= np.arange(len(pair), dtype=np.uint64)
    key.sort()
    at = (key & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    key >>= bits
    again = key[1:] == key[:-1]
    several = length[at] >= least.row
    several[1:] |= again
    several[:-1] |= again
    at, key = at[several], key[several]
    return at[_enough_of(key, length[at], least)]


def _enough_of(pair: Whole | _Seals, length: Whole, least: Least) -> NDArray[np.bool_]:
    """Runs of pairs that have enough in common; `pair` is in order."""
    if not len(pair):
        return np.zeros(0, np.bool_)
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    enough = np.maximum.reduceat(length, first) >= least.row
    enough |= np.add.reduceat(length, first) >= least.all
    return np.repeat(enough, np.diff(np.r_[first, len(pair)]))
