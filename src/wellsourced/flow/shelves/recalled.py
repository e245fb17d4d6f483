"""Which tellings the corrections of their outlets may speak of, by the words that they share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from wellsourced.flow.shelves.columns import Column, Places
from wellsourced.lang.codes import Whole
from wellsourced.weigh.retractions import ALIKE

_SHARED = 2  # words that a correction has in common with what it takes back, at least


class Recall(NamedTuple):
    """A correction by its number: who made it, on which day, in which words."""

    number: int
    outlet: str
    day: int
    words: frozenset[str]


class Recalls:
    """The corrections of a case, by outlets and words.

    >>> held = Recalls([Recall(7, "Courier", 9, frozenset({"pier", "shut", "lorne"}))])
    >>> from wellsourced.flow.shelves.columns import folded
    >>> voices, words = folded([["Courier"], ["Herald"]]), folded([["pier", "shut"]] * 2)
    >>> held.like(voices, words, np.array([8, 8], np.int32))
    [(0, 7)]
    """

    def __init__(self, found: Iterable[Recall]) -> None:
        made = sorted(found, key=lambda r: r.number)
        self.words: Mapping[int, frozenset[str]] = {r.number: r.words for r in made}
        self._outlets = {name: n for n, name in enumerate(sorted({r.outlet for r in made}))}
        known = sorted({w for r in made for w in r.words})
        self._known = {word: n for n, word in enumerate(known)}
        self._number = np.array([r.number for r in made], np.int64)
        self._day = np.array([r.day for r in made], np.int64)
        self._last = np.zeros(len(self._outlets), np.int64)
        keys: dict[int, list[int]] = defaultdict(list)
        for n, r in enumerate(made):
            outlet = self._outlets[r.outlet]
            self._last[outlet] = max(self._last[outlet], r.day)
            for word in r.words:
                keys[outlet * len(known) + self._known[word]].append(n)
        self._keys = np.array(sorted(keys), np.int64)
        self._size = np.array([len(keys[k]) for k in sorted(keys)], np.int64)
        self._which = np.array([n for k in sorted(keys) for n in keys[k]], np.int64)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._outlets)

    def like(self, voices: Column, words: Column, days: Places) -> list[tuple[int, int]]:
        """Give rows with the corrections that may speak of them: made that day or later.

        Enough of a row's words stand in the correction.
        """
        rows, outlet = self._placed(voices, days)
        if not len(rows):
            return []
        needed = np.maximum(_SHARED, np.ceil(ALIKE * words.counts)).astype(np.int64)
        at, key = self._asked(rows, outlet, words)
        found = np.minimum(np.searchsorted(self._keys, key), len(self._keys) - 1)
        told = self._keys[found] == key
        at, found = at[told], found[told]
        begins = np.cumsum(self._size) - self._size
        one = self._which[_spread(begins[found], self._size[found])]
        at = np.repeat(at, self._size[found])
        later = self._day[one] >= days[at]
        pair, often = np.unique(at[later] * len(self._day) + one[later], return_counts=True)
        at, one = pair // len(self._day), pair % len(self._day)
        enough = often >= needed[at]
        numbers = self._number[one[enough]].tolist()
        return list(zip(at[enough].tolist(), numbers, strict=True))

    def _placed(self, voices: Column, days: Places) -> tuple[Whole, Whole]:
        """Rows told by outlets that took something back on the same day or later."""
        outlets = [self._outlets.get(name, -1) for name in voices.names]
        own = np.array(outlets, np.int64)[voices.at]
        row = np.repeat(np.arange(len(voices.counts)), voices.counts)
        kept = (own >= 0) & (days[row] > 0)
        kept[kept] = days[row[kept]] <= self._last[own[kept]]
        return row[kept], own[kept]

    def _asked(self, rows: Whole, outlet: Whole, words: Column) -> tuple[Whole, Whole]:
        """For rows the keys of their words, by outlet; of those only that any correction has."""
        names = [self._known.get(word, -1) for word in words.names]
        size = words.counts[rows].astype(np.int64)
        word = np.array(names, np.int64)[words.at[_spread(words.ends[rows] - size, size)]]
        at, of = np.repeat(rows, size), np.repeat(outlet, size)
        kept = word >= 0
        return at[kept], of[kept] * len(self._known) + word[kept]


def _spread(begin: Whole, size: Whole) -> Whole:
    """All places of stretches that begin so and are so long.

    >>> _spread(np.array([5, 1]), np.array([2, 1])).tolist()
    [5, 6, 1]
    """
    ends = np.cumsum(size)
    out: Whole = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begin - ends + size, size)
    return out
