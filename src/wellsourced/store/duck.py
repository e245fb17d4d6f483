"""The record in DuckDB: snapshots, published whole; readers never wait and never see half."""

import functools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

import duckdb
import msgspec
import pyarrow as pa
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Document, DocumentId, Linked, Marks, Weighed
from wellsourced.store.arrow import records_of, table_of
from wellsourced.store.disk import publish, seal_of, sync_folder
from wellsourced.store.seals import sealed
from wellsourced.store.tables import (
    CHECKS,
    CLAIMS,
    COUNTS,
    DOCUMENTS,
    ENTITIES,
    LAYERS,
    NAMES,
    PARTS,
    STORIES,
    TALLIES,
    UTTERANCES,
    Name,
    Table,
    Text,
)

R = TypeVar("R", bound=Struct)

_KEPT = 3  # snapshots: a reader may still be at the last but one
_RECORD, _MANIFEST = "record.duckdb", "manifest.json"

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
_UNSORTED = "unsorted"
_PIECE = 50_000  # rows

Tables = Mapping[str, pa.Table]  # or, for a table in pieces, a Stream


class Stream(NamedTuple):
    """A table in pieces; `order`: the columns by which its rows are still to be put in order."""

    pieces: Iterable[pa.Table]
    order: str = ""


class Manifest(Struct, frozen=True, kw_only=True):
    """What a snapshot was made from and holds; two with the same seals are the same record."""

    made_from: str  # digest of code, settings and inputs
    chain: str | None  # seal of the last link of the evidence chain
    tables: dict[str, str]  # name -> digest of its rows, which is the same for the same pages
    record: str  # SHA-256 of the file, which is another for each that is written


class Snapshot:
    """A record, to be read; `load` gives a table by name."""

    def __init__(self, load: Callable[[str], pa.Table]) -> None:
        self._arrow = load

    def rows(self, table: Table[R]) -> tuple[R, ...]:
        """Give all records of a table, in the order they were written."""
        return records_of(self._arrow(table.name), table.kind)

    def count(self, name: str) -> int:
        """Tell how many rows a table has."""
        return len(self._arrow(name))

    def owned(self, table: Table[R]) -> dict[DocumentId, tuple[R, ...]]:
        """Give the records of a table of marks or parts, document by document."""
        whole = self._arrow(table.name)
        owners = whole.column("document").to_pylist()
        pairs = zip(owners, records_of(whole, table.kind), strict=True)
        return {k: tuple(r for _, r in g) for k, g in groupby(pairs, key=lambda pair: pair[0])}

    def documents(self) -> tuple[Document, ...]:
        """Give the documents, sorted by id."""
        parts = self.owned(PARTS)
        return tuple(t.document(parts.get(t.id, ())) for t in self.rows(DOCUMENTS))

    def marks(self) -> tuple[Marks, ...]:
        """Give the marks of each document, in the documents' order."""
        layers = {layer.value: self.owned(table) for layer, table in LAYERS}
        ids = self._arrow(DOCUMENTS.name).column("id").to_pylist()
        return tuple(
            msgspec.structs.replace(
                Marks(doc=i), **{name: rows.get(i, ()) for name, rows in layers.items()}
            )
            for i in ids
        )

    def names(self) -> dict[str, str]:
        """Give the canonical name of each surface name."""
        return {n.surface: n.name for n in self.rows(NAMES)}

    def weighed(self) -> Weighed:
        """Give what weighing gave."""
        return Weighed(
            claims=self.rows(CLAIMS), tallies=self.rows(TALLIES), checks=self.rows(CHECKS)
        )


class Kept(Snapshot):
    """A record whose tables are decoded once: for one that is asked again and again."""

    def __init__(self, of: Snapshot) -> None:
        super().__init__(of._arrow)
        self._rows: dict[str, tuple[Struct, ...]] = {}

    def rows(self, table: Table[R]) -> tuple[R, ...]:
        """Give all records of a table, in the order they were written."""
        if table.name not in self._rows:
            self._rows[table.name] = super().rows(table)
        return cast("tuple[R, ...]", self._rows[table.name])

    def documents(self) -> tuple[Document, ...]:
        """Give the documents, sorted by id."""
        return self._documents

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return super().documents()


class Snapshots:
    """The folder of snapshots, and CURRENT, which names the one in force."""

    def __init__(self, case: Path) -> None:
        self.folder = case / "snapshots"
        self._current = case / "CURRENT"

    def current(self) -> Path | None:
        """Give the folder of the snapshot in force; None: nothing was published yet."""
        try:
            number = int(self._current.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            hint = f"write the number of a folder in {self.folder} into it, or run again"
            raise StoreError(f"{self._current} holds no number", hint=hint) from error
        return self.folder / str(number)

    def manifest(self) -> Manifest | None:
        """Give the manifest in force."""
        folder = self.current()
        try:
            text = (folder / _MANIFEST).read_bytes() if folder else None
            return msgspec.json.decode(text, type=Manifest) if text else None
        except (FileNotFoundError, msgspec.MsgspecError):
            return None  # as good as never made: the next run makes it anew

    def sound(self) -> bool:
        """Whether the record in force is the file that was published."""
        folder, manifest = self.current(), self.manifest()
        return bool(folder and manifest and seal_of(folder / _RECORD) == manifest.record)

    def publish(self, tables: Tables, *, made_from: str, chain: str | None) -> Path:
        """Write a snapshot and put it in force; older ones but the last few are removed."""
        numbers = sorted(self._numbers())
        folder = self.folder / str(numbers[-1] + 1 if numbers else 1)
        folder.mkdir(parents=True)
        write(folder / _RECORD, tables)
        seals = seals_of(folder / _RECORD, tables)
        manifest = Manifest(
            made_from=made_from, chain=chain, tables=seals, record=seal_of(folder / _RECORD)
        )
        publish(folder / _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        sync_folder(self.folder)
        publish(self._current, f"{folder.name}\n".encode("ascii"))
        for number in numbers[: 1 - _KEPT]:
            shutil.rmtree(self.folder / str(number), ignore_errors=True)
        return folder

    def _numbers(self) -> Iterator[int]:
        if self.folder.is_dir():
            yield from (int(p.name) for p in self.folder.iterdir() if p.name.isdigit())


def snapshot(folder: Path) -> Snapshot:
    """Give the record in a snapshot's folder."""
    return opened(folder / _RECORD)


def opened(path: Path) -> Snapshot:
    """Give the record in a DuckDB file, which is opened when the first table is asked for."""

    @functools.cache
    def connection() -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(path), read_only=True)
        except duckdb.Error as error:
            hint = "run the case again; evidence and tasks are kept apart from it"
            raise StoreError(f"{path} cannot be read: {error}", hint=hint) from error

    @functools.cache
    def load(name: str) -> pa.Table:
        return connection().table(name).to_arrow_table()

    return Snapshot(load)


def in_memory(tables: Tables) -> Snapshot:
    """Give the record that the tables are."""
    return Snapshot(tables.__getitem__)


def write(path: Path, tables: Tables) -> None:
    """Write tables into a new DuckDB file, and see it on the disk."""
    with duckdb.connect(str(path), config=_CONFIG) as connection:
        for name, table in tables.items():
            if isinstance(table, Stream):
                _pour(connection, name, table)
            else:
                duckdb.from_arrow(table, connection=connection).create(name)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _pour(connection: duckdb.DuckDBPyConnection, name: str, stream: Stream) -> None:
    """Put the pieces of a table one after the other, and in order where they do not come so."""
    for n, table in enumerate(_joined(stream.pieces)):
        connection.register("piece", table)
        if n:
            connection.table("piece").insert_into(_UNSORTED if stream.order else name)
        elif stream.order:
            connection.execute(f"CREATE TEMP TABLE {_UNSORTED} AS FROM piece")
        else:
            connection.table("piece").create(name)
        connection.unregister("piece")
    if stream.order:
        connection.table(_UNSORTED).order(stream.order).create(name)
        connection.execute(f"DROP TABLE {_UNSORTED}")


def _joined(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Pieces so large that a table is not made of crumbs; at least one, for the columns."""
    held: list[pa.Table] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += len(piece)
        if count >= _PIECE:
            yield pa.concat_tables(held)
            held, count = held[:1], 0
            held[0] = held[0].slice(0, 0)
    if held:
        yield pa.concat_tables(held)


def seals_of(path: Path, names: Iterable[str]) -> dict[str, str]:
    """Give the seals of the rows of tables, as they are in a DuckDB file."""
    with duckdb.connect(str(path), read_only=True, config=_CONFIG) as connection:
        readers = ((name, connection.table(name).to_arrow_reader(_PIECE)) for name in names)
        return {name: sealed(reader.schema, reader) for name, reader in readers}


def tables_of_marks(documents: Iterable[Document], marks: Iterable[Marks]) -> Tables:
    """Put documents, their parts and their marks into tables."""
    documents, marks = tuple(documents), tuple(marks)
    texts = [msgspec.convert(d, Text, from_attributes=True) for d in documents]
    tables = {
        DOCUMENTS.name: table_of(texts, Text),
        PARTS.name: _owned(PARTS, [(d.id, d.parts) for d in documents]),
    }
    for layer, table in LAYERS:
        tables[table.name] = _owned(table, [(m.doc, getattr(m, layer.value)) for m in marks])
    return tables


def tables_of_record(linked: Linked, weighed: Weighed) -> Tables:
    """Put what linking and weighing gave into tables."""
    names = [Name(surface=s, name=n) for s, n in sorted(linked.names.items())]
    return {
        ENTITIES.name: table_of(linked.entities, ENTITIES.kind),
        STORIES.name: table_of(linked.stories, STORIES.kind),
        UTTERANCES.name: table_of(linked.utterances, UTTERANCES.kind),
        COUNTS.name: table_of(linked.counts, COUNTS.kind),
        NAMES.name: table_of(names, NAMES.kind),
        CLAIMS.name: table_of(weighed.claims, CLAIMS.kind),
        TALLIES.name: table_of(weighed.tallies, TALLIES.kind),
        CHECKS.name: table_of(weighed.checks, CHECKS.kind),
    }


def empty(table: Table[Struct]) -> pa.Table:
    """Give a table without rows."""
    return _owned(table, []) if table.owned else table_of((), table.kind)


def _owned(table: Table[Struct], rows: list[tuple[DocumentId, tuple[Struct, ...]]]) -> pa.Table:
    owners = pa.array([i for i, records in rows for _ in records], pa.string())
    whole = table_of((r for _, records in rows for r in records), table.kind)
    owner = pa.field("document", pa.string(), nullable=False)
    return whole.add_column(0, owner, owners)
