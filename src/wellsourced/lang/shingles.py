"""Texts as runs of words: which runs several texts have in common, however they are set."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Word(NamedTuple):
    """A word without its case, and where it stands."""

    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give the words between two positions; marks, quotes and line breaks are no words.

    >>> [w.text for w in words("“The pier—at Lorne,” he said.")]
    ['the', 'pier', 'at', 'lorne', 'he', 'said']
    """
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match[0].casefold(), match.start(), match.end())


class Match(NamedTuple):
    """A run of `size` words that begins at `a` in one text and at `b` in another."""

    a: int
    b: int


def matches(
    texts: Sequence[Sequence[str]], *, size: int, most: int
) -> dict[tuple[int, int], list[Match]]:
    """Give, for each two texts (by place), the runs of `size` words that both have.

    A run that stands in more than `most` places is a phrase of the trade and says nothing.

    >>> matches([["a", "b", "c"], ["x", "a", "b"]], size=2, most=9)
    {(0, 1): [Match(a=0, b=1)]}
    """
    owner, place, seal = _runs(texts, size)
    pairs: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for group in _alike(seal, most):
        stands = sorted((int(owner[k]), int(place[k])) for k in group)
        for n, (i, p) in enumerate(stands):
            for j, q in stands[n + 1 :]:
                if i != j:
                    pairs[i, j].append(Match(p, q))
    return {pair: sorted(pairs[pair]) for pair in sorted(pairs)}


class Vocabulary(dict[str, int]):
    """Numbers for words, given as they come; a text's numbers mean nothing outside one call."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number


def _runs(
    texts: Iterable[Sequence[str]], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """For each run of words: the text it is of, its place in it, and its seal."""
    numbers = Vocabulary()
    owners, places, seals = [], [], []
    for n, text in enumerate(texts):
        if len(text) < size:
            continue
        coded = np.fromiter((numbers[w] for w in text), np.uint64, len(text))
        count = len(text) - size + 1
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


def _alike(seals: NDArray[np.uint64], most: int) -> Iterator[list[int]]:
    """The places of each seal that stands in two to `most` places."""
    order = np.argsort(seals, kind="stable")
    ranked = seals[order]
    first = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else order[:0]
    length = np.diff(np.r_[first, len(ranked)])
    for at, count in zip(first, length, strict=True):
        if 2 <= count <= most:
            yield order[at : at + count].tolist()
