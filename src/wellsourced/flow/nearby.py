"""A part of a large record: some claims and pages with all that is told about them, and no more.

What a screen shows of a case is some dozens of claims, or a page. All that is asked about those
is asked of a record that holds only them and what stands around them, which is read in no time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.flow.library import Held, Library, decoder
from wellsourced.model import (
    Attribution,
    Document,
    DocumentId,
    Marks,
    Mention,
    PlaceMark,
)
from wellsourced.store import register
from wellsourced.store.snapshots import Snapshot, read
from wellsourced.store.tables import (
    CHECKS,
    DOCUMENTS,
    LAYERS,
    PARTS,
    REJECTED,
    STORIES,
    TALLIES,
    UTTERANCES,
    Table,
)
from wellsourced.store.tables import CLAIMS as CLAIMS_TABLE

R = TypeVar("R", bound=Struct)

_MOST = 500  # counts, and checks, that are told with some pages
_ONE_OF = "{} IN (SELECT unnest(${}::VARCHAR[]))"  # of words that may hold anything


class Part(Struct, frozen=True, kw_only=True):
    """What a part of a record is to hold: pages by their ids, all else by its rows.

    `bare`: no page is read but those named here; else those too on which the claims and counts are
    told. `named`: entities of these names are in it too. `alone`: no page around those is read.
    """

    claims: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    tallies: tuple[int, ...] = ()
    stories: tuple[int, ...] = ()
    checks: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    bare: bool = False
    alone: bool = False


class Nearby(Snapshot):
    """The part of a record, to be read as a record; each table is read when it is asked for."""

    def __init__(self, library: Library, part: Part) -> None:
        super().__init__(library.cursor)
        self._library, self._part = library, part
        self._pages: tuple[str, ...] | None = None
        self._rows: dict[str, tuple[Struct, ...]] = {}
        self._owned: dict[str, dict[DocumentId, tuple[Struct, ...]]] = {}
        self._documents: tuple[Document, ...] | None = None

    @property
    def pages(self) -> tuple[str, ...]:
        """Give the ids of the pages on which something of it is told."""
        if self._pages is None:
            found = set(self._part.documents)
            if not self._part.bare:
                for table, rows in (
                    ("claims", self._part.claims),
                    ("tallies", self._part.tallies),
                ):
                    found |= self._told_on(table, rows)
            self._pages = tuple(sorted(found))
        return self._pages

    def rows(self, table: Table[R]) -> tuple[R, ...]:
        """Give all records of a table that are in the part."""
        if table.name not in self._rows:
            self._rows[table.name] = super().rows(table)
        return cast("tuple[R, ...]", self._rows[table.name])

    def owned(self, table: Table[R]) -> dict[DocumentId, tuple[R, ...]]:
        """Give the records of a table of marks or parts, page by page."""
        if table.name not in self._owned:
            found = self._texts if table.name == PARTS.name else self._here
            told = decoder(table.kind)
            self._owned[table.name] = {
                DocumentId(page): tuple(map(told.decode, rows))
                for page in sorted(found)
                if (rows := found[page][table.name])
            }
        return cast("dict[DocumentId, tuple[R, ...]]", self._owned[table.name])

    def documents(self) -> tuple[Document, ...]:
        """Give the pages, sorted by id, with those around them."""
        if self._documents is None:
            self._documents = self._library.documents(self._around())
        return self._documents

    def marks(self) -> tuple[Marks, ...]:
        """Give the marks of each page, in their order."""
        layers = {layer.value: self.owned(table) for layer, table in LAYERS}
        return tuple(
            replace(Marks(doc=d.id), **{n: rows.get(d.id, ()) for n, rows in layers.items()})
            for d in self.documents()
        )

    def count(self, name: str) -> int:
        """Tell how many rows a table has."""
        return len(self._relation(name).fetchall())

    def _records(self, table: Table[R]) -> Iterator[tuple[str, R]]:
        """The records of a table; claims and pages are read from where any few are found."""
        if table.name == CLAIMS_TABLE.name:
            found = self._library.claims(self._part.claims)
            return iter([("", cast("R", c)) for c in found])
        if table.name in (DOCUMENTS.name, PARTS.name):
            return self._marked(table, self._texts)
        if table.name in register.OF_PAGES:
            return self._marked(table, self._here)
        if table.name in register.BY_ROW:
            return (("", r) for r in self._library.told(table, self._rows_of(table.name)))
        query, given = self._query(table.name)
        rows = self._library.names(f"SELECT to_json(t) FROM ({query}) t", *given)
        return (("", r) for r in read(rows, table.kind))

    @cached_property
    def _here(self) -> dict[str, Held]:
        return self._library.marks(self.pages)

    @cached_property
    def _texts(self) -> dict[str, Held]:
        return self._library.texts(self._around())

    def _marked(self, table: Table[R], pages: Mapping[str, Held]) -> Iterator[tuple[str, R]]:
        told = decoder(table.kind)
        for page in sorted(pages):
            for row in pages[page][table.name]:
                yield page, told.decode(row)

    def _told_on(self, table: str, rows: Sequence[int]) -> set[str]:
        if not rows:
            return set()
        if table == CLAIMS_TABLE.name:
            return {e.document for c in self._library.claims(rows) for e in c.evidence}
        return {*self._library.told_on(TALLIES.name, rows)}

    def _relation(self, name: str) -> duckdb.DuckDBPyRelation:
        query, given = self._query(name)
        return self._library.cursor().sql(query, params=given)

    def _query(self, name: str) -> tuple[str, list[object]]:
        if name == "entities":
            return self._entities()
        if name == "names":
            return self._names()
        return f"SELECT * FROM r.{name} WHERE {_among('rowid', self._rows_of(name))}", []

    def _rows_of(self, name: str) -> tuple[int, ...]:
        """The rows of a table that are in the part."""
        if name == REJECTED.name:
            return ()
        part = self._part
        more = {"stories": part.stories, "tallies": part.tallies, "checks": part.checks}[name]
        return tuple(sorted({*self._near[name][:_MOST], *more}))

    @cached_property
    def _near(self) -> dict[str, list[int]]:
        """The rows that have to do with the pages."""
        return self._library.near(self.pages)

    def _around(self) -> list[str]:
        """The pages, and those that they copy, that copy them, or through which they have it."""
        if not self.pages or self._part.alone:
            return list(self.pages)
        told = {u.via.document for u in self.rows(UTTERANCES) if u.via is not None}
        for table in (STORIES, TALLIES, CHECKS):
            more = self._near[table.name][:_MOST]
            rows = more if table is STORIES else self._rows_of(table.name)
            told |= self._library.told_on(table.name, rows)
        later = self._library.names(
            f"SELECT id FROM r.documents WHERE {_within('earlier', self._part.documents)}"
        )
        return sorted({*self.pages, *told, *later})

    def _names(self) -> tuple[str, list[object]]:
        """What the names mean that stand on the pages."""
        told = sorted({n.casefold() for n in self._written})
        return f"SELECT * FROM r.names WHERE {_ONE_OF.format('surface', 1)} ORDER BY surface", [
            told
        ]

    @cached_property
    def _written(self) -> set[str]:
        """The names as they are written on the pages."""
        found = {m.name for rows in self.owned(_MENTIONS).values() for m in rows}
        found |= {m.name for rows in self.owned(_PLACES).values() for m in rows}
        said = (a for rows in self.owned(_SAYINGS).values() for a in rows)
        return found | {n for a in said for n in a.chain}

    def _entities(self) -> tuple[str, list[object]]:
        """Who is named on the pages or in the claims, and whoever else is asked for."""
        slots = (n for c in self.rows(CLAIMS_TABLE) for n in (c.actor, c.recipient) if n)
        called = self.names() if self.pages else {}
        written = self._written if self.pages else set()
        names = {called.get(n.casefold(), n) for n in written} | {*self._part.named}
        names |= {n for slot in slots for n in slot.split("; ")}
        query = f"""SELECT * FROM r.entities WHERE {_ONE_OF.format("name", 1)}
            OR {_ONE_OF.format("part_of", 2)}"""
        return query, [sorted(names), sorted(self._part.named)]


_MENTIONS: Table[Mention] = Table("marks_entities", Mention, owned=True)
_PLACES: Table[PlaceMark] = Table("marks_places", PlaceMark, owned=True)
_SAYINGS: Table[Attribution] = Table("marks_attributions", Attribution, owned=True)


def _among(column: str, rows: Iterable[int]) -> str:
    """A condition in SQL: one of these numbers."""
    told = ", ".join(str(int(n)) for n in rows)
    return f"{column} IN ({told})" if told else "false"


def _within(column: str, ids: Iterable[str]) -> str:
    """A condition in SQL: one of these ids."""
    told = ", ".join(f"'{i.replace(chr(39), chr(39) * 2)}'" for i in ids)
    return f"{column} IN ({told})" if told else "false"
