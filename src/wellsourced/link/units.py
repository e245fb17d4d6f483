"""Texts of one voice: a page's own words, and each comment under it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Codes, Whole, coded
from wellsourced.link.versions import Version, version, versions
from wellsourced.model import Document, DocumentId, Part, PartKind

THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)
_Column = TypeVar("_Column", Codes, NDArray[np.int32], NDArray[np.uint16])
_AT_ONCE = 1 << 14  # texts
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


class Voices(NamedTuple):
    """What the voices of some documents say, document by document, as numbers.

    `page`: which document; `part`: where its comment begins, -1 for the page itself; `day`: that
    which the comment prints, 0 where it prints none; `words`: how many they are. Of all words one
    after the other: their codes, where each stands in its document, how long it is.
    """

    page: Whole
    part: Whole
    day: Whole
    words: Whole
    codes: Codes
    starts: NDArray[np.int32]
    letters: NDArray[np.uint16]


class Spoken(Protocol):
    """As `Voices`; the columns of words may be read anew each time that they are asked for."""

    @property
    def page(self) -> Whole:
        """Which document."""
        ...

    @property
    def part(self) -> Whole:
        """Where its comment begins, -1 for the page itself."""
        ...

    @property
    def day(self) -> Whole:
        """The day that the comment prints, 0 where it prints none."""
        ...

    @property
    def words(self) -> Whole:
        """How many words it has."""
        ...

    @property
    def codes(self) -> Codes:
        """The codes of all words."""
        ...

    @property
    def starts(self) -> NDArray[np.int32]:
        """Where each stands in its document."""
        ...

    @property
    def letters(self) -> NDArray[np.uint16]:
        """How long it is."""
        ...


class Library(NamedTuple):
    """The documents of a case by their numbers, which follow their ids, without their texts.

    `day` and `version` are as in `Version`; `house` numbers the outlets, -1 where none is known.
    """

    heads: "Heads"
    known: Mapping[DocumentId, Version]
    day: Whole
    version: Whole
    house: Whole


class Heads(Protocol):
    """Documents by number; nobody asks for their texts, or for parts that are no comments."""

    def __getitem__(self, number: int, /) -> Document:
        """Give one of them."""


class Numbers(Protocol):
    """Whole numbers, of which some are asked for by their places."""

    def __getitem__(self, at: Whole, /) -> NDArray[np.int32] | NDArray[np.uint16]:
        """Give those of some places."""
        ...


class Units(NamedTuple):
    """All texts of one voice, the oldest first, and their words one after the other.

    `page`, `part` and `words` are as in `Voices`; `ends` tells up to which word each goes.
    """

    library: Library
    page: Whole
    part: Whole
    words: Whole
    codes: Codes
    starts: Numbers
    letters: Numbers
    ends: Whole

    def unit(self, number: int) -> Unit:
        """Give one text."""
        document = self.library.heads[int(self.page[number])]
        begin = int(self.part[number])
        thread = (p for p in document.parts if p.start == begin and p.kind in THREAD)
        part = next(thread) if begin >= 0 else None
        own = version(self.library.known, document)
        return Unit(document, part, int(self.words[number]), own)

    def spans(self, unit: Whole, first: Whole, after: Whole) -> tuple[Whole, Whole]:
        """Where words [first, after) of units stand in their documents, from and up to."""
        begin = np.r_[0, self.ends[:-1]][unit]
        last = begin + after - 1
        stop = self.starts[last].astype(np.int64) + self.letters[last]
        return self.starts[begin + first].astype(np.int64), stop


def units(documents: Iterable[Document]) -> Units:
    """Give all texts of one voice, the oldest first; furniture is left out."""
    pages = sorted(documents, key=lambda d: d.id)
    return arranged(voices(pages), library(pages))


def library(pages: Sequence[Document]) -> Library:
    """Give documents, which come in the order of their ids, as texts are ordered by them."""
    known = versions(pages)
    houses: dict[str | None, int] = {None: -1}
    own = [known[d.id] for d in pages]
    return Library(
        pages,
        known,
        np.array([v.day.toordinal() for v in own], np.int64),
        np.array([v.number for v in own], np.int64),
        np.array([houses.setdefault(d.outlet, len(houses)) for d in pages], np.int64),
    )


def voices(pages: Sequence[Document]) -> Voices:
    """Give what the voices of documents say."""
    codes, starts, letters, ends = coded([d.text for d in pages])
    rows: list[tuple[int, int, int, int]] = []
    order = []
    begin = 0
    for number, (document, end) in enumerate(zip(pages, ends.tolist(), strict=True)):
        for part, at in _of(document, starts[begin:end]):
            own = np.arange(end - begin) if at is None else at
            day = said_on(part) if part else None
            rows.append(
                (number, part.start if part else -1, day.toordinal() if day else 0, len(own))
            )
            order.append(own + begin)
        begin = end
    page, part_, day_, words = np.array(rows, np.int64).reshape(-1, 4).T
    at = np.concatenate(order) if order else np.zeros(0, np.int64)
    return Voices(page, part_, day_, words, codes[at], starts[at], letters[at])


def arranged(found: Spoken, of: Library) -> Units:
    """Give texts of one voice by age; what has no date is taken for young."""
    page = found.page
    day = np.where(found.day > 0, found.day, of.day[page])
    order = np.lexsort((found.part, page, of.version[page], found.part >= 0, day))
    words = found.words[order]
    ends = np.cumsum(words, dtype=np.int64)
    first = (np.cumsum(found.words) - found.words)[order]
    return Units(
        of,
        page[order],
        found.part[order],
        words,
        _set(found.codes, first, words),
        _set(found.starts, first, words),
        _set(found.letters, first, words),
        ends,
    )


def _set(column: _Column, first: Whole, words: Whole) -> _Column:
    """A column of all words, text after text in another order."""
    out = np.empty_like(column)
    done = 0
    for begin in range(0, len(words), _AT_ONCE):
        own = words[begin : begin + _AT_ONCE]
        after = np.cumsum(own)
        at = np.arange(own.sum()) + np.repeat(first[begin : begin + _AT_ONCE] - after + own, own)
        out[done : done + len(at)] = column[at]
        done += len(at)
    return out


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
