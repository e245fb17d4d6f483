"""A part of a large record: some claims and pages with all that is told about them, and no more.

What a screen shows of a case is some dozens of claims, or a page. All that is asked about those
is asked of a record that holds only them and what stands around them, which is read in no time.
"""

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar, cast

import duckdb
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.errors import StoreError
from wellsourced.model import (
    Attribution,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Marks,
    Mention,
    PlaceMark,
    Tally,
)
from wellsourced.model import Part as PartOfPage
from wellsourced.store import register
from wellsourced.store.packed import Packed
from wellsourced.store.snapshots import RECORD, Snapshot, read
from wellsourced.store.tables import CLAIMS as CLAIMS_TABLE
from wellsourced.store.tables import (
    DOCUMENTS,
    LAYERS,
    PARTS,
    REJECTED,
    TALLIES,
    UTTERANCES,
    Table,
    Text,
)

R = TypeVar("R", bound=Struct)

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
_KEPT = 5_000  # claims that are kept as they were read
_LETTERS = 16_000_000  # of pages that are kept as they were read
_MOST = 500  # counts, and checks, that are told with some pages
_ONE_OF = "{} IN (SELECT unnest(${}::VARCHAR[]))"  # of words that may hold anything
_NONE = "None"  # as a cell without a word is written

Cell = str | int | float | bool | date | None


Held = dict[str, tuple[msgspec.Raw, ...]]  # of a page the rows of each table, as JSON


def whole(cell: Cell) -> int:
    """Give a number of a row; where nothing stands it is none at all."""
    return cell if isinstance(cell, int) else int(cell) if isinstance(cell, float | str) else 0


class Library:
    """A record (`r`) with its register (`g`), opened for many who ask at once.

    The files may be removed while they are open: whoever asks still gets whole answers of them.
    """

    def __init__(self, folder: Path, beside: Path) -> None:
        self._open = opened(folder)
        word = str(beside / register.INDEX).replace("'", "''")
        self._open.execute(f"ATTACH '{word}' AS g (READ_ONLY)")
        self._claims = Packed(beside / register.CLAIMS)
        self._texts, self._marks = (Packed(beside / n) for n in (register.TEXTS, register.MARKS))
        self._by_row = {name: Packed(beside / file) for name, file in register.BY_ROW.items()}
        self._kept: OrderedDict[int, Claim] = OrderedDict()
        self._pages, self._letters = OrderedDict[str, Document](), 0
        self._turn = threading.Lock()

    def pages_known(self) -> int:
        """Tell how many pages there are; their ids are known from then on."""
        return len(self._ids)

    @cached_property
    def _ids(self) -> list[str]:
        return self.names("SELECT id FROM r.documents ORDER BY id")

    def page(self, number: int) -> DocumentId:
        """Give the id of a page by its place among the ids."""
        return DocumentId(self._ids[number])

    def claims(self, rows: Sequence[int]) -> tuple[Claim, ...]:
        """Give claims by their rows; those that were asked for last are kept."""
        with self._turn:
            known = {n: self._kept[n] for n in rows if n in self._kept}
        new = [n for n in dict.fromkeys(rows) if n not in known]
        known.update(zip(new, self._told(self._claims, new, Claim), strict=True))
        with self._turn:
            for n in new:
                self._kept[n] = known[n]
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return tuple(known[n] for n in rows)

    def ids(self, rows: Sequence[int]) -> dict[int, ClaimId]:
        """Give the ids of claims by their rows."""
        return {n: c.id for n, c in zip(rows, self.claims(rows), strict=True)}

    def tallies(self, rows: Sequence[int]) -> tuple[Tally, ...]:
        """Give counts by their rows."""
        return self.told(TALLIES, rows)

    def told(self, table: Table[R], rows: Sequence[int]) -> tuple[R, ...]:
        """Give counts, checks or stories by their rows."""
        return self._told(self._by_row[table.name], rows, table.kind)

    def _told(self, of: Packed, rows: Sequence[int], kind: type[R]) -> tuple[R, ...]:
        try:
            return tuple(msgspec.json.decode(r, type=kind) for r in of.rows(rows))
        except msgspec.ValidationError as error:
            problem = f"the register holds no {kind.__name__} as this version writes it: {error}"
            raise StoreError(problem, hint="`wellsourced run CASE` makes it anew") from error

    def texts(self, ids: Sequence[str]) -> dict[str, Held]:
        """Give pages with their parts, by their ids; of unknown ids nothing."""
        return self._held(ids, self._texts)

    def marks(self, ids: Sequence[str]) -> dict[str, Held]:
        """Give all that was marked in pages, by their ids; of unknown ids nothing."""
        return self._held(ids, self._marks)

    def documents(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Give pages, by their ids; of unknown ids nothing. Those asked for last are kept."""
        with self._turn:
            known = {i: self._pages[i] for i in ids if i in self._pages}
        new = self._cells([i for i in dict.fromkeys(ids) if i not in known], self._texts)
        known.update((i, _page(cell)) for i, cell in new)
        with self._turn:
            for i in known:
                if i not in self._pages:
                    self._pages[i] = known[i]
                    self._letters += len(known[i].text)
                self._pages.move_to_end(i)
            while self._letters > _LETTERS:
                _, gone = self._pages.popitem(last=False)
                self._letters -= len(gone.text)
        return tuple(known[i] for i in ids if i in known)

    def _held(self, ids: Sequence[str], of: Packed) -> dict[str, Held]:
        return {i: msgspec.json.decode(c, type=Held) for i, c in self._cells(ids, of)}

    def _cells(self, ids: Sequence[str], of: Packed) -> Iterator[tuple[str, bytes]]:
        known = self._ids
        at = {i: bisect_left(known, i) for i in ids}
        there = {i: n for i, n in at.items() if n < len(known) and known[n] == i}
        return zip(there, of.rows(list(there.values())), strict=True)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a way to ask that nobody else uses."""
        return self._open.cursor()

    def rows(self, query: str, *given: object) -> list[tuple[Cell, ...]]:
        """Give the rows of a question in SQL."""
        with self.cursor() as asked:
            found: list[tuple[Cell, ...]] = asked.execute(query, given).fetchall()
            return found

    def number(self, query: str, *given: object) -> int:
        """Give the one number that is asked for."""
        found = self.rows(query, *given)
        return whole(found[0][0]) if found else 0

    def names(self, query: str, *given: object) -> list[str]:
        """Give the words of the first column."""
        return [str(r[0]) for r in self.rows(query, *given)]

    def numbers(self, query: str, *given: object) -> list[int]:
        """Give the numbers of the first column."""
        return [whole(r[0]) for r in self.rows(query, *given)]


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open the record (`r`) in a snapshot's folder."""
    try:
        found = duckdb.connect(":memory:", config=_CONFIG)
        word = str(folder / RECORD).replace("'", "''")
        found.execute(f"ATTACH '{word}' AS r (READ_ONLY)")
    except duckdb.Error as error:
        hint = "run the case again; evidence and tasks are kept apart from it"
        raise StoreError(f"{folder} cannot be read: {error}", hint=hint) from error
    return found


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
            told = _decoder(table.kind)
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
        told = _decoder(table.kind)
        for page in sorted(pages):
            for row in pages[page][table.name]:
                yield page, told.decode(row)

    def _told_on(self, table: str, rows: Sequence[int]) -> set[str]:
        if not rows:
            return set()
        if table == CLAIMS_TABLE.name:
            return {e.document for c in self._library.claims(rows) for e in c.evidence}
        query = f"SELECT DISTINCT document FROM g.told_count WHERE {_among('n', rows)}"
        return set(self._library.names(query))

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
        part = self._part
        if name == REJECTED.name:
            return ()
        index, more = {
            "stories": ("copied", part.stories),
            "tallies": ("told_count", part.tallies),
            "checks": ("checked", part.checks),
        }[name]
        return self._found(index, self.pages, more)

    def _found(self, index: str, pages: Sequence[str], more: Sequence[int]) -> tuple[int, ...]:
        """Rows that have to do with the pages, by an index of the register."""
        query = f"SELECT DISTINCT n FROM g.{index} WHERE {_within('document', pages)}"
        near = self._library.numbers(f"{query} ORDER BY n LIMIT {_MOST}") if pages else []
        return tuple(sorted({*near, *more}))

    def _around(self) -> list[str]:
        """The pages, and those that they copy, that copy them, or through which they have it."""
        if not self.pages or self._part.alone:
            return list(self.pages)
        told = {u.via.document for u in self.rows(UTTERANCES) if u.via is not None}
        stories = self._found("copied", self.pages, ())
        copied = self._library.names(
            f"""SELECT DISTINCT unnest(list_concat([origin], list_transform(copies,
            lambda c: c.document), list_transform(passages, lambda p: p.a),
            list_transform(passages, lambda p: p.b))) FROM r.stories
            WHERE {_among("rowid", stories)}"""
        )
        counts = self._found("told_count", self.pages, self._part.tallies)
        checks = self._found("checked", self.pages, self._part.checks)
        for index, rows in (("told_count", counts), ("checked", checks)):
            query = f"SELECT DISTINCT document FROM g.{index} WHERE {_among('n', rows)}"
            told |= {DocumentId(d) for d in self._library.names(query)}
        later = self._library.names(
            f"SELECT id FROM r.documents WHERE {_within('earlier', self._part.documents)}"
        )
        return sorted({*self.pages, *told, *copied, *later} - {_NONE})

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


class _Page(Struct):
    """A page as the register holds it: its row, and those of its parts."""

    documents: tuple[Text]
    parts: tuple[PartOfPage, ...]


def _page(cell: bytes) -> Document:
    found: _Page = _decoder(_Page).decode(cell)
    return found.documents[0].document(found.parts)


@cache
def _decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    return msgspec.json.Decoder(kind)


def _among(column: str, rows: Iterable[int]) -> str:
    """A condition in SQL: one of these numbers."""
    told = ", ".join(str(int(n)) for n in rows)
    return f"{column} IN ({told})" if told else "false"


def _within(column: str, ids: Iterable[str]) -> str:
    """A condition in SQL: one of these ids."""
    told = ", ".join(f"'{i.replace(chr(39), chr(39) * 2)}'" for i in ids)
    return f"{column} IN ({told})" if told else "false"
