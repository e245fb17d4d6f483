"""What all pages of a case say, the oldest text first, without holding more than their words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole
from wellsourced.link.units import Library, Units
from wellsourced.store import cells

_D = TypeVar("_D", np.int32, np.uint16)


class _Set(NamedTuple):
    """Texts in the order in which they are set, and of each the shelf and its first word there."""

    shelves: Sequence[Path]
    ends: Whole
    words: Whole
    shelf: Whole
    first: Whole


class _Words(Generic[_D]):
    """A column of all words, read from the shelves where it is asked for."""

    def __init__(self, of: _Set, name: str, kind: type[_D]) -> None:
        self._of, self._name = of, name
        self._kind: type[_D] = kind

    def __getitem__(self, at: Whole, /) -> NDArray[_D]:
        """Give those of some words."""
        of = self._of
        text = np.searchsorted(of.ends, at, side="right")
        place = of.first[text] + at - (of.ends[text] - of.words[text])
        shelf = of.shelf[text]
        order = np.argsort(shelf, kind="stable")
        bounds = np.searchsorted(shelf[order], np.arange(len(of.shelves) + 1))
        out = np.empty(len(at), self._kind)
        for n in np.flatnonzero(np.diff(bounds)).tolist():
            own = order[bounds[n] : bounds[n + 1]]
            cell = cells.take(of.shelves[n], [f"voices {self._name}"])[0]
            out[own] = np.frombuffer(cell, self._kind)[place[own]]
        return out


def texts(shelves: Sequence[Path], ends: Whole, of: Library) -> Units:
    """Give texts of one voice by age, as `link.units.arranged` does; `ends`: those of shelves."""
    rows, shelf = _rows(shelves, ends)
    page, part, day, words = rows.T
    first = _first(words, shelf)
    told = np.where(day > 0, day, of.day[page])
    order = np.lexsort((part, page, of.version[page], part >= 0, told))
    after = np.cumsum(words[order])
    begin = np.empty_like(after)
    begin[order] = after - words[order]
    set_ = _Set(shelves, after, words[order], shelf[order], first[order])
    return Units(
        of,
        page[order],
        part[order],
        words[order],
        _codes(shelves, words, shelf, begin),
        _Words(set_, "starts", np.int32),
        _Words(set_, "letters", np.uint16),
        after,
    )


def _rows(shelves: Sequence[Path], ends: Whole) -> tuple[Whole, Whole]:
    """Page, part, day and words of each text, and the shelf that it stands on."""
    found = [np.zeros((0, 4), np.int64)]
    counts = []
    before = 0
    for path, end in zip(shelves, ends.tolist(), strict=True):
        names = [f"voices {name}" for name in ("page", "part", "day", "words")]
        own = np.array([np.frombuffer(c, np.int64) for c in cells.take(path, names)]).T
        own[:, 0] += before
        found.append(own)
        counts.append(len(own))
        before = end
    return np.concatenate(found), np.repeat(np.arange(len(counts)), counts)


def _first(words: Whole, shelf: Whole) -> Whole:
    """The place of each text's first word on its shelf."""
    first = np.cumsum(words) - words
    starts = np.searchsorted(shelf, np.arange(shelf[-1] + 1)) if len(shelf) else shelf
    return first - first[starts][shelf] if len(shelf) else first


def _codes(shelves: Sequence[Path], words: Whole, shelf: Whole, begin: Whole) -> Codes:
    """The codes of all words, each text from the place where it begins on."""
    out = np.empty(int(words.sum()), np.uint32)
    for cell, own in zip(_cells(shelves, "codes"), _slices(shelf, len(shelves)), strict=True):
        size = words[own]
        inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        out[np.repeat(begin[own], size) + inside] = np.frombuffer(cell, np.uint32)
    return out


def _slices(shelf: Whole, count: int) -> Iterator["slice[int, int, None]"]:
    bounds = np.searchsorted(shelf, np.arange(count + 1)).tolist()
    yield from (slice(a, b) for a, b in pairwise(bounds))


def _cells(shelves: Sequence[Path], name: str) -> Iterator[bytes]:
    for path in shelves:
        yield cells.take(path, [f"voices {name}"])[0]
