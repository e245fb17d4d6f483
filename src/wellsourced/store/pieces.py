"""The checksums of the originals' pieces: they prove nothing, they tell where to look."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.store import lines
from wellsourced.store.damage import checksums

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


def kept(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Give the line of each original, by its hash, and at which byte of the file it begins.

    What is no such line stands under the empty name, the first of them.
    """
    found: dict[str, tuple[int, bytes]] = {}
    at = 0
    for line in lines.whole(folder / FILE_NAME):
        pieces = read(line)
        found.setdefault(pieces.evidence if pieces else "", (at, line))
        at += len(line)
    return found


def read(line: bytes) -> Pieces | None:
    """Give what a line says, None if it is no such line."""
    try:
        return msgspec.json.decode(line, type=Pieces)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
