"""A file of named cells, written whole; a cell is read without the others."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pyarrow as pa
import zstandard

from wellsourced.errors import StoreError
from wellsourced.store.disk import publish

_MARK = b"cells 1\n"
_LEVEL = 3
_SIZE = 4  # bytes that tell how long the list of cells is
_HEAD = 8_192  # bytes in which that list lies, if it is not very long
_Places = dict[str, tuple[int, int]]  # from where to where each cell goes


def put(path: Path, cells: Mapping[str, bytes]) -> None:
    """Write cells into a file that is there whole or not at all."""
    publish(path, whole(cells))


def whole(cells: Mapping[str, bytes]) -> bytes:
    """Give the file that cells are."""
    press = zstandard.ZstdCompressor(level=_LEVEL)
    pressed = {name: press.compress(cell) for name, cell in cells.items()}
    places: _Places = {}
    at = 0
    for name, cell in pressed.items():
        places[name] = at, at + len(cell)
        at += len(cell)
    head = msgspec.msgpack.encode(places)
    return b"".join((_MARK, len(head).to_bytes(_SIZE), head, *pressed.values()))


def take(path: Path, names: Iterable[str]) -> list[bytes]:
    """Read some cells of a file.

    Raises StoreError if the file is damaged; it is safe to delete, and made anew.
    """
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            return _taken(path, file, names)
        finally:
            os.close(file)
    except (OSError, KeyError, msgspec.MsgspecError, zstandard.ZstdError) as error:
        raise _damaged(path, str(error)) from error


def _taken(path: Path, file: int, names: Iterable[str]) -> list[bytes]:
    head = os.pread(file, _HEAD, 0)
    if not head.startswith(_MARK):
        raise _damaged(path, "no cells")
    begins = len(_MARK) + _SIZE
    size = int.from_bytes(head[len(_MARK) : begins])
    if begins + size > len(head):
        head = os.pread(file, begins + size, 0)
    places = msgspec.msgpack.decode(head[begins : begins + size], type=_Places)
    press = zstandard.ZstdDecompressor()
    found = (places[name] for name in names)
    return [press.decompress(os.pread(file, b - a, begins + size + a)) for a, b in found]


def _damaged(path: Path, why: str) -> StoreError:
    hint = "delete the file and run again: it is made anew"
    return StoreError(f"{path} cannot be read: {why}", hint=hint)


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
