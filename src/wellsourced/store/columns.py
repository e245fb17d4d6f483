"""Tables of a record as Parquet, whose columns are the fields of its records."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
from msgspec import Struct
from pyarrow import parquet

from wellsourced.store import laid
from wellsourced.store.arrow import schema_of, table_of
from wellsourced.store.poured import sparing
from wellsourced.store.snapshots import Snapshot

Write = Callable[[BinaryIO], None]

_BATCH, _GROUP = 6_000, 100_000  # rows


def columns(
    record: Snapshot | None, table: str, kind: type[Struct], rows: Callable[[], Iterable[Struct]]
) -> Write:
    """Give what writes a table as Parquet: from the record where that holds it as it is told."""
    schema = pa.schema([_loose(f) for f in schema_of(kind)])

    def write(out: BinaryIO) -> None:
        query = laid.query(table) if record is not None else None
        if record is None or query is None:
            found = _made(rows(), kind)
        else:
            found = _read(record, query, schema)
        with parquet.ParquetWriter(out, schema, compression="zstd", compression_level=1) as to:
            for piece in found:
                to.write_table(piece.cast(schema), row_group_size=_GROUP)

    return write


def _read(record: Snapshot, query: str, schema: pa.Schema) -> Iterator[pa.Table]:
    fields = ", ".join(f'"{name}"' for name in schema.names)
    with sparing(record) as database:
        for batch in database.sql(f"SELECT {fields} FROM ({query})").to_arrow_reader(_BATCH):
            yield pa.Table.from_batches([batch])


def _made(rows: Iterable[Struct], kind: type[Struct]) -> Iterator[pa.Table]:
    left = iter(rows)
    while some := list(islice(left, _BATCH)):
        yield table_of(some, kind)


def _loose(field: pa.Field) -> pa.Field:
    """A field that may be empty, as the database has all of them."""
    return pa.field(field.name, _loosened(field.type))


def _loosened(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct([_loose(f) for f in kind])
    if pa.types.is_list(kind):
        return pa.list_(pa.field("item", _loosened(kind.value_type)))
    return kind
