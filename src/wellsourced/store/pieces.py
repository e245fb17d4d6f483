"""The checksums of the originals' pieces: they prove nothing, they tell where to look."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.store import lines
from wellsourced.store.damage import checksums
from wellsourced.store.drawer import Drawer

FILE_NAME = "pieces.jsonl"


class Pieces(Struct, frozen=True):
    """Of an original, by its hash: a checksum for each 512 bytes."""

    evidence: str
    size: int
    sums: str

    def line(self) -> bytes:
        """Give the line that is kept."""
        return msgspec.json.encode(self) + b"\n"


def pieces_of(evidence: str, body: bytes) -> Pieces:
    """Give what is to be kept of an original."""
    return Pieces(evidence, len(body), checksums(body))


def keep(folder: Path, new: Iterable[Pieces]) -> None:
    """Add to what is kept in a folder of evidence."""
    lines.append(folder / FILE_NAME, (p.line() for p in new))


def count(folder: Path) -> int:
    """Tell of how many added originals something is kept."""
    return sum(1 for _ in lines.whole(folder / FILE_NAME))


class Kept:
    """The lines that were there when it was asked, of each original the first; none is held.

    What is no such line stands under the empty name.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._places = Drawer(int)
        self._count = 0
        for name, at in self._lines():
            self._places.new(name, at)
            self._count += 1

    def of(self, evidence: str) -> tuple[int, bytes]:
        """Give the line of an original, and at which byte of the file it begins, if it has one."""
        at = self._places.get(evidence)
        if at is None:
            return 0, b""
        with self._file.open("rb") as file:
            file.seek(at)
            return at, file.readline()

    def each(self) -> Iterator[tuple[str, int]]:
        """Give the originals by their hashes, each with the byte at which its line begins."""
        for name, at in islice(self._lines(), self._count):
            if self._places.get(name) == at:
                yield name, at

    def _lines(self) -> Iterator[tuple[str, int]]:
        at = 0
        for line in lines.whole(self._file):
            pieces = read(line)
            yield pieces.evidence if pieces else "", at
            at += len(line)


def read(line: bytes) -> Pieces | None:
    """Give what a line says, None if it is no such line."""
    try:
        return msgspec.json.decode(line, type=Pieces)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
