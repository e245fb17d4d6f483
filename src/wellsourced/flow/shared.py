"""A case's record in an object store: published whole, fetched whole.

A publication is a folder named by what is in it; its index, which is put last, names each of its
files with its hash, and CURRENT names the folder in force. So nobody can fetch a half: without
its index a folder is none, and a file that is not as the index says is refused.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from wellsourced.config import FILE_NAME
from wellsourced.errors import IntegrityError, StoreError
from wellsourced.flow.sent import fetch as fetch_whole
from wellsourced.flow.sent import named
from wellsourced.model import Published, digest
from wellsourced.store.depot import Depot
from wellsourced.store.disk import publish as publish_file
from wellsourced.store.disk import seal_of, sync_folder
from wellsourced.store.evidence import Evidence
from wellsourced.store.imported import FOLDER, LOG
from wellsourced.store.snapshots import MANIFEST, RECORD, Snapshots

_CURRENT, _INDEX, _CHAIN = "CURRENT", "index.json", "chain.jsonl"
_BESIDE = (RECORD, MANIFEST, _CHAIN, FILE_NAME, LOG)
_KNOWN = re.compile(rf"{'|'.join(map(re.escape, _BESIDE))}|{FOLDER}/[\w-]+\.json")


def publish(case: Path, url: str, *, originals: bool = False) -> Published:
    """Put the record in force into an object store, and then say that it is the one in force.

    `originals`: with the pages as they were added. What is there already is not sent again.
    Raises StoreError if the case has no record.
    """
    depot = Depot(url)
    files = _files(case)
    seals = {name: seal_of(path) for name, path in files.items()}
    kept = sorted(_originals(case)) if originals else []
    there = depot.names("evidence") if kept else frozenset()
    for path in kept:
        if (name := named(path, case)) not in there:
            depot.put(name, path.read_bytes())
    name = digest(msgspec.json.encode((sorted(seals.items()), len(kept))))
    found = Published(name=name, files=seals, originals=len(kept))
    if depot.get(f"snapshots/{name}/{_INDEX}") is None:
        for file, path in files.items():
            depot.upload(f"snapshots/{name}/{file}", str(path))
        depot.put(f"snapshots/{name}/{_INDEX}", msgspec.json.encode(found))
    depot.write(_CURRENT, f"{name}\n".encode("ascii"))
    return found


def fetch(url: str, case: Path) -> Published:
    """Make a case of the publication in force, or bring one up to it; to be asked, not run.

    Raises StoreError if there is none, IntegrityError if a file is not what was published.
    """
    depot = Depot(url)
    found = _in_force(depot)
    here = _here(case)
    if {name: seal_of(path) for name, path in here.items()} != found.files:
        _take(depot, found, case, here)
    if found.originals:
        places = list(_originals(case))
        fetch_whole(depot, case, [p for p in places if not p.exists()])
    return found


def _files(case: Path) -> dict[str, Path]:
    """The files of a publication, by name."""
    if Snapshots(case).current() is None:
        raise StoreError(f"{case} has no record yet", hint=f"wellsourced run {case} makes it")
    return _here(case)


def _here(case: Path) -> dict[str, Path]:
    """What a case has of the files that a publication is made of, by name."""
    current = Snapshots(case).current()
    own = {name: current / name for name in (RECORD, MANIFEST)} if current else {}
    brought = {named(p, case): p for p in sorted((case / FOLDER).glob("*.json"))}
    beside = {name: _place(case, name) for name in (_CHAIN, FILE_NAME, LOG)}
    return {name: path for name, path in (own | brought | beside).items() if path.exists()}


def _place(case: Path, name: str) -> Path:
    """Where a file lies in a case that is none of its record."""
    return case / "evidence" / name if name == _CHAIN else case / name


def _originals(case: Path) -> Iterator[Path]:
    evidence = Evidence(case / "evidence")
    yield from {evidence.path(e.evidence) for e in evidence.chain() if e.evidence}


def _in_force(depot: Depot) -> Published:
    name = (depot.read(_CURRENT) or b"").decode("ascii", "replace").strip()
    index = depot.get(f"snapshots/{name}/{_INDEX}") if name else None
    if index is None:
        hint = "`wellsourced publish CASE ADDRESS` puts one there"
        raise StoreError(f"there is no record at {depot.url}", hint=hint)
    return msgspec.json.decode(index, type=Published)


def _take(depot: Depot, found: Published, case: Path, here: dict[str, Path]) -> None:
    """Fetch all files that are not here, see that they are what was published; put them in force.

    What was imported comes before the log that seals it.
    """
    snapshots = Snapshots(case)
    half = snapshots.folder / f".half-{found.name}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    (half / FOLDER).mkdir()
    for file, seal in found.files.items():
        if not _KNOWN.fullmatch(file):
            raise IntegrityError(f"{depot.url}: {file!r} is no file of a publication")
        if file in here and seal_of(here[file]) == seal:
            shutil.copyfile(here[file], half / file)
        else:
            depot.download(f"snapshots/{found.name}/{file}", str(half / file))
        if seal_of(half / file) != seal:
            raise IntegrityError(f"{depot.url}: {file} is not what was published")
    for file in sorted({*found.files} - {RECORD, MANIFEST}, key=lambda f: (f == LOG, f)):
        publish_file(_place(case, file), (half / file).read_bytes())
        (half / file).unlink()
    (half / FOLDER).rmdir()
    numbers = snapshots.numbers()
    folder = snapshots.folder / str(numbers[-1] + 1 if numbers else 1)
    half.rename(folder)
    sync_folder(snapshots.folder)
    publish_file(snapshots.pointer, f"{folder.name}\n".encode("ascii"))
