"""A record that was linked and weighed just now, and lies in no database."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar, cast

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.model import Document, DocumentId, Linked, Marks, Weighed
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
        return cast("tuple[R, ...]", self._told.get(table.name, ()))

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
    def _made(self) -> tuple[Linked, Weighed]:
        return stages.weigh(self._documents, self._marks, self._settings)

    @cached_property
    def _told(self) -> Mapping[str, tuple[Struct, ...]]:
        linked, weighed = self._made
        return {
            tables.ENTITIES.name: linked.entities,
            tables.STORIES.name: linked.stories,
            tables.UTTERANCES.name: linked.utterances,
            tables.COUNTS.name: linked.counts,
            tables.NAMES.name: tuple(
                Name(surface=s, name=n) for s, n in sorted(linked.names.items())
            ),
            tables.CLAIMS.name: weighed.claims,
            tables.TALLIES.name: weighed.tallies,
            tables.CHECKS.name: weighed.checks,
        }
