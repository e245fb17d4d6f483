"""Passages that pages of a case share, as columns; and the stories that they are part of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wellsourced.flow.shelves.columns import Places
from wellsourced.lang.codes import Whole
from wellsourced.lang.components import components
from wellsourced.link import stories
from wellsourced.link.copies import Alike, Shared, recorded
from wellsourced.link.units import Units
from wellsourced.link.versions import Version
from wellsourced.model import Document, DocumentId, Reuse, Span, Story
from wellsourced.store.arrow import table_of

_AT_ONCE = 50_000  # passages whose stories are told in one go


class Copied(NamedTuple):
    """Passages by the younger page; pages by their numbers; from where to where on both."""

    a: Places
    b: Places
    spans: NDArray[np.int32]

    def of(self, first: int, after: int) -> "Copied":
        """Give those of some pages."""
        own = slice(*np.searchsorted(self.b, (first, after)).tolist())
        return Copied(self.a[own], self.b[own], self.spans[own])

    def reuses(self, ids: Sequence[DocumentId]) -> dict[DocumentId, tuple[Reuse, ...]]:
        """Give them as records, by the younger page."""
        out: dict[DocumentId, list[Reuse]] = {}
        rows = zip(self.a.tolist(), self.b.tolist(), self.spans.tolist(), strict=True)
        for a, b, (a0, a1, b0, b1) in rows:
            found = Reuse(a=ids[a], b=ids[b], a_span=Span(a0, a1), b_span=Span(b0, b1))
            out.setdefault(ids[b], []).append(found)
        return {name: tuple(found) for name, found in out.items()}


def copied(texts: Units, of: Alike) -> Copied:
    """Give all shared passages but a house's own words."""
    kept = of.where(np.flatnonzero(~of.boilerplate))
    a, b = (texts.page[x].astype(np.int32) for x in (kept.found.one, kept.found.other))
    spans = np.array(kept.places, np.int32).T
    order = np.lexsort((*spans.T[::-1], a, b))
    return Copied(a[order], b[order], spans[order])


class Pages(NamedTuple):
    """What is known of the pages that stories go through."""

    ids: Sequence[DocumentId]
    heads: stories.Pages
    known: Mapping[DocumentId, Version]
    numbers: Mapping[DocumentId, int]
    wires: Mapping[DocumentId, str]


class _Open:
    """Documents, of which those that share something are open: to open one takes its shelf."""

    def __init__(self, found: Iterable[Shared], rest: stories.Pages) -> None:
        both = (d for s in found for d in (s.a.document, s.b.document))
        self._open, self._rest = {d.id: d for d in both}, rest

    def __getitem__(self, name: DocumentId, /) -> Document:
        """Give one of them."""
        return self._open[name] if name in self._open else self._rest[name]


def told(texts: Units, of: Alike, pages: Pages) -> pa.Table:
    """Give all stories, some at a time, in the order of what they go back to."""
    found = [_table([])]
    roots: list[DocumentId] = []
    for passages, known in _batches(texts, of, pages):
        shared = recorded(texts, of.where(passages))
        library = stories.Library(_Open(shared, pages.heads), known, pages.wires)
        own = stories.stories_of(shared, library)
        roots += [s.origin or s.copies[0].document for s in own]
        found.append(_table(own))
    order = sorted(range(len(roots)), key=roots.__getitem__)
    return pa.concat_tables(found).take(pa.array(order, pa.int64()))


def _table(found: Sequence[Story]) -> pa.Table:
    return table_of(found, Story)


def _batches(
    texts: Units, of: Alike, pages: Pages
) -> Iterator[tuple[Whole, dict[DocumentId, Version]]]:
    """Passages, and versions of pages, that have nothing to do with those of other batches."""
    one, other = texts.page[of.found.one], texts.page[of.found.other]
    tells = ~of.boilerplate & (one != other) & (texts.part[of.found.one] < 0)
    asked = np.flatnonzero(tells & (of.found.same >= stories.QUOTE))
    chained = np.array(sorted(pages.numbers.values()), np.int64)
    firsts = [pages.numbers[pages.known[pages.ids[n]].first] for n in chained.tolist()]
    nodes = np.unique(np.r_[one[asked], other[asked], chained])
    a: Whole = np.searchsorted(nodes, np.concatenate((one[asked], chained)))
    b: Whole = np.searchsorted(nodes, np.concatenate((other[asked], np.array(firsts, np.int64))))
    label = components(len(nodes), a, b)
    whose = label[a[: len(asked)]]
    batch = np.cumsum(np.bincount(whose, minlength=len(nodes) + 1))[label] // _AT_ONCE
    for n in np.unique(batch).tolist():
        own = chained[batch[a[len(asked) :]] == n]
        known = {pages.ids[p]: pages.known[pages.ids[p]] for p in own.tolist()}
        yield asked[batch[a[: len(asked)]] == n], known
