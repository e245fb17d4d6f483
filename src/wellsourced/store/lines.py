"""A file of lines that is only added to; a last line that a crash cut off was never added."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from wellsourced.store.disk import sync_folder, writing

_PIECE = 1 << 16  # bytes that are read at once


def whole(path: Path) -> Iterator[bytes]:
    """Give the lines that are there whole, each with its end; none if there is no file."""
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if line.endswith(b"\n"))


def cut_off(path: Path) -> bytes:
    """Give what stands after the last whole line; only the end of the file is read."""
    if not path.exists():
        return b""
    tail = b""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at and b"\n" not in tail:
            step = min(_PIECE, at)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
    return tail[tail.rfind(b"\n") + 1 :]


def append(path: Path, lines: Iterable[bytes]) -> None:
    """Put lines at the end, over what a crash cut off, and see them on the disk."""
    new = b"".join(lines)
    if not new:
        return
    length = sum(len(line) for line in whole(path))
    with writing(path), path.open("ab") as file:
        file.truncate(length)
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
