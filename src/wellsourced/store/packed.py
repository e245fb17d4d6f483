"""Rows in a file, pressed some at a time, so that any few of very many are read at once."""

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import zstandard

from wellsourced.errors import StoreError

_MARK = b"packed 1\n"
_LEVEL = 3
_WORD = 8  # bytes of a place in the file


def pack(path: Path, rows: Iterable[bytes], *, together: int = 1) -> None:
    """Write rows into a file, so many pressed `together`; none of them may hold a line break."""
    press = zstandard.ZstdCompressor(level=_LEVEL)
    ends, count = array("q", [len(_MARK)]), 0
    with path.open("wb") as file:
        file.write(_MARK)
        for group in _groups(rows, together):
            count += len(group)
            cell = press.compress(b"\n".join(group))
            file.write(cell)
            ends.append(ends[-1] + len(cell))
        file.write(ends.tobytes())
        file.write(b"".join(n.to_bytes(_WORD) for n in (len(ends), count, together)))


def _groups(rows: Iterable[bytes], together: int) -> Iterator[list[bytes]]:
    found = iter(rows)
    while group := list(islice(found, together)):
        yield group


class Packed:
    """A file of rows, read by their numbers; many may read at once, also when it is removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDONLY)
            size = os.fstat(self._file).st_size
            tail = os.pread(self._file, 3 * _WORD, size - 3 * _WORD)
            numbers = (int.from_bytes(tail[at : at + _WORD]) for at in range(0, 3 * _WORD, _WORD))
            ends, self.count, self._together = numbers
            self._ends = array("q")
            places = os.pread(self._file, _WORD * ends, size - _WORD * (ends + 3))
            self._ends.frombytes(places)
        except (OSError, ValueError) as error:
            raise StoreError(f"{path} cannot be read: {error}", hint="delete it") from error

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)

    def rows(self, numbers: Sequence[int]) -> list[bytes]:
        """Give rows by their numbers; raises StoreError if the file is damaged."""
        held: dict[int, list[bytes]] = {}
        for at in sorted({n // self._together for n in numbers}):
            held[at] = self._group(at)
        return [held[n // self._together][n % self._together] for n in numbers]

    def _group(self, at: int) -> list[bytes]:
        start, end = self._ends[at], self._ends[at + 1]
        try:
            cell = zstandard.ZstdDecompressor().decompress(
                os.pread(self._file, end - start, start)
            )
        except zstandard.ZstdError as error:
            raise StoreError(f"{self._path} is damaged: {error}", hint="delete it") from error
        return cell.split(b"\n")
