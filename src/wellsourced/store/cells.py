"""A file of named cells, written whole; a cell is read without the others."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wellsourced.errors import StoreError
from wellsourced.store.disk import publish_by


def put(path: Path, cells: Mapping[str, bytes]) -> None:
    """Write cells into a file that is there whole or not at all."""
    columns = {name: pa.array([cell], pa.large_binary()) for name, cell in cells.items()}
    table = pa.table(columns)
    publish_by(
        path,
        lambda beside: pq.write_table(
            table, beside, compression="zstd", use_dictionary=False, write_statistics=False
        ),
    )


def take(path: Path, names: Iterable[str]) -> list[bytes]:
    """Read some cells of a file.

    Raises StoreError if the file is damaged; it is safe to delete, and made anew.
    """
    wanted = list(names)
    try:
        with pq.ParquetFile(path) as file:
            found = file.read(columns=wanted)
            return [found.column(name)[0].as_py() for name in wanted]
    except (pa.ArrowException, OSError, KeyError) as error:
        hint = "delete the file and run again: it is made anew"
        raise StoreError(f"{path} cannot be read: {error}", hint=hint) from error


def packed(table: pa.Table) -> bytes:
    """Give a table as a cell."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    cell: bytes = sink.getvalue().to_pybytes()
    return cell


def unpacked(cell: bytes) -> pa.Table:
    """Give the table of a cell."""
    with pa.ipc.open_stream(cell) as stream:
        return stream.read_all()
