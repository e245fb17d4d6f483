"""Rows put from shelves to bundles, over files where they are too many to be held."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from wellsourced.flow.shelves.columns import Places
from wellsourced.flow.shelves.heap import Part

_HELD = 20_000  # rows that are held at one time, at least
_FILES = 128  # at most
_HEAD = struct.Struct("<iii")  # bundle, place within it, bytes


class Spill:
    """The rows of some bundles, taken from the shelves in one go, and given bundle by bundle."""

    def __init__(self, folder: Path, rows: int, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._bundle = np.full(rows, -1, np.int32)
        self._place = np.zeros(rows, np.int32)
        for n, part in enumerate(parts):
            self._bundle[part.rows] = n
            self._place[part.rows] = np.arange(len(part.rows), dtype=np.int32)
        sums = np.cumsum([len(p.rows) for p in parts], dtype=np.int64)
        held = max(_HELD, int(sums[-1]) // _FILES + 1) if len(sums) else _HELD
        self._file = (sums - 1) // held
        self._folder = TemporaryDirectory(dir=folder, prefix=".spill-")
        self._files: list[BinaryIO] = []

    def __enter__(self) -> Self:
        """Open the files."""
        count = int(self._file[-1]) + 1 if len(self._file) else 0
        names = (Path(self._folder.name) / f"{n}" for n in range(count))
        self._files = [name.open("w+b") for name in names]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove them."""
        for file in self._files:
            file.close()
        self._folder.cleanup()

    def wanted(self, own: "slice[int, int, None]") -> Places:
        """Give those that are wanted of the rows of a shelf, by their places on it."""
        return np.flatnonzero(self._bundle[own] >= 0).astype(np.int32)

    def put(self, at: Places, rows: Sequence[bytes]) -> None:
        """Take rows that are wanted."""
        bundle = self._bundle[at]
        places = (bundle, self._place[at], self._file[bundle])
        for row, *place, file in zip(rows, *(x.tolist() for x in places), strict=True):
            self._files[file].write(_HEAD.pack(*place, len(row)) + row)

    def bundles(self) -> Iterator[list[bytes]]:
        """Give the rows of each bundle, in their order."""
        for n, file in enumerate(self._files):
            own = np.flatnonzero(self._file == n).tolist()
            found = {b: [b""] * len(self._parts[b].rows) for b in own}
            file.seek(0)
            while head := file.read(_HEAD.size):
                bundle, place, size = _HEAD.unpack(head)
                found[bundle][place] = file.read(size)
            yield from (found.pop(b) for b in own)
            file.truncate(0)
