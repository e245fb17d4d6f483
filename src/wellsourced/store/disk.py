"""Files that are there whole or not at all."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path


def publish(path: Path, content: bytes) -> None:
    """Write a file beside its place, make sure that it is on the disk, and move it there."""

    def write(beside: Path) -> None:
        beside.write_bytes(content)

    publish_by(path, write)


def publish_by(path: Path, write: Callable[[Path], None]) -> None:
    """As `publish`, for content that `write` puts into the file it is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def seal_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make sure that the folder's names are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
