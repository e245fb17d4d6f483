"""The words of pages, each weighed by how much it tells of what its page is about."""

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.addresses import host
from wellsourced.model import Document, PartKind

_WORD = re.compile(r"\w\w+")
_APART = (PartKind.COMMENT, PartKind.TRACKBACK, PartKind.FURNITURE)
_HEAD = 150  # words in which a report says what has happened; what follows may be of other days
_LEADS = 5.0  # how much more a word counts there
_NAME = 1.7  # how much more a word counts that is written with a capital: names tell most
_NUMBER = 1.5  # the same for numbers: ages, counts, streets
_CAPITAL = 0.7  # share of a word's places with a capital from which it is a name's
_HOUSE = 0.5  # share of a house's pages with a word from which it is a word of the house
_PAGES = 3  # pages of a house from which that can be told


class Weights(NamedTuple):
    """For each page its words by number, in order, with their weights: each row has length 1.

    Row n is [ends[n-1], ends[n]) of `words` and `weights`.
    """

    vocabulary: tuple[str, ...]
    words: NDArray[np.int32]
    weights: NDArray[np.float64]
    ends: NDArray[np.int64]

    def place(self, n: int) -> tuple[int, int]:
        """Give from where to where one page goes."""
        return (int(self.ends[n - 1]) if n else 0), int(self.ends[n])

    def row(self, n: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Give the words of one page, and their weights."""
        first, after = self.place(n)
        return self.words[first:after], self.weights[first:after]

    def alike(self, page: NDArray[np.float64], others: Sequence[int]) -> list[float]:
        """Give the cosine of a page, by word, with others that have a word of their own each."""
        ends = self.ends[others]
        first = np.r_[0, self.ends][others]
        after = np.cumsum(ends - first)
        at = np.arange(after[-1]) + np.repeat(ends - after, ends - first)
        sums = np.add.reduceat(page[self.words[at]] * self.weights[at], np.r_[0, after[:-1]])
        return [float(x) for x in sums]


def weights(documents: Iterable[Document]) -> Weights:
    """Give the words of pages with their weights, which depend on all pages that are given.

    A word counts more in the head of a page, as a name or a number, and the fewer pages have it;
    words that a house has on most of its pages, as in its own name and address, do not count.
    Pages are gone through twice, and none is held.
    """
    names = _names(_WORD.findall(own(d)) for d in documents)
    number: dict[str, int] = {}
    words, values, ends = array("i"), array("d"), array("q")
    houses: dict[str, list[int]] = defaultdict(list)
    for d in documents:
        houses[host(d.url or "") or d.outlet or ""].append(len(ends))
        for word, value in _told(_WORD.findall(own(d)), names).items():
            words.append(number.setdefault(word, len(number)))
            values.append(value)
        ends.append(len(words))
    rows = Weights(
        tuple(sorted(number)),
        _sorted(np.frombuffer(words, np.int32), tuple(number)),
        np.frombuffer(values, np.float64).copy(),
        np.frombuffer(ends, np.int64).copy(),
    )
    return _lengths(_without(rows, houses))


def _sorted(words: NDArray[np.int32], vocabulary: Sequence[str]) -> NDArray[np.int32]:
    """Words by their numbers in a sorted vocabulary."""
    rank = np.empty(len(vocabulary), np.int32)
    rank[sorted(range(len(vocabulary)), key=vocabulary.__getitem__)] = np.arange(len(vocabulary))
    return rank[words]


def own(document: Document) -> str:
    """Give the page's own words: blanks for its furniture and for what readers write."""
    out = list(document.text)
    for part in document.parts:
        if part.kind in _APART:
            out[part.start : part.end] = " " * (part.end - part.start)
    return "".join(out)


def _names(texts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Words that are mostly written with a capital."""
    capital: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for text in texts:
        for word in text:
            low = word.casefold()
            whole[low] += 1
            capital[low] += word[0].isupper()
    return frozenset(w for w, n in capital.items() if n > _CAPITAL * whole[w])


def _told(text: Sequence[str], names: frozenset[str]) -> dict[str, float]:
    """How much each word of a page counts, before one knows how many pages have it.

    >>> told = _told(["Bridge", "at", "Havrin", "at", "noon"], frozenset({"havrin"}))
    >>> told["havrin"] > told["bridge"], told["at"] > told["noon"]
    (True, True)
    """
    counted: dict[str, float] = defaultdict(float)
    for n, word in enumerate(text):
        counted[word.casefold()] += _LEADS if n < _HEAD else 1.0
    return {w: (1 + math.log(n)) * _kind(w, names) for w, n in counted.items()}


def _kind(word: str, names: frozenset[str]) -> float:
    if word[0].isdigit():
        return _NUMBER
    return _NAME if word in names else 1.0


def _without(rows: Weights, houses: Mapping[str, Sequence[int]]) -> Weights:
    """Pages without the words that their house has on most pages."""
    kept = np.ones(len(rows.words), np.bool_)
    for house, places in houses.items():
        if house and len(places) >= _PAGES:
            have = np.zeros(len(rows.vocabulary), np.int32)
            for n in places:
                have[rows.row(n)[0]] += 1
            often = have >= max(_PAGES, math.floor(_HOUSE * len(places)) + 1)
            for n in places:
                first, after = rows.place(n)
                kept[first:after] = ~often[rows.words[first:after]]
    ends = np.r_[0, np.cumsum(kept)][rows.ends]
    return Weights(rows.vocabulary, rows.words[kept], rows.weights[kept], ends)


def _lengths(rows: Weights) -> Weights:
    """Weigh words by how few pages have them, and bring each page to length 1."""
    have = np.bincount(rows.words, minlength=len(rows.vocabulary)).tolist()
    rare = np.array([math.log((len(rows.ends) + 1) / n) if n else 0.0 for n in have])
    for n in range(len(rows.ends)):
        first, after = rows.place(n)
        order = np.argsort(rows.words[first:after])
        words = rows.words[first:after][order]
        told = (rows.weights[first:after][order] * rare[words]).tolist()
        length = math.sqrt(sum(v * v for v in told)) or 1.0
        rows.words[first:after] = words
        rows.weights[first:after] = [v / length for v in told]
    return rows
