"""The files of a case in which lies what was imported, and a log that seals each of them.

The log is written first, then the file is put in its place: only what its last line tells of may
not be there yet. The import broke off, and is made by importing again.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.model import digest
from wellsourced.store.broken import Broken, Kind, Looked
from wellsourced.store.disk import publish, seal_of
from wellsourced.store.links import Links
from wellsourced.store.lock import alone, wait

FOLDER, LOG = "imports", "imports/log.jsonl"


class Kept(Struct, frozen=True, kw_only=True):
    """That a file came to lie there, with which bytes; the last line about a file holds."""

    file: str
    sha256: str
    seal: str = ""


def log(case: Path) -> Links[Kept]:
    """Give what came to lie there, in its order."""
    return Links(case, LOG, Kept, _sealed)


def keep(case: Path, name: str, content: bytes) -> bool:
    """Put a file among what was imported; tells whether that changed anything."""
    place = case / FOLDER / name
    kept = Kept(file=name, sha256=hashlib.sha256(content).hexdigest())
    with alone(case / FOLDER / ".lock", "import", busy=wait):
        known = _last(log(case).all()).get(name)
        if known != kept.sha256:
            log(case).append([kept])
        if place.exists() and place.read_bytes() == content:
            return False
        publish(place, content)
    return True


def examined(case: Path) -> Looked:
    """Hold the log against itself, and each file against the log."""
    found = log(case).examined(Kind.IMPORT)
    if found.broken:
        return found
    chain = log(case).all()
    there = {p.name: seal_of(p) for p in sorted((case / FOLDER).glob("*.json"))}
    bad, notes = list(_altered(chain, there)), list(found.notes)
    if bad and bad[0].id == chain[-1].file and _before(chain, there):
        notes.append(f"{bad.pop(0).file}: the last import broke off; import it again")
    if older := sorted(there.keys() - _last(chain).keys()):
        words = f"{len(older)} imports are not sealed ({older[0]} first): an older version made"
        notes.append(f"{words} them; importing the file again seals it")
    return Looked(count=found.count, broken=tuple(bad), notes=tuple(notes))


def _altered(chain: tuple[Kept, ...], there: dict[str, str]) -> Iterator[Broken]:
    """The files that are not what the log tells, that of its last line first."""
    last = _last(chain)
    for name in sorted(last, key=lambda n: (n != chain[-1].file, n)):
        if there.get(name) != last[name]:
            why = "is not what was imported" if name in there else "is gone"
            file = f"{FOLDER}/{name}"
            hint = "import it again"
            yield Broken(kind=Kind.IMPORT, file=file, words=f"{file} {why}", id=name, hint=hint)


def _before(chain: tuple[Kept, ...], there: dict[str, str]) -> bool:
    """Whether the file of the last line is as it was before that line."""
    name = chain[-1].file
    return there.get(name) == _last(chain[:-1]).get(name)


def _last(chain: tuple[Kept, ...]) -> dict[str, str]:
    return {k.file: k.sha256 for k in chain}


def _sealed(kept: Kept, previous: str) -> Kept:
    seal = digest("import", previous, kept.file, kept.sha256, length=64)
    return msgspec.structs.replace(kept, seal=seal)
