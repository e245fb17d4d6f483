"""The register beside a record: whether it is whole, and made of that record and no other.

A register lies in its own folder within the snapshot. Its seal names the record by the hash that
the manifest has, and its own files by size and hash; it is written last, in a folder that is moved
to its place when all is there. What has no seal that fits is never read: it is made anew.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.store.disk import seal_of, sync_folder, writing
from wellsourced.store.lock import alone, wait
from wellsourced.store.snapshots import manifest_in

VERSION = 5  # another one, and registers are made anew
SEAL = "seal.json"
_LOCK = ".register.lock"

Make = Callable[[Path], None]


class Sealed(Struct, frozen=True, kw_only=True):
    """What a register was made of, and what it then was."""

    record: str  # the hash of the record, as its manifest has it
    sizes: dict[str, int]
    files: dict[str, str]  # name -> SHA-256


def place(folder: Path) -> Path:
    """Give where the register of the record in a snapshot's folder lies, if it was made."""
    return folder / f"register-{VERSION}"


def registers(folder: Path) -> list[Path]:
    """Give all registers in a snapshot's folder, also those of other versions."""
    return sorted(p for p in folder.glob("register-*") if p.is_dir())


def fits(folder: Path) -> bool:
    """Whether there is a register, of this record, and with all of its files.

    That the files hold what they held is not looked at: see `altered`.
    """
    seal = _seal(folder)
    return (
        seal is not None
        and seal.record == _record(folder)
        and all(_size(place(folder) / name) == size for name, size in seal.sizes.items())
    )


def altered(folder: Path) -> tuple[str, ...]:
    """Give the files of a register that are not what they were when it was made."""
    seal = _seal(folder)
    if seal is None:
        return (SEAL,)
    at = place(folder)
    known = (name for name, h in seal.files.items() if not _same(at / name, h))
    strange = {p.name for p in at.iterdir()} - {SEAL, *seal.files}
    return tuple(sorted((*known, *strange)))


def ensure(folder: Path, make: Make, *, anew: bool = False) -> Path:
    """Give the register of a record, which `make` puts into the folder it is given, if need be.

    One makes it, others wait. What breaks off leaves nothing that is ever read, and is removed:
    at once, or by the next. `anew`: one that is there is not to be used.
    Raises UnwrittenError if there is no room for it, or nothing can be written there.
    """
    if fits(folder) and not anew:
        return place(folder)
    with alone(folder.parent / _LOCK, "making a register", busy=wait):
        if anew or not fits(folder):  # somebody may have made it meanwhile
            with _half(folder) as half:
                make(half)
                _finish(folder, half)
    return place(folder)


@contextmanager
def _half(folder: Path) -> Iterator[Path]:
    """A folder for what is not yet whole; nobody else makes one here meanwhile."""
    if not folder.is_dir():
        hint = "a newer one is in force: do it again"
        raise StoreError(f"{folder} was removed meanwhile", hint=hint)
    for left in folder.glob(".register-*"):
        shutil.rmtree(left, ignore_errors=True)
    half = folder / f".{place(folder).name}.{os.getpid()}"
    try:
        with writing(half):
            half.mkdir()
            yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _finish(folder: Path, half: Path) -> None:
    """Seal what was made, and move it to its place; those of other versions go."""
    files = sorted(p for p in half.iterdir() if p.is_file())
    for path in files:
        _sync(path)
    seal = Sealed(
        record=_record(folder),
        sizes={p.name: p.stat().st_size for p in files},
        files={p.name: seal_of(p) for p in files},
    )
    (half / SEAL).write_bytes(msgspec.json.format(msgspec.json.encode(seal)) + b"\n")
    _sync(half / SEAL)
    for old in registers(folder):
        shutil.rmtree(old, ignore_errors=True)
    half.rename(place(folder))
    sync_folder(folder)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _seal(folder: Path) -> Sealed | None:
    try:
        return msgspec.json.decode((place(folder) / SEAL).read_bytes(), type=Sealed)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
        return None


def _record(folder: Path) -> str:
    manifest = manifest_in(folder)
    return manifest.record if manifest else ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _same(path: Path, seal: str) -> bool:
    return path.is_file() and seal_of(path) == seal
