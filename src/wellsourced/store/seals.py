"""The seal of a table's rows, the same however they are cut into pieces."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_ROWS = 8_192  # that are sealed in one go


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def sealed(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> str:
    """Give the SHA-256 of a table's columns and rows."""
    seal = hashlib.sha256("\n".join(schema.names).encode())
    for table in _pieces(schema, batches):
        seal.update(len(table).to_bytes(8))
        for column in table.columns:
            _fold(seal, pa.concat_arrays(column.chunks) if column.num_chunks else None)
    return seal.hexdigest()


def _pieces(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows, so many at a time, wherever the batches end."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += len(batch)
        if count >= _ROWS:
            table = pa.Table.from_batches(held, schema)
            whole = count - count % _ROWS
            yield from (table.slice(n, _ROWS) for n in range(0, whole, _ROWS))
            held, count = table.slice(whole).to_batches(), count - whole
    if count:
        yield pa.Table.from_batches(held, schema)


def _fold(seal: _Hash, column: pa.Array | None) -> None:
    if column is None:
        return
    kind = column.type
    seal.update(_raw(column.is_valid().cast(pa.int8())))
    if pa.types.is_struct(kind):
        for inner in column.flatten():
            _fold(seal, inner)
    elif pa.types.is_map(kind):
        pair = pa.struct([("key", kind.key_type), ("value", kind.item_type)])
        _fold(seal, column.cast(pa.list_(pair)))
    elif pa.types.is_list(kind):
        _fold_whole(seal, pc.fill_null(pc.list_value_length(column), 0))
        _fold(seal, column.flatten())
    elif pa.types.is_string(kind):
        filled = pc.fill_null(column, "")
        _fold_whole(seal, pc.binary_length(filled))
        seal.update(_letters(filled))
    else:
        _fold_whole(seal, column)


def _fold_whole(seal: _Hash, column: pa.Array) -> None:
    """Numbers, days and times, as whole numbers or as they are; whether something holds."""
    kind = column.type
    if pa.types.is_temporal(kind):
        column = column.cast(pa.int32() if pa.types.is_date32(kind) else pa.int64())
    if pa.types.is_boolean(kind):
        column = column.cast(pa.int8())
    seal.update(_raw(pc.fill_null(column, 0)))


def _letters(column: pa.Array) -> bytes:
    """The letters of all texts, one after the other, as they lie there."""
    _, ends, letters = column.buffers()
    if not len(column) or letters is None:
        return b""
    places = np.frombuffer(ends, np.int32)[column.offset : column.offset + len(column) + 1]
    return memoryview(letters)[places[0] : places[-1]].tobytes()


def _raw(column: pa.Array) -> bytes:
    found: bytes = column.to_numpy(zero_copy_only=False).tobytes()
    return found
