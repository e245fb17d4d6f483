"""Which texts copy or quote which, with the words on both sides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Whole
from wellsourced.lang.drawers import Drawers
from wellsourced.lang.shingles import common
from wellsourced.link.passages import LEAST, Passage, Passages, passages
from wellsourced.link.units import Unit, Units, units
from wellsourced.model import Document, Reuse, Span

_SIZE = 5  # words in a row that point to a shared passage; joined ones have to be more
_MOST = 20  # places of such a row up to which each two are compared; of more, each with the first
_HOUSES = 3  # documents that share a closing paragraph and nothing else: a house's own words
_SMALL = 0.3  # share of a text up to which a passage can be such words
_EDGE = 0.15  # share of a text, at its head or foot, in which a house puts them


class Shared(NamedTuple):
    """A passage of an older text in a younger one; `boilerplate`: a house's own words."""

    a: Unit
    b: Unit
    passage: Passage
    a_span: Span
    b_span: Span
    boilerplate: bool

    @property
    def reuse(self) -> Reuse:
        """The passage as a record."""
        return Reuse(
            a=self.a.document.id, b=self.b.document.id, a_span=self.a_span, b_span=self.b_span
        )


def reuses(documents: Iterable[Document]) -> tuple[Reuse, ...]:
    """Give each passage of a text that stands in another, the older text first.

    A comment that quotes its own page is such a passage too (`a` and `b` are then the same).
    """
    found = [s.reuse for s in shared(documents) if not s.boilerplate]
    return tuple(sorted(found, key=lambda r: (r.a, r.b, r.a_span, r.b_span)))


def shared(documents: Iterable[Document]) -> list[Shared]:
    """Give all shared passages, also those that are only a house's own words."""
    return shared_of(units(documents))


def shared_of(texts: Units) -> list[Shared]:
    """Give all passages that texts share."""
    return recorded(texts, alike(texts))


class Row(NamedTuple):
    """A pair of documents as the `reuse` command prints it."""

    a: str
    b: str
    kind: str | None
    spans: tuple[tuple[int, int, int, int], ...]


def rows(documents: Iterable[Document]) -> Iterator[Row]:
    """Give a row for each two documents, with all spans; boilerplate apart."""
    texts = units(documents)
    pairs: dict[tuple[str, str, bool], list[tuple[int, int, int, int]]] = defaultdict(list)
    for a, b, _, spans, boilerplate in _rows(texts, alike(texts)):
        if a.document.id != b.document.id:
            pairs[a.document.id, b.document.id, boilerplate].append(spans)
    for (one, other, boilerplate), found in sorted(pairs.items()):
        yield Row(one, other, "boilerplate" if boilerplate else None, tuple(sorted(found)))


class _Row(NamedTuple):
    """A shared passage: its texts, its words, its characters on both sides; whose words."""

    a: Unit
    b: Unit
    words: tuple[int, ...]
    spans: tuple[int, int, int, int]
    boilerplate: bool


class Alike(NamedTuple):
    """Passages as columns, with their characters on both sides, and which are a house's words."""

    found: Passages
    places: tuple[Whole, Whole, Whole, Whole]
    boilerplate: NDArray[np.bool_]

    def where(self, keep: Whole) -> "Alike":
        """Give some of them."""
        a0, a1, b0, b1 = (x[keep] for x in self.places)
        return Alike(self.found.where(keep), (a0, a1, b0, b1), self.boilerplate[keep])


def alike(texts: Units, drawers: Drawers | None = None) -> Alike:
    """Give all passages that texts share, as columns; what lies in drawers need not be held."""
    runs = common(texts.codes, texts.ends, size=_SIZE, most=_MOST, least=LEAST, drawers=drawers)
    found = passages(texts.codes, texts.ends, runs)
    one, other, a0, a1, b0, b1, _ = found
    a0, a1 = texts.spans(one, a0, a1)
    b0, b1 = texts.spans(other, b0, b1)
    return Alike(found, (a0, a1, b0, b1), _boilerplate(texts, found))


def recorded(texts: Units, of: Alike) -> list[Shared]:
    """Give passages, each with its texts."""
    return [_record(row) for row in _rows(texts, of)]


def _rows(texts: Units, of: Alike) -> Iterator[_Row]:
    one, other, a0, a1, b0, b1, same = of.found
    asked = np.unique(np.r_[one, other])
    by_page = asked[np.argsort(texts.page[asked], kind="stable")]
    known = {n: texts.unit(n) for n in by_page.tolist()}
    owners = ([known[n] for n in x.tolist()] for x in (one, other))
    words, spans = (
        zip(*(x.tolist() for x in columns), strict=True)
        for columns in ((a0, a1, b0, b1, same), of.places)
    )
    yield from map(_Row, *owners, words, spans, of.boilerplate.tolist())


def _record(row: _Row) -> Shared:
    a, b, words, (a0, a1, b0, b1), boilerplate = row
    return Shared(a, b, Passage(*words), Span(a0, a1), Span(b0, b1), boilerplate)


_Flags = NDArray[np.bool_]


def _boilerplate(texts: Units, found: Passages) -> _Flags:
    """Words at the head or foot of several texts, or of an outlet's, that share nothing else.

    As in "Our reporters can be reached at the harbour office" under each report of one paper.
    """
    document, words = texts.page, texts.words
    outlet = texts.library.house[document]
    one, other = found.one, found.other
    edge = document[one] != document[other]
    edge &= _at_edge(found.a0, found.a1, words[one]) & _at_edge(found.b0, found.b1, words[other])
    house: _Flags = edge & (outlet[one] == outlet[other]) & (outlet[one] >= 0)
    open_ = np.flatnonzero(edge & ~house)
    house[open_] = _spread(document, found, open_) > _HOUSES
    return house


def _at_edge(start: Whole, end: Whole, whole: Whole) -> _Flags:
    slack = np.maximum(4, (_EDGE * whole).astype(np.int64) - (end - start))
    near: _Flags = (start <= slack) | (whole - end <= slack)
    return near & (end - start <= _SMALL * whole)


def _spread(document: Whole, found: Passages, asked: Whole) -> Whole:
    """How many documents have the words in the middle of some passages, on either side."""
    unit = np.r_[found.one, found.other]
    far = document[np.r_[found.other, found.one]]
    first, after = np.r_[found.a0, found.b0], np.r_[found.a1, found.b1]
    order = np.argsort(unit, kind="stable")
    unit, far, first, after = unit[order], far[order], first[order], after[order]
    wanted = np.r_[found.one[asked], found.other[asked]]
    middle = np.r_[
        (found.a0[asked] + found.a1[asked]) // 2, (found.b0[asked] + found.b1[asked]) // 2
    ]
    begin, end = np.searchsorted(unit, wanted), np.searchsorted(unit, wanted, side="right")
    count = end - begin
    asks = np.repeat(np.arange(len(wanted)), count)
    at = np.arange(count.sum()) + np.repeat(begin - np.cumsum(count) + count, count)
    inside = (first[at] <= middle[asks]) & (middle[asks] < after[at])
    whose = asks[inside] % max(len(asked), 1)
    top = len(document)
    own = np.repeat(np.arange(len(asked)), 2) * top
    own += np.c_[document[found.one[asked]], document[found.other[asked]]].ravel()
    both = np.unique(np.r_[whose * top + far[at[inside]], own])
    return np.bincount(both // top, minlength=len(asked))
