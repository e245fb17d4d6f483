"""A record that was linked and weighed just now, and lies in no database."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar, cast

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Claim, Document, DocumentId, Linked, Marks, Weighed
from wellsourced.store import tables
from wellsourced.store.snapshots import Snapshot
from wellsourced.store.tables import Name, Table

R = TypeVar("R", bound=Struct)


class InHand(Snapshot):
    """What some pages amount to; it is worked out when it is asked for.

    It gives what a record gives that the same was written into. `documents` are sorted by id.
    """

    def __init__(
        self, documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
    ) -> None:
        self._documents, self._marks, self._settings = documents, marks, settings

    def rows(self, table: Table[R]) -> tuple[R, ...]:
        """Give all records of a table."""
        if table.owned:
            return tuple(r for rows in self.owned(table).values() for r in rows)
        if table.name == tables.DOCUMENTS.name:
            texts = (msgspec.convert(d, table.kind, from_attributes=True) for d in self._documents)
            return tuple(texts)
        return cast("tuple[R, ...]", self._told(table.name))

    def owned(self, table: Table[R]) -> dict[DocumentId, tuple[R, ...]]:
        """Give the records of a table of marks or parts, document by document."""
        if table.name == tables.PARTS.name:
            held: dict[DocumentId, tuple[Struct, ...]] = {d.id: d.parts for d in self._documents}
        else:
            layer = next(layer.value for layer, t in tables.LAYERS if t.name == table.name)
            held = {m.doc: getattr(m, layer) for m in self._marks}
        return cast("dict[DocumentId, tuple[R, ...]]", {d: r for d, r in held.items() if r})

    def documents(self) -> tuple[Document, ...]:
        """Give the documents, sorted by id."""
        return self._documents

    def marks(self) -> tuple[Marks, ...]:
        """Give the marks of each document, in the documents' order."""
        return self._marks

    @cached_property
    def _linked(self) -> Linked:
        from wellsourced.link.whole import link

        return link(self._documents, self._marks, self._settings)

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        """The claims; of the counts only those are weighed that bear on a number of a claim."""
        from wellsourced.weigh.apart import claims_of, tallies_of
        from wellsourced.weigh.whole import claims_apart, counts_apart, ground

        on = ground(self._linked, self._documents, self._marks, self._settings)
        figures = {
            (t.quote.document, t.figure.start, t.figure.end, t.figure.outcome)
            for t in on.tellings
            if t.figure is not None
        }
        bearing = (b for b in counts_apart(on) if any(c.key in figures for c in b.counts))
        blocks = claims_apart(on, [tallies_of(b) for b in bearing])
        return tuple(sorted((c for b in blocks for c in claims_of(b)), key=lambda c: c.id))

    @cached_property
    def _weighed(self) -> Weighed:
        from wellsourced.weigh.whole import weigh

        return weigh(self._linked, self._documents, self._marks, self._settings)

    def _told(self, name: str) -> tuple[Struct, ...]:
        """The records of a table that were linked or weighed."""
        linked = self._linked
        found: Mapping[str, Callable[[], tuple[Struct, ...]]] = {
            tables.CLAIMS.name: lambda: self._claims,
            tables.TALLIES.name: lambda: self._weighed.tallies,
            tables.CHECKS.name: lambda: self._weighed.checks,
            tables.ENTITIES.name: lambda: linked.entities,
            tables.STORIES.name: lambda: linked.stories,
            tables.UTTERANCES.name: lambda: linked.utterances,
            tables.COUNTS.name: lambda: linked.counts,
            tables.NAMES.name: lambda: tuple(
                Name(surface=s, name=n) for s, n in sorted(linked.names.items())
            ),
        }
        return found[name]() if name in found else ()
