"""A case brought up to date: what is new is read and marked, then all is linked and weighed."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.record import tables_of
from wellsourced.flow.tasks import Marked, MarkTask, Read, ReadTask, mark_task, read_task
from wellsourced.flow.version import version_of
from wellsourced.flow.versions import versioned
from wellsourced.model import Document, DocumentId, Engine, Marks, Rejected, Task, digest
from wellsourced.store import duck
from wellsourced.store import tasks as files
from wellsourced.store.arrow import table_of
from wellsourced.store.evidence import Entry, Evidence
from wellsourced.store.tables import REJECTED

Progress = Callable[[str, int, int], None]  # stage, done, of how many
T = TypeVar("T", bound=Task)

_MANY = 20  # pages from which a second worker pays


class Summary(Struct, frozen=True, kw_only=True):
    """What a run did: how many pages there are, were read and marked anew, and what failed."""

    pages: int
    read: int
    marked: int
    documents: int
    claims: int
    rejected: tuple[Rejected, ...]
    snapshot: str
    published: bool  # False: nothing had changed


def bring_up(
    case: Path,
    settings: Settings,
    *,
    workers: int | None = None,
    progress: Progress,
) -> Summary:
    """Bring a case up to date; may be cut off anywhere and run again.

    `workers` None: one process, or two from twenty pages; 0: none but this.
    """
    evidence, folder = Evidence(case / "evidence"), case / "tasks"
    with _alone(folder):
        entries = evidence.pages()
        reads = [read_task(e, evidence.folder, settings, folder) for e in entries if e.evidence]
        read = _run(reads, "read", workers, progress)
        marks = [mark_task(t, folder) for t in reads]
        marked = _run(marks, "mark", workers, progress)
        published = _publish(case, settings, entries, (reads, marks), progress)
    current = duck.Snapshots(case).current()
    assert current
    record = duck.snapshot(current)
    return Summary(
        pages=len(entries),
        read=read,
        marked=marked,
        documents=record.count("documents"),
        claims=record.count("claims"),
        rejected=record.rows(REJECTED),
        snapshot=current.name,
        published=published,
    )


def _run(tasks: list[T], stage: str, workers: int | None, progress: Progress) -> int:
    """Do the tasks whose output is not there; gives how many those were."""
    todo = [t for t in tasks if not t.output.exists()]
    progress(stage, 0, len(todo))
    finished: list[Task] = []

    def done(task: Task) -> None:
        finished.append(task)
        progress(stage, len(finished), len(todo))

    _engine(workers, len(todo)).run(todo, done=done)
    return len(todo)


def _engine(workers: int | None, tasks: int) -> Engine:
    if workers is None:
        workers = 1 if tasks < _MANY else min(2, os.cpu_count() or 1)
    return LocalEngine(workers=workers)


def _publish(
    case: Path,
    settings: Settings,
    entries: list[Entry],
    tasks: tuple[list[ReadTask], list[MarkTask]],
    progress: Progress,
) -> bool:
    """Link, weigh and publish, unless that was done with exactly this; tells whether it was."""
    snapshots = duck.Snapshots(case)
    made_from = _made_from(settings, entries, tasks[1])
    manifest = snapshots.manifest()
    if manifest and manifest.made_from == made_from:
        return False
    progress("weigh", 0, 1)
    evidence = Evidence(case / "evidence")
    documents, marks, rejected = _gathered(entries, *tasks)
    documents = versioned(documents, evidence.order())
    tables = {
        **tables_of(documents, marks, settings),
        REJECTED.name: table_of(rejected, REJECTED.kind),
    }
    chain = evidence.chain()
    snapshots.publish(tables, made_from=made_from, chain=chain[-1].seal if chain else None)
    progress("weigh", 1, 1)
    return True


def _made_from(settings: Settings, entries: list[Entry], marks: Iterable[MarkTask]) -> str:
    """Seal all that a record depends on; the marks' names hold what they depend on."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    unread = [f"{e.file}: {e.reason}" for e in entries if e.evidence is None]
    names = sorted(f"{t.input} {t.output.name}" for t in marks)
    return digest(*codes, settings.digest(), *unread, *names, length=32)


def _gathered(
    entries: list[Entry], reads: list[ReadTask], tasks: list[MarkTask]
) -> tuple[tuple[Document, ...], tuple[Marks, ...], list[Rejected]]:
    """Give all documents and their marks, sorted by id, and all that failed."""
    read = [row for task in reads for row in files.take(task.output, Read)]
    marked = [row for task in tasks for row in files.take(task.output, Marked)]
    documents = {r.document.id: r.document for r in read if r.document}
    marks = {r.marks.doc: r.marks for r in marked if r.marks}
    rejected = [Rejected(stage="add", input=e.file, reason=e.reason) for e in entries if e.reason]
    rejected += [r.rejected for r in read if r.rejected]
    rejected += [r.rejected for r in marked if r.rejected]
    ids = sorted(documents)
    return (
        tuple(documents[i] for i in ids),
        tuple(marks.get(i, Marks(doc=DocumentId(i))) for i in ids),
        sorted(rejected, key=lambda r: (r.input, r.stage, r.reason)),
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no second run work on the case; what a killed run left half written is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            hint = "wait for it, or end it"
            raise StoreError(f"another run is at work on {folder.parent}", hint=hint) from error
        for half in folder.glob(".*.parquet.*"):
            half.unlink(missing_ok=True)
        yield
