"""Rows of a table put in order, over a file where they are more than are held at one time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_HELD = 50_000  # rows
_MANY = 1 << 21  # rows from which on heaps are parted by two letters and not by one
_PRESS = "snappy"


def joined(pieces: Iterable[pa.Table], rows: int = 0) -> Iterator[pa.Table]:
    """Give pieces so large that a table is not made of crumbs; at least one, for the columns.

    >>> crumbs = [pa.table({"a": [n]}) for n in range(3)]
    >>> [t.column("a").to_pylist() for t in joined(crumbs, 2)]
    [[0, 1], [2]]
    """
    held: list[pa.Table] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += len(piece)
        if count >= (rows or _HELD):
            yield pa.concat_tables(held)
            held, count = [piece.slice(0, 0)], 0
    if held:
        yield pa.concat_tables(held)


def ordered(
    pieces: Iterable[pa.Table], by: str, folder: Path | None, *, rows: int = 0
) -> Iterator[pa.Table]:
    """Give rows in the order of some columns, heap by heap; heaps lie in a file in a folder.

    On a heap lies what has the same in all columns but the last and begins with the same letters
    there: of names that are digests all heaps are about as large. `rows`: how many there may be.

    >>> pieces = [pa.table({"id": ["b", "c"]}), pa.table({"id": ["a"]})]
    >>> [t.column("id").to_pylist() for t in ordered(pieces, "id", None)]
    [['a', 'b', 'c']]
    """
    columns = by.split(", ")
    tables = joined(pieces)
    first = list(zip(range(2), tables, strict=False))
    if len(first) < 2:
        yield from (_sorted(table, columns) for _, table in first)
        return
    with TemporaryFile(dir=folder) as file:
        heaps = _Heaps(file, columns, letters=1 if rows < _MANY else 2)
        for table in chain((t for _, t in first), tables):
            heaps.lay(table)
        yield from (_sorted(table, columns) for table in heaps.taken())


class _Heaps:
    """Rows put on heaps, in a file."""

    def __init__(self, file: BinaryIO, columns: Sequence[str], *, letters: int) -> None:
        self._file, self._columns, self._letters = file, columns, letters
        self._places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._schema = pa.schema([])

    def lay(self, table: pa.Table) -> None:
        """Put rows on their heaps."""
        self._schema = table.schema
        found = self._keys(table).dictionary_encode()
        heap = found.indices.to_numpy()
        rows = _whole(table).take(pa.array(np.argsort(heap, kind="stable")))
        ends = np.cumsum(np.bincount(heap, minlength=1)).tolist()
        for key, begin, end in zip(found.dictionary.to_pylist(), (0, *ends), ends, strict=False):
            self._write(key, rows.slice(begin, end - begin))

    def _keys(self, table: pa.Table) -> pa.Array:
        """The heap of each row; heaps sort as rows do."""
        *others, last = (table.column(c).combine_chunks() for c in self._columns)
        letters = pc.utf8_slice_codeunits(last, 0, self._letters)
        return pc.binary_join_element_wise(*others, letters, "\0")

    def _write(self, key: str, rows: pa.RecordBatch) -> None:
        cell = rows.serialize()
        pressed = pa.compress(cell, codec=_PRESS)
        self._places[key].append((self._file.tell(), len(pressed), len(cell)))
        self._file.write(pressed)

    def taken(self) -> Iterator[pa.Table]:
        """Give the heaps in their order."""
        for key in sorted(self._places):
            cells = (self._read(*place) for place in self._places.pop(key))
            batches = [pa.ipc.read_record_batch(cell, self._schema) for cell in cells]
            yield pa.Table.from_batches(batches)

    def _read(self, at: int, size: int, whole: int) -> pa.Buffer:
        self._file.seek(at)
        return pa.decompress(self._file.read(size), whole, codec=_PRESS)


def _sorted(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Rows in their order; they are laid anew, as not everybody can read a part of a table."""
    order = pc.sort_indices(table, [(c, "ascending") for c in columns])
    return pa.Table.from_batches([_whole(table).take(order)])


def _whole(table: pa.Table) -> pa.RecordBatch:
    """A table in one piece: rows of many pieces are taken slowly."""
    columns = [column.combine_chunks() for column in table.columns]
    return pa.RecordBatch.from_arrays(columns, schema=table.schema)
