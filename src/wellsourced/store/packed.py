"""Rows in a file, pressed some at a time, so that any few of very many are read at once."""

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import zstandard

from wellsourced.errors import StoreError

_MARK = b"packed 1\n"
_TOGETHER = 8  # rows
_LEVEL = 3
_WORD = 8  # bytes of a place in the file


def pack(path: Path, rows: Iterable[bytes]) -> None:
    """Write rows into a file; none of them may hold a line break."""
    press = zstandard.ZstdCompressor(level=_LEVEL)
    ends, count = array("q", [len(_MARK)]), 0
    with path.open("wb") as file:
        file.write(_MARK)
        for group in _groups(rows):
            count += len(group)
            cell = press.compress(b"\n".join(group))
            file.write(cell)
            ends.append(ends[-1] + len(cell))
        file.write(ends.tobytes())
        file.write(len(ends).to_bytes(_WORD) + count.to_bytes(_WORD))


def _groups(rows: Iterable[bytes]) -> Iterator[list[bytes]]:
    found = iter(rows)
    while group := list(islice(found, _TOGETHER)):
        yield group


class Packed:
    """A file of rows, read by their numbers; many may read at once, also when it is removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDONLY)
            size = os.fstat(self._file).st_size
            tail = os.pread(self._file, 2 * _WORD, size - 2 * _WORD)
            ends, self.count = int.from_bytes(tail[:_WORD]), int.from_bytes(tail[_WORD:])
            self._ends = array("q")
            places = os.pread(self._file, _WORD * ends, size - _WORD * (ends + 2))
            self._ends.frombytes(places)
        except (OSError, ValueError) as error:
            raise StoreError(f"{path} cannot be read: {error}", hint="delete it") from error

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)

    def rows(self, numbers: Sequence[int]) -> list[bytes]:
        """Give rows by their numbers; raises StoreError if the file is damaged."""
        held: dict[int, list[bytes]] = {}
        for at in sorted({n // _TOGETHER for n in numbers}):
            held[at] = self._group(at)
        return [held[n // _TOGETHER][n % _TOGETHER] for n in numbers]

    def _group(self, at: int) -> list[bytes]:
        start, end = self._ends[at], self._ends[at + 1]
        try:
            cell = zstandard.ZstdDecompressor().decompress(
                os.pread(self._file, end - start, start)
            )
        except zstandard.ZstdError as error:
            raise StoreError(f"{self._path} is damaged: {error}", hint="delete it") from error
        return cell.split(b"\n")
