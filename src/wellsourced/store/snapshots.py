"""The published record, to be read: readers never wait and never see half.

What only asks a case begins here, so nothing is imported but DuckDB: no Arrow, no NumPy.
"""

import functools
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Self, TypeVar, cast

import duckdb
import msgspec
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Document, DocumentId, Marks, Weighed
from wellsourced.store.disk import seal_of
from wellsourced.store.tables import (
    CHECKS,
    CLAIMS,
    DOCUMENTS,
    LAYERS,
    NAMES,
    PARTS,
    TALLIES,
    Table,
)

R = TypeVar("R", bound=Struct)

RECORD, MANIFEST = "record.duckdb", "manifest.json"  # the files of a snapshot
_MANY = 10_000  # rows that are converted in one go
_OWNER = "document"  # the column that names the document of a mark or a part
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"

Connect = Callable[[], duckdb.DuckDBPyConnection]


class Manifest(Struct, frozen=True, kw_only=True):
    """What a snapshot was made from and holds; two with the same seals are the same record."""

    made_from: str  # digest of code, settings and inputs
    chain: str | None  # seal of the last link of the evidence chain
    tables: dict[str, str]  # name -> digest of its rows, which is the same for the same pages
    record: str  # SHA-256 of the file, which is another for each that is written


class Snapshot:
    """A record, to be read; `connect` opens the database that it lies in."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def open(self) -> Self:
        """Open the file: from now on it is read whole, also if it is removed meanwhile."""
        self._connect()
        return self

    def rows(self, table: Table[R]) -> tuple[R, ...]:
        """Give all records of a table, in the order they were written.

        Raises StoreError for rows that are no such records: another version wrote them.
        """
        return tuple(record for _, record in self._records(table))

    def count(self, name: str) -> int:
        """Tell how many rows a table has."""
        return len(self._relation(name))

    def owned(self, table: Table[R]) -> dict[DocumentId, tuple[R, ...]]:
        """Give the records of a table of marks or parts, document by document."""
        pairs = groupby(self._records(table), key=lambda pair: pair[0])
        return {DocumentId(k): tuple(r for _, r in g) for k, g in pairs}

    def documents(self) -> tuple[Document, ...]:
        """Give the documents, sorted by id."""
        parts = self.owned(PARTS)
        return tuple(t.document(parts.get(t.id, ())) for t in self.rows(DOCUMENTS))

    def marks(self) -> tuple[Marks, ...]:
        """Give the marks of each document, in the documents' order."""
        layers = {layer.value: self.owned(table) for layer, table in LAYERS}
        ids = self._relation(DOCUMENTS.name).select(ColumnExpression("id")).fetchall()
        return tuple(
            msgspec.structs.replace(
                Marks(doc=i), **{name: rows.get(i, ()) for name, rows in layers.items()}
            )
            for (i,) in ids
        )

    def names(self) -> dict[str, str]:
        """Give the canonical name of each surface name."""
        return {n.surface: n.name for n in self.rows(NAMES)}

    def weighed(self) -> Weighed:
        """Give what weighing gave."""
        return Weighed(
            claims=self.rows(CLAIMS), tallies=self.rows(TALLIES), checks=self.rows(CHECKS)
        )

    def _relation(self, name: str) -> duckdb.DuckDBPyRelation:
        return self._connect().cursor().table(name)

    def _records(self, table: Table[R]) -> Iterator[tuple[str, R]]:
        """The records of a table, each behind the document that it belongs to, if to one."""
        whole = self._relation(table.name)
        fields = [f for f in table.kind.__struct_fields__ if f in whole.columns]
        owner = ColumnExpression(_OWNER) if table.owned else ConstantExpression("")
        found = whole.select(owner, *written(table.kind, fields)).fetchall()
        for n in range(0, len(found), _MANY):
            rows = found[n : n + _MANY]
            records = converted((dict(zip(fields, r[1:], strict=True)) for r in rows), table.kind)
            yield from zip((r[0] for r in rows), records, strict=True)


def written(kind: type[Struct], fields: Iterable[str]) -> list[Expression]:
    """Give the columns of a record's fields as `converted` takes their values."""
    moments = _moments(kind)
    return [_moment(f) if f in moments else ColumnExpression(f) for f in fields]


def _moments(kind: type[Struct]) -> set[str]:
    """The fields that hold a moment; none lies deeper in a record."""
    hints = typing.get_type_hints(kind)
    return {f for f, hint in hints.items() if hint in (datetime, datetime | None)}


def _moment(name: str) -> Expression:
    """A column of moments as they are written: DuckDB's own are in a time zone of pytz."""
    plain = FunctionExpression(
        "make_timestamp", FunctionExpression("epoch_us", ColumnExpression(name))
    )
    return FunctionExpression("strftime", plain, ConstantExpression(_MOMENT)).alias(name)


def converted(rows: Iterable[Mapping[str, object]], kind: type[R]) -> tuple[R, ...]:
    """Give the records that rows are; raises StoreError where they are none of this version."""
    try:
        return msgspec.convert(list(rows), type=tuple[kind, ...])  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise _other(kind, error) from error


def read(rows: Iterable[str], kind: type[R]) -> tuple[R, ...]:
    """Give the records that rows of JSON are; raises StoreError as `converted` does."""
    try:
        return _decoder(kind).decode(f"[{','.join(rows)}]")
    except msgspec.ValidationError as error:
        raise _other(kind, error) from error


@functools.cache
def _decoder(kind: type[R]) -> msgspec.json.Decoder[tuple[R, ...]]:
    return msgspec.json.Decoder(tuple[kind, ...])  # type: ignore[valid-type]


def _other(kind: type[Struct], error: msgspec.ValidationError) -> StoreError:
    problem = f"the record holds no {kind.__name__} as this version writes it: {error}"
    return StoreError(problem, hint="`wellsourced run CASE` makes the record anew")


class Kept(Snapshot):
    """A record whose tables are decoded once: for one that is asked again and again."""

    def __init__(self, of: Snapshot) -> None:
        super().__init__(of._connect)
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
        self.pointer = case / "CURRENT"

    def current(self) -> Path | None:
        """Give the folder of the snapshot in force; None: nothing was published yet."""
        try:
            number = int(self.pointer.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            hint = f"write the number of a folder in {self.folder} into it, or run again"
            raise StoreError(f"{self.pointer} holds no number", hint=hint) from error
        return self.folder / str(number)

    def manifest(self) -> Manifest | None:
        """Give the manifest in force."""
        folder = self.current()
        return manifest_in(folder) if folder else None

    def sound(self) -> bool:
        """Whether the record in force is the file that was published."""
        folder = self.current()
        manifest = manifest_in(folder) if folder else None
        if folder is None or manifest is None or not (folder / RECORD).is_file():
            return False
        return seal_of(folder / RECORD) == manifest.record

    def numbers(self) -> list[int]:
        """Give the numbers of the snapshots that are kept."""
        if not self.folder.is_dir():
            return []
        return sorted(int(p.name) for p in self.folder.iterdir() if p.name.isdigit())


def manifest_in(folder: Path) -> Manifest | None:
    """Give the manifest of a snapshot; one without it is as good as never made."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, UnicodeDecodeError, msgspec.MsgspecError):
        return None


def snapshot(folder: Path) -> Snapshot:
    """Give the record in a snapshot's folder."""
    return opened(folder / RECORD)


def opened(path: Path) -> Snapshot:
    """Give the record in a DuckDB file, which is opened when the first table is asked for."""

    @functools.cache
    def connection() -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(path), read_only=True)
        except duckdb.Error as error:
            hint = "run the case again; evidence and tasks are kept apart from it"
            raise StoreError(f"{path} cannot be read: {error}", hint=hint) from error

    return Snapshot(connection)
