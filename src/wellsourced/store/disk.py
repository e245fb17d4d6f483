"""Files that are there whole or not at all."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wellsourced.errors import UnwrittenError

_REMEDY = {
    errno.ENOSPC: "free some space and do it again: nothing is lost, what was done is kept",
    errno.EDQUOT: "your quota is used up: free some space and do it again, nothing is lost",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f) and do it again",
    errno.EROFS: "the disk is mounted read-only: one can ask the case, and export to elsewhere",
    errno.EACCES: "you may not write there: one can ask the case, and export to elsewhere",
    errno.EPERM: "you may not write there: one can ask the case, and export to elsewhere",
    errno.EIO: "the disk is failing: copy the case to another one, and verify it there",
}


def publish(path: Path, content: bytes) -> None:
    """Write a file beside its place, make sure that it is on the disk, and move it there."""

    def write(beside: Path) -> None:
        beside.write_bytes(content)

    publish_by(path, write)


def publish_by(path: Path, write: Callable[[Path], None]) -> None:
    """As `publish`, for content that `write` puts into the file it is given."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            write(beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            with suppress(OSError):  # the first reason is the one to tell
                beside.unlink(missing_ok=True)
        sync_folder(path.parent)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell of what cannot be written which file it was, why, and what to do about it."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        hint = _REMEDY.get(error.errno or 0, "put it right and do it again: nothing is lost")
        raise UnwrittenError(f"{path} cannot be written: {why}", hint=hint) from error


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
