"""Texts of one voice: a page's own words, and each comment under it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole, coded
from wellsourced.link.versions import Version, versions
from wellsourced.model import Document, Part, PartKind

THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)
_Column = TypeVar("_Column", Codes, NDArray[np.int32], NDArray[np.uint16])
_APART = (*THREAD, PartKind.FURNITURE)


class Unit(NamedTuple):
    """The words that one voice has in one document; `part` None: the page itself."""

    document: Document
    part: Part | None
    words: int
    version: Version

    @property
    def age(self) -> tuple[date, bool, int, str, int]:
        """Sorts units from the oldest; what has no date is taken for young."""
        day = (said_on(self.part) if self.part else None) or self.version.day
        start = self.part.start if self.part else 0
        return day, self.part is not None, self.version.number, self.document.id, start


class Units(NamedTuple):
    """All texts of one voice, the oldest first, and their words one after the other.

    `ends` tells up to which word each goes, `starts` where each word stands in its document, and
    `letters` how long it is.
    """

    units: Sequence[Unit]
    codes: Codes
    starts: NDArray[np.int32]
    letters: NDArray[np.uint16]
    ends: Whole

    def spans(self, unit: Whole, first: Whole, after: Whole) -> tuple[Whole, Whole]:
        """Where words [first, after) of units stand in their documents, from and up to."""
        begin = np.r_[0, self.ends[:-1]][unit]
        last = begin + after - 1
        stop = self.starts[last].astype(np.int64) + self.letters[last]
        return self.starts[begin + first].astype(np.int64), stop


def units(documents: Iterable[Document]) -> Units:
    """Give all texts of one voice, the oldest first; furniture is left out."""
    pages = sorted(documents, key=lambda d: d.id)
    known = versions(pages)
    codes, starts, letters, ends = coded([d.text for d in pages])
    found: list[Unit] = []
    places: list[tuple[int, Whole | None, int]] = []
    begin = 0
    for document, end in zip(pages, ends.tolist(), strict=True):
        for part, at in _of(document, starts[begin:end]):
            size = end - begin if at is None else len(at)
            found.append(Unit(document, part, size, known[document.id]))
            places.append((begin, at, end))
        begin = end
    order = sorted(range(len(found)), key=lambda n: found[n].age)
    if not order:
        return Units((), codes, starts, letters, ends)
    return Units(
        [found[n] for n in order],
        np.concatenate([_some(codes, *places[n]) for n in order]),
        np.concatenate([_some(starts, *places[n]) for n in order]),
        np.concatenate([_some(letters, *places[n]) for n in order]),
        np.cumsum([found[n].words for n in order], dtype=np.int64),
    )


def _some(words: _Column, begin: int, at: Whole | None, end: int) -> _Column:
    """What one unit has of a column of all words."""
    own = words[begin:end]
    return own if at is None else own[at]


def said_on(part: Part) -> date | None:
    """The day that the page prints for a comment.

    >>> said_on(Part(id="p", kind=PartKind.COMMENT, start=0, end=1, at="2031-05-04T10:00"))
    datetime.date(2031, 5, 4)
    """
    try:
        return date.fromisoformat((part.at or "")[:10])
    except ValueError:
        return None


def _of(
    document: Document, starts: NDArray[np.int32]
) -> Iterable[tuple[Part | None, Whole | None]]:
    """The page and each comment, with the places of its words; None: all words."""
    taken = [p for p in document.parts if p.kind in _APART]
    if not taken:
        return [(None, None)]
    owner = np.zeros(len(starts), np.int64)
    for n in sorted(range(len(taken)), key=lambda n: taken[n].start - taken[n].end):
        first, after = np.searchsorted(starts, (taken[n].start, taken[n].end))
        owner[first:after] = n + 1
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(taken) + 2))
    voices = [(n, p) for n, p in enumerate((None, *taken)) if p is None or p.kind in THREAD]
    return [(part, order[bounds[n] : bounds[n + 1]]) for n, part in voices]
