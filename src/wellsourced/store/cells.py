"""A file of named cells, written whole; a cell is read without the others."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pyarrow as pa
import zstandard

from wellsourced.errors import StoreError
from wellsourced.store.disk import publish

_MARK = b"cells 1\n"
_LEVEL = 3
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
    return b"".join((_MARK, len(head).to_bytes(4), head, *pressed.values()))


def take(path: Path, names: Iterable[str]) -> list[bytes]:
    """Read some cells of a file.

    Raises StoreError if the file is damaged; it is safe to delete, and made anew.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_MARK)) != _MARK:
                raise _damaged(path, "no cells")
            size = int.from_bytes(file.read(4))
            places = msgspec.msgpack.decode(file.read(size), type=_Places)
            press = zstandard.ZstdDecompressor()
            out = []
            for name in names:
                begin, end = places[name]
                file.seek(len(_MARK) + 4 + size + begin)
                out.append(press.decompress(file.read(end - begin)))
            return out
    except (OSError, KeyError, msgspec.MsgspecError, zstandard.ZstdError) as error:
        raise _damaged(path, str(error)) from error


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
