"""The record is written into DuckDB and published: snapshots, each put in force whole."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Self

import duckdb
import msgspec
import pyarrow as pa
from msgspec import Struct

from wellsourced.errors import UnwrittenError
from wellsourced.model import Document, DocumentId, Linked, Marks, Weighed
from wellsourced.store import disk
from wellsourced.store.arrow import table_of
from wellsourced.store.disk import seal_of
from wellsourced.store.ordered import joined, ordered
from wellsourced.store.seals import sealed
from wellsourced.store.snapshots import MANIFEST, RECORD, Manifest, Snapshot, Snapshots
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

_KEPT = 3  # snapshots: a reader may still be at the last but one

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
_PIECE = 50_000  # rows

Tables = Mapping[str, pa.Table]  # or, for a table in pieces, a Stream


class Stream(NamedTuple):
    """A table in pieces; `order`: the columns by which its rows are still to be put in order.

    `rows`: how many there may be, where they are put in order.
    """

    pieces: Iterable[pa.Table]
    order: str = ""
    rows: int = 0

    def ordered(self, folder: Path | None) -> Iterator[pa.Table]:
        """Give larger pieces, in order; what is put in order on the way lies in a folder."""
        if self.order:
            return ordered(self.pieces, self.order, folder, rows=self.rows)
        return joined(self.pieces)


def publish(case: Path, tables: Tables, *, made_from: str, chain: str | None) -> Path:
    """Write a snapshot and put it in force; older ones but the last few are removed.

    What is half written when this breaks off is in nobody's way, and is removed: at once, or,
    where the process was killed, before the next is written.
    """
    snapshots = Snapshots(case)
    _tidy(snapshots)
    numbers = snapshots.numbers()
    folder = snapshots.folder / str(numbers[-1] + 1 if numbers else 1)
    try:
        _written(folder, tables, made_from, chain)
        disk.publish(snapshots.pointer, f"{folder.name}\n".encode("ascii"))
    except UnwrittenError:
        if snapshots.current() != folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    for number in numbers[: 1 - _KEPT]:
        shutil.rmtree(snapshots.folder / str(number), ignore_errors=True)
    return folder


def _written(folder: Path, tables: Tables, made_from: str, chain: str | None) -> None:
    """Write the record and its manifest, which is there when all else is."""
    with disk.writing(folder):
        folder.mkdir(parents=True)
    write(folder / RECORD, tables)
    seals = seals_of(folder / RECORD, tables)
    manifest = Manifest(
        made_from=made_from, chain=chain, tables=seals, record=seal_of(folder / RECORD)
    )
    disk.publish(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    disk.sync_folder(folder.parent)


def _tidy(snapshots: Snapshots) -> None:
    """Remove what a killed run left half written: what has no manifest and is not in force."""
    current = snapshots.current()
    for number in snapshots.numbers():
        folder = snapshots.folder / str(number)
        if folder != current and not (folder / MANIFEST).exists():
            shutil.rmtree(folder, ignore_errors=True)


def in_memory(tables: Tables) -> Snapshot:
    """Give the record that the tables are, where it cannot be written."""
    connection = duckdb.connect(config=_CONFIG)
    _fill(connection, tables)
    return Snapshot(lambda: connection)


def write(path: Path, tables: Tables) -> None:
    """Write tables into a new DuckDB file, and see it on the disk."""
    try:
        with disk.writing(path), duckdb.connect(str(path), config=_CONFIG) as connection:
            _fill(connection, tables, path.parent)
    except duckdb.Error as error:
        hint = "put it right (is the disk full?) and do it again: nothing is lost"
        why = str(error).partition("\n")[0]
        raise UnwrittenError(f"{path} cannot be written: {why}", hint=hint) from error
    with disk.writing(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(
    connection: duckdb.DuckDBPyConnection, tables: Tables, folder: Path | None = None
) -> None:
    """Put tables into a database; what is put in order on the way lies in a folder."""
    for name, table in tables.items():
        if isinstance(table, Stream):
            _pour(connection, name, table.ordered(folder))
        else:
            duckdb.from_arrow(table, connection=connection).create(name)


class _Seen:
    """Keeps what breaks off a block: a database tells only that its source has failed."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        self.error = error


def _pour(connection: duckdb.DuckDBPyConnection, name: str, pieces: Iterable[pa.Table]) -> None:
    """Put the pieces of a table one after the other, and no end of one is written twice."""
    seen, found = _Seen(), iter(pieces)
    first = next(found)

    def batches() -> Iterator[pa.RecordBatch]:
        with seen:
            for piece in chain([first], found):
                yield from piece.to_batches()

    reader = pa.RecordBatchReader.from_batches(first.schema, batches())
    try:
        duckdb.from_arrow(reader, connection=connection).create(name)
    except duckdb.Error as error:
        if seen.error is not None:
            raise seen.error from error
        raise


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
