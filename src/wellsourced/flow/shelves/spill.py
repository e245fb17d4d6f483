"""Rows put from shelves to bundles, over files where they are too many to be held."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from wellsourced.flow.shelves.heap import Part, Rowed, cell

_HELD = 50_000  # rows that are held at one time
_HEAD = struct.Struct("<qqi")  # bundle, place within it, bytes


class Spill:
    """The rows of some bundles, taken from the shelves in one go, and given bundle by bundle."""

    def __init__(self, folder: Path, of: Rowed, parts: Sequence[Part]) -> None:
        self._of, self._parts = of, parts
        self._bundle = np.full(len(of.names), -1, np.int64)
        self._place = np.zeros(len(of.names), np.int64)
        for n, part in enumerate(parts):
            self._bundle[part.rows] = n
            self._place[part.rows] = np.arange(len(part.rows))
        sums = np.cumsum([len(p.rows) for p in parts], dtype=np.int64)
        self._file = (sums - 1) // _HELD if len(sums) else sums
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

    def take(self, told: Sequence[Path], name: str) -> None:
        """Take what is wanted of the rows of all shelves."""
        begin = 0
        for path, end in zip(told, self._of.ends.tolist(), strict=True):
            wanted = np.flatnonzero(self._bundle[begin:end] >= 0)
            if len(wanted):
                rows = cell(path, name, list[bytes])
                for n in wanted.tolist():
                    self._put(begin + n, rows[n])
            begin = end

    def _put(self, at: int, row: bytes) -> None:
        bundle = int(self._bundle[at])
        file = self._files[int(self._file[bundle])]
        file.write(_HEAD.pack(bundle, int(self._place[at]), len(row)))
        file.write(row)

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
