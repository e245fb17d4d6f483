"""Texts as runs of words: which runs several texts have in common, however they are set."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole, mixed
from wellsourced.lang.drawers import Drawers, Held, Parted

_WORD = re.compile(r"\w+")
_CHUNK = 1 << 18  # rows of words that are sealed in one go
_AT_ONCE = 1 << 21  # words of a case that are looked at in one turn
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

    def where(self, keep: NDArray[np.bool_] | Whole) -> "Runs":
        """Give some of them."""
        return Runs(*(x[keep] for x in self))


class Least(NamedTuple):
    """How much two texts must have in common to be looked at: in one row, or in all."""

    row: int
    all: int


def common(
    codes: Codes,
    ends: Whole,
    *,
    size: int,
    most: int,
    least: Least,
    drawers: Drawers | None = None,
) -> Runs:
    """Give the runs of `size` or more words that two texts have, `ends` being where texts end.

    A row of words that stands in more than `most` places (or in fewer, if that would make too
    many pairs) is looked at beside its first place only. What is made on the way is put into
    drawers, and looked at a drawer at a time: a large case needs such as do not lie in memory.

    >>> from wellsourced.lang.codes import coded
    >>> text, _, _, ends = coded(["a b c d", "x a b c"])
    >>> [int(x[0]) for x in common(text, ends, size=2, most=9, least=Least(3, 3))]
    [0, 1, 0, 1, 3]
    """
    bits = np.uint64(len(codes).bit_length())
    found = Parted(drawers or Held(), 1 + len(codes) // _AT_ONCE)
    for seals, places in _sealed(codes, ends, size):
        found.put("rows", seals >> _TOP, (seals >> bits << bits | places).view(np.int64))
    for turn in range(found.turns):
        rows = found.take("rows", turn).view(np.uint64)
        rows.sort()
        pairs = _keyed(*_beside(rows, bits, (most, found.turns)))
        found.put("pairs", mixed((pairs >> _HALF).view(np.uint64)), pairs)
    stretches = _stretches(ends, found.turns)
    for turn in range(found.turns):
        first, other, length = _joined(found.take("pairs", turn), size)
        stretch = np.searchsorted(stretches, other, side="right")
        found.put("runs", stretch, first << _HALF | other)
        found.put("words", stretch, length)
    turns = range(found.turns)
    parts = [_shared(found.take("runs", n), found.take("words", n), ends, least) for n in turns]
    runs = Runs(*(np.concatenate(x) for x in zip(*parts, strict=True)))
    return runs.where(np.lexsort((runs.b, runs.a, runs.other, runs.one)))


def _sealed(codes: Codes, ends: Whole, size: int) -> Iterator[tuple[_Seals, _Seals]]:
    """The seal of each row of words within a text, with its place; some rows at a time."""
    rows = max(0, len(codes) - size + 1)
    for first in range(0, rows, _CHUNK):
        part = codes[first : first + _CHUNK + size - 1].astype(np.uint64)
        count = len(part) - size + 1
        seal = part[:count] * _FACTORS[0]
        for k in range(1, size):
            seal += part[k : k + count] * _FACTORS[k]
        within = np.ones(count, np.bool_)
        near = ends[slice(*np.searchsorted(ends, (first + 1, first + count + size)))]
        for k in range(1, size):
            at = near - k - first
            within[at[(at >= 0) & (at < count)]] = False
        places = np.arange(first, first + count, dtype=np.uint64)
        yield mixed(seal)[within], places[within]


def _stretches(ends: Whole, turns: int) -> Whole:
    """At which words all texts are cut into so many stretches of whole texts."""
    if not len(ends):
        return ends
    wanted = np.arange(1, turns) * int(ends[-1]) // turns
    return ends[np.searchsorted(ends, wanted)]


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


def _joined(key: Whole, size: int) -> tuple[Whole, Whole, Whole]:
    """Rows that follow each other on both sides as one run: where it begins, and its words."""
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


def _shared(found: Whole, words: Whole, ends: Whole, least: Least) -> Runs:
    """The runs of texts that have enough in common; `found` are places, of both sides in one."""
    a, b = found >> _HALF, found & ((1 << _HALF) - 1)
    one, other = (np.searchsorted(ends, x, side="right") for x in (a, b))
    keep = _enough(one * len(ends) + other, words, least)
    keep = keep[one[keep] != other[keep]]
    one, other, a, b, words = (x[keep] for x in (one, other, a, b, words))
    pair = one * len(ends) + other
    order = np.argsort(pair, kind="stable")
    keep = order[_enough_of(pair[order], words[order], least)]
    begins = np.r_[0, ends[:-1]]
    runs = Runs(one, other, a - begins[one], b - begins[other], words)
    return runs.where(keep)


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
