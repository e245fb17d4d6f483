"""A file of lines that is only added to; a last line that a crash cut off was never added."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from wellsourced.store.disk import sync_folder, writing


def whole(path: Path) -> Iterator[bytes]:
    """Give the lines that are there whole, each with its end; none if there is no file."""
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if line.endswith(b"\n"))


def cut_off(path: Path) -> bytes:
    """Give what stands after the last whole line."""
    return next((line for line in _all(path)[-1:] if not line.endswith(b"\n")), b"")


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


def _all(path: Path) -> list[bytes]:
    if not path.exists():
        return []
    pieces = path.read_bytes().split(b"\n")  # at nothing else: splitlines would split at \r too
    return [*(piece + b"\n" for piece in pieces[:-1]), *pieces[-1:]]
