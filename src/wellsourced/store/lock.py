"""A lock on a piece of work: one process at a time, and it is gone with the process.

The lock is the kernel's (flock) on a file that stays; within the file stands who holds it, for
those who come later. What a dead process left in it holds nobody up. On a network file system the
lock is kept by the server, where it keeps any; where it does not, nothing is written at all.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from wellsourced.errors import BusyError, StoreError
from wellsourced.store.disk import writing

_NONE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}  # the file system keeps no locks

Busy = Callable[[BusyError], None]


class Holder(Struct, frozen=True, kw_only=True):
    """Who is at work, as it stands in the file."""

    work: str
    pid: int
    host: str


def refuse(busy: BusyError) -> None:
    """Do not wait for who is at work: say who it is."""
    raise busy


def wait(busy: BusyError) -> None:
    """Wait for who is at work, in silence."""


@contextmanager
def alone(file: Path, work: str, *, busy: Busy = refuse) -> Iterator[None]:
    """Let nobody else do this work meanwhile.

    If somebody does, `busy` is told who; when it returns, this waits until they are done.
    """
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.open("a+b", buffering=0)  # nothing is left to be written as it is closed
    with lock:
        _take(lock, file, busy)
        _sign(lock, Holder(work=work, pid=os.getpid(), host=os.uname().nodename))
        yield


def _take(lock: IO[bytes], file: Path, busy: Busy) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        busy(_held(lock, file))
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NONE:
            raise
        hint = "move the case to a disk that keeps locks (on NFS: one with a lock service)"
        raise StoreError(f"the disk of {file} keeps no locks", hint=hint) from error


def _sign(lock: IO[bytes], holder: Holder) -> None:
    """Write down who holds it; on a full disk it is held without a name."""
    with suppress(OSError):
        lock.truncate(0)
        lock.write(msgspec.json.encode(holder))
        lock.flush()


def _held(lock: IO[bytes], file: Path) -> BusyError:
    """Who holds it, and since when: the file was written when they took it."""
    lock.seek(0)
    since = datetime.fromtimestamp(os.fstat(lock.fileno()).st_mtime, UTC)
    try:
        found = msgspec.json.decode(lock.read(), type=Holder)
        who = (
            f"{found.work} (process {found.pid} on {found.host}, since {since:%Y-%m-%d %H:%M} UTC)"
        )
    except msgspec.MsgspecError:
        who = "another process"
    return BusyError(
        f"{file.parent.parent} is in use: {who}", hint="wait for it with --wait, or end it"
    )
