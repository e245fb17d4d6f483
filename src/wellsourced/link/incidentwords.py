"""The words of pages, each weighed by how much it tells of what its page is about."""

import math
import re
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
    words: NDArray[np.int64]
    weights: NDArray[np.float64]
    ends: NDArray[np.int64]

    def row(self, n: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Give the words of one page, and their weights."""
        first, after = (int(self.ends[n - 1]) if n else 0), int(self.ends[n])
        return self.words[first:after], self.weights[first:after]

    def alike(self, page: NDArray[np.float64], others: Sequence[int]) -> list[float]:
        """Give the cosine of a page, by word, with others that have a word of their own each."""
        ends = self.ends[others]
        first = np.r_[0, self.ends][others]
        after = np.cumsum(ends - first)
        at = np.arange(after[-1]) + np.repeat(ends - after, ends - first)
        sums = np.add.reduceat(page[self.words[at]] * self.weights[at], np.r_[0, after[:-1]])
        return [float(x) for x in sums]


def weights(documents: Sequence[Document]) -> Weights:
    """Give the words of pages with their weights, which depend on all pages that are given.

    A word counts more in the head of a page, as a name or a number, and the fewer pages have it;
    words that a house has on most of its pages, as in its own name and address, do not count.
    """
    texts = [_WORD.findall(own(d)) for d in documents]
    names = _names(texts)
    rows = [_told(t, names) for t in texts]
    for place, words in _houses(documents, rows).items():
        for word in words:
            rows[place].pop(word, None)
    return _lengths(rows)


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


def _houses(
    documents: Sequence[Document], rows: Sequence[Mapping[str, float]]
) -> dict[int, frozenset[str]]:
    """For each page the words that its house has on most pages."""
    pages: dict[str, list[int]] = defaultdict(list)
    for n, d in enumerate(documents):
        pages[host(d.url or "") or d.outlet or ""].append(n)
    out: dict[int, frozenset[str]] = {}
    for house, places in pages.items():
        if house and len(places) >= _PAGES:
            have = Counter(w for n in places for w in rows[n])
            most = max(_PAGES, math.floor(_HOUSE * len(places)) + 1)
            words = frozenset(w for w, count in have.items() if count >= most)
            out |= dict.fromkeys(places, words)
    return out


def _lengths(rows: Sequence[Mapping[str, float]]) -> Weights:
    """Weigh words by how few pages have them, and bring each page to length 1."""
    have = Counter(w for row in rows for w in row)
    vocabulary = tuple(sorted(have))
    number = {w: n for n, w in enumerate(vocabulary)}
    rare = [math.log((len(rows) + 1) / have[w]) for w in vocabulary]
    words, values, ends = [], [], []
    for row in rows:
        found = sorted((number[w], value * rare[number[w]]) for w, value in row.items())
        length = math.sqrt(sum(v * v for _, v in found)) or 1.0
        words += [n for n, _ in found]
        values += [v / length for _, v in found]
        ends.append(len(words))
    return Weights(
        vocabulary,
        np.array(words, np.int64),
        np.array(values, np.float64),
        np.array(ends, np.int64),
    )
