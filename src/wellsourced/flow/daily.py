"""The record of a day of a large case: made once, shelf by shelf, and kept beside the newest.

It is what a run on the pages of that day gives. Its folder has a manifest, so it gets a register
as any record does, and every screen can be cut from it.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.flow.asof import known_on
from wellsourced.flow.days import there
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.library import Library
from wellsourced.flow.shelves import pages as shelf
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.publish import streams
from wellsourced.flow.shelves.survey import survey
from wellsourced.flow.shelves.telling import Telling
from wellsourced.flow.shelves.texts import Texts
from wellsourced.flow.shelves.weighing import Said, Weighing
from wellsourced.flow.shelves.whole import PAGES, Made
from wellsourced.model import Document, DocumentId, Marks, Task
from wellsourced.store import duck
from wellsourced.store.arrow import table_of
from wellsourced.store.disk import seal_of, sync_folder, writing
from wellsourced.store.evidence import Came
from wellsourced.store.lock import alone, wait
from wellsourced.store.snapshots import MANIFEST, RECORD, Manifest
from wellsourced.store.tables import DOCUMENTS, LAYERS, PARTS, REJECTED

KEPT = 4  # days whose records are kept
_LOCK = ".day.lock"


def made(
    at: Path, library: Library, settings: Settings, day: date, added: Mapping[str, Came]
) -> Path:
    """Give the folder of a day's record, which is made of a record's pages if it is not there.

    One makes it, others wait. `added`: when each original came in. Of the days that were made
    before the last few are kept. Raises UnwrittenError if there is no room for it.
    """
    if there(at):
        return at
    with alone(at.parent / _LOCK, f"putting together what was known on {day}", busy=wait):
        if not there(at):
            with _half(at) as half:
                _record(half, library, settings, day, added)
                half.rename(at)
                sync_folder(at.parent)
            _tidy(at)
    return at


@contextmanager
def _half(at: Path) -> Iterator[Path]:
    half = at.parent / f".{at.name}.{os.getpid()}"
    for left in at.parent.glob(".*-*.*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with writing(half):
            half.mkdir(parents=True)
            yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _tidy(newest: Path) -> None:
    days = sorted(newest.parent.glob(f"*/{MANIFEST}"), key=lambda m: m.stat().st_mtime_ns)
    for manifest in days[:-KEPT]:
        shutil.rmtree(manifest.parent, ignore_errors=True)


def _record(
    folder: Path, library: Library, settings: Settings, day: date, added: Mapping[str, Came]
) -> None:
    """Put the pages of the day on shelves, and link and weigh them."""
    tasks = folder / "tasks"
    tasks.mkdir()
    desk = Desk(tasks, settings, _run)
    ids: list[DocumentId] = []
    shelves: list[Path] = []
    for pages in _shelves(_known(library, day, {n: c.at.date() for n, c in added.items()})):
        ids += [d.id for d, _ in pages]
        shelves.append(tasks / f"shelf-{len(shelves)}.cells")
        shelf.put(shelves[-1], pages, settings)
    known = survey(shelves, ids, desk, added)
    told = Telling(known, [str(i) for i in ids], desk).done()
    said = Said(Texts(told, "claim"), Texts(told, "count"))
    counts, claims = Weighing(known, told, said, desk).done()
    tables = {
        **streams(Made(known, shelves, told, counts, claims, said)),
        REJECTED.name: table_of((), REJECTED.kind),
    }
    duck.write(folder / RECORD, tables)
    shutil.rmtree(tasks)
    seal = seal_of(folder / RECORD)
    manifest = Manifest(made_from=f"{day}", chain=None, tables={}, record=seal)
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")


def _run(_: str, tasks: Sequence[Task]) -> None:
    LocalEngine(workers=0).run(tasks, done=lambda _: None)


def _shelves(pages: Iterator[shelf.Page]) -> Iterator[list[shelf.Page]]:
    while found := list(islice(pages, PAGES)):
        yield found


def _known(library: Library, day: date, added: Mapping[str, date]) -> Iterator[shelf.Page]:
    """The pages that could be read on the day, in the order of their ids."""
    total = library.pages_known()
    for first in range(0, total, PAGES):
        ids = [library.page(n) for n in range(first, min(total, first + PAGES))]
        documents, marks = zip(*_pages(library, ids), strict=True)
        yield from zip(*known_on(day, documents, marks, added), strict=True)


def _pages(library: Library, ids: Sequence[DocumentId]) -> Iterator[tuple[Document, Marks]]:
    texts, marks = library.texts(ids), library.marks(ids)
    for i in ids:
        decode = msgspec.json.decode
        parts = tuple(decode(p, type=PARTS.kind) for p in texts[i][PARTS.name])
        document = decode(texts[i][DOCUMENTS.name][0], type=DOCUMENTS.kind).document(parts)
        layers = {
            layer.value: tuple(decode(m, type=table.kind) for m in marks[i][table.name])
            for layer, table in LAYERS
        }
        yield document, replace(Marks(doc=i), **layers)
