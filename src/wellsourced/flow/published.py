"""Whether the record in force is what was published: its file, its tables, their rows."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.derived import differing
from wellsourced.store import beside, streams
from wellsourced.store.broken import Broken, Kind, Looked
from wellsourced.store.disk import seal_of
from wellsourced.store.evidence import Evidence
from wellsourced.store.seals import sealed
from wellsourced.store.snapshots import (
    MANIFEST,
    RECORD,
    Manifest,
    Snapshot,
    Snapshots,
    manifest_in,
    snapshot,
)

_PIECE = 2_000  # rows
_AGAIN = "run the case again"
_LEAVE = "get leave to read it, or copy the case to a sound disk, and verify again"


class _InForce(Struct, frozen=True):
    """The snapshot in force: where it lies, and what its manifest says."""

    case: Path
    folder: Path
    manifest: Manifest

    def broken(self, file: str, words: str, offset: int | None = None) -> Broken:
        name = f"snapshots/{self.folder.name}/{file}"
        words = f"{name}: {words}"
        return Broken(kind=Kind.RECORD, file=name, words=words, offset=offset, hint=_AGAIN)


def examined(case: Path, settings: Callable[[], Settings]) -> Looked:
    """Look at pointer, manifest, file and tables; `count` is 1 if the record can be read."""
    try:
        found = _in_force(case)
    except StoreError as error:
        return Looked(count=0, broken=(_pointer(error.problem, error.hint),))
    except OSError as error:
        words = f"{error.filename} cannot be read: {error.strerror}"
        return Looked(count=0, broken=(_pointer(words, _LEAVE),))
    if found is None:
        return Looked(count=0)
    if isinstance(found, Broken):
        return Looked(count=0, broken=(found,))
    bad = [*_newer(found), *_manifest(found), *_chain(found)]
    seals = _seals(found)
    tables = [name for name, seal in found.manifest.tables.items() if seals.get(name) != seal]
    bad += _file(found, seals, tables)
    readable = bool(found.manifest.tables.keys() <= seals.keys())
    bad += _register(found)
    bad += differing(case, settings, found.folder / RECORD, [t for t in tables if t in seals])
    return Looked(count=int(readable), broken=tuple(bad))


def _in_force(case: Path) -> _InForce | Broken | None:
    snapshots = Snapshots(case)
    folder, numbers = snapshots.current(), snapshots.numbers()
    if folder is None:
        whole = [n for n in numbers if (snapshots.folder / str(n) / MANIFEST).exists()]
        return _pointer("CURRENT is gone: no record is in force", _AGAIN) if whole else None
    if not (folder / RECORD).is_file():
        return _pointer(f"CURRENT names {folder.name}, which holds no record", _AGAIN)
    manifest = manifest_in(folder)
    if manifest is None:
        name = f"snapshots/{folder.name}/{MANIFEST}"
        words = f"{name} is gone, or is no manifest"
        return Broken(kind=Kind.RECORD, file=name, words=words, hint=_AGAIN)
    return _InForce(case, folder, manifest)


def _register(found: _InForce) -> Iterator[Broken]:
    """What screens of a large case are cut from: only what fits is used, and that has to hold."""
    if beside.fits(found.folder):
        at = beside.place(found.folder).name
        for name in beside.altered(found.folder):
            told = found.broken(f"{at}/{name}", "is not what was made from the record")
            yield msgspec.structs.replace(told, hint="`wellsourced serve` makes it anew")


def _pointer(words: str, hint: str) -> Broken:
    return Broken(kind=Kind.RECORD, file="CURRENT", words=words, hint=hint, offset=0)


def _newer(found: _InForce) -> Iterator[Broken]:
    """A record that was published whole, but is not in force."""
    numbers = [n for n in Snapshots(found.case).numbers() if n > int(found.folder.name)]
    for number in numbers[-1:]:
        if (found.folder.parent / str(number) / MANIFEST).exists():
            words = f"CURRENT names {found.folder.name}, but {number} was published after it"
            yield _pointer(words, _AGAIN)


def _manifest(found: _InForce) -> Iterator[Broken]:
    there = (found.folder / MANIFEST).read_bytes()
    good = msgspec.json.format(msgspec.json.encode(found.manifest)) + b"\n"
    if there != good:
        pairs = enumerate(zip(there, good, strict=False))
        least = min(len(there), len(good))
        offset = next((n for n, (a, b) in pairs if a != b), least)
        yield found.broken(MANIFEST, f"byte {offset} is not as it was written", offset)


def _chain(found: _InForce) -> Iterator[Broken]:
    seal = found.manifest.chain
    try:
        there = any(e.seal == seal for e in Evidence(found.case / "evidence").links())
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError):
        return  # the chain itself is broken, and is told of
    if seal and not there:
        words = "evidence chain: links that the record was made from are gone"
        yield Broken(kind=Kind.CHAIN, file="evidence/chain.jsonl", words=words)


def _seals(found: _InForce) -> dict[str, str]:
    """The seals of the tables that can be read."""
    try:
        record = streams.apart(snapshot(found.folder))
    except (StoreError, duckdb.Error):
        return {}
    return dict(_read(record, list(found.manifest.tables)))


def _read(record: Snapshot, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        with suppress(duckdb.Error, UnicodeDecodeError, ValueError, OSError):
            yield name, _seal(record, name)


def _seal(record: Snapshot, name: str) -> str:
    """The seal of a table's rows, of which few are held; with more memory where it has to be."""
    while True:
        try:
            reader = record._relation(name).to_arrow_reader(_PIECE)
            return sealed(reader.schema, reader)
        except (duckdb.OutOfMemoryException, OSError) as error:
            if not streams.roomier(record, error):
                raise


def _file(found: _InForce, seals: dict[str, str], bad: list[str]) -> Iterator[Broken]:
    """The tables that are not what was published, and the file.

    If the file is what was published, but a table is not, the manifest tells another seal of it.
    """
    try:
        same = seal_of(found.folder / RECORD) == found.manifest.record
    except OSError as error:
        told = found.broken(RECORD, f"cannot be read: {error.strerror}")
        yield msgspec.structs.replace(told, hint=_LEAVE)
        return
    for name in bad:
        if same and name in seals:
            at = (found.folder / MANIFEST).read_bytes().find(f'"{name}"'.encode())
            yield found.broken(MANIFEST, f"the seal of table {name} was changed", max(at, 0))
        else:
            words = "is not what was published" if name in seals else "cannot be read"
            yield found.broken(RECORD, f"table {name} {words}")
    if not same:
        words = "" if bad else "; all of its tables read as they did"
        yield found.broken(RECORD, f"the file is not what was published{words}")
