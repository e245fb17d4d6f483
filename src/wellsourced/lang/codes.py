"""Texts as numbers: a number for each word, and where it stands."""

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Codes = NDArray[np.uint32]
_Mixed = NDArray[np.uint64]

_BLOCK = 100_000  # characters that are coded in one go: they stay in the processor's cache
_CODING, _ODD = "utf-32-le", "surrogatepass"
_LONGEST = 65_535  # letters that are told of a word: more is none
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)


class Coded(NamedTuple):
    """The words of texts: their codes, where they begin, their letters; where each text ends."""

    codes: Codes
    starts: NDArray[np.int32]
    letters: NDArray[np.uint16]
    ends: Whole


def coded(texts: Sequence[str]) -> Coded:
    r"""Give a number for each word; words are one that differ in their case only.

    A word is what `\w+` finds. Two words with one number are as rare as one in four milliards.

    >>> found = coded(["“The pier—at Lorne”", "the PIER"])
    >>> found.starts.tolist(), found.ends.tolist()
    ([1, 5, 10, 13, 0, 4], [4, 6])
    >>> bool((found.codes[:2] == found.codes[4:]).all())
    True
    """
    letters, scale = _Letters(), _Scale()  # what they learn of one block serves the next
    blocks = [_block(block, letters, scale) for block in _blocks(texts)]
    if not blocks:
        blocks = [_block([""], letters, scale)]
    counts = np.concatenate([b.ends for b in blocks])
    return Coded(
        np.concatenate([b.codes for b in blocks]),
        np.concatenate([b.starts for b in blocks]),
        np.concatenate([b.letters for b in blocks]),
        np.cumsum(counts[: len(texts)], dtype=np.int64),
    )


def _blocks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for n, text in enumerate(texts):
        if size and size + len(text) > _BLOCK:
            yield texts[first:n]
            first, size = n, 0
        size += len(text) + 1
    if first < len(texts):
        yield texts[first:]


def _block(texts: Sequence[str], letters: "_Letters", scale: "_Scale") -> Coded:
    """The words of some texts; in the place of the ends stands how many words each has."""
    text = "\n".join(texts) + "\n"
    points, inside = letters.folded(np.frombuffer(text.encode(_CODING, _ODD), np.uint32))
    turns = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        turns = np.r_[0, turns]
    first, after = turns[::2], turns[1::2]
    power, inverse = scale.up_to(len(points))
    values = points * power
    sums = np.cumsum(values)
    hashed = (sums[after - 1] - sums[first] + values[first]) * inverse[first]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    bases = np.cumsum(lengths) - lengths
    cuts = np.searchsorted(first, bases[1:])
    counts = np.diff(np.r_[0, cuts, len(first)])
    starts = (first - np.repeat(bases, counts)).astype(np.int32)
    sizes = np.minimum(after - first, _LONGEST).astype(np.uint16)
    return Coded((mixed(hashed) >> _HALF).astype(np.uint32), starts, sizes, counts)


def mixed(numbers: _Mixed) -> _Mixed:
    """Give numbers whose upper bits depend on all bits of those given."""
    out = (numbers ^ (numbers >> np.uint64(31))) * _MIX
    out ^= out >> np.uint64(29)
    out *= _MIX
    return out


class _Letters:
    """Characters in lower case, and which are parts of words; Latin letters need no table."""

    def __init__(self) -> None:
        self._known, self._inside = np.zeros((2, sys.maxunicode + 1), np.bool_)
        self._lower = np.zeros(sys.maxunicode + 1, np.uint32)

    def folded(self, points: Codes) -> tuple[Codes, NDArray[np.bool_]]:
        """Give each character in lower case, and whether it is a part of a word."""
        out = points | ((points - np.uint32(65) < 26).astype(np.uint32) << np.uint32(5))
        inside = (out - 97 < 26) | (out - 48 < 10) | (out == 95)
        far = np.flatnonzero(points > 127)
        other = points[far]
        for kind in np.unique(other[~self._known[other]]).tolist():
            self._known[kind], self._inside[kind] = True, chr(kind).isalnum()
            self._lower[kind] = ord(chr(kind).lower()[0])
        out[far], inside[far] = self._lower[other], self._inside[other]
        return out, inside


class _Scale:
    """Powers of the base and their inverses, as far as they were needed."""

    def __init__(self) -> None:
        self._power = self._inverse = np.zeros(0, np.uint64)

    def up_to(self, count: int) -> tuple[_Mixed, _Mixed]:
        """Give the first `count` of each."""
        if len(self._power) < count:
            size, back = 1 << count.bit_length(), pow(_BASE, -1, 2**64)
            self._power, self._inverse = _powers(_BASE, size), _powers(back, size)
        return self._power[:count], self._inverse[:count]


def _powers(base: int, count: int) -> _Mixed:
    factors = np.full(count, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)
