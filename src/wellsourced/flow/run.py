"""A case brought up to date: what is new is read and marked, then all is linked and weighed."""

import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.flow.anew import tables_of
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.perpage import PerPage
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.index import Index
from wellsourced.flow.shelves.publish import streams
from wellsourced.flow.shelves.whole import made as shelved
from wellsourced.flow.summary import Progress, Summary
from wellsourced.flow.tasks import Marked, MarkTask, Read, ReadTask
from wellsourced.flow.version import version_of
from wellsourced.flow.versions import versioned
from wellsourced.model import Document, DocumentId, Engine, Marks, Rejected, Task, digest
from wellsourced.store import duck
from wellsourced.store import tasks as files
from wellsourced.store.arrow import table_of
from wellsourced.store.evidence import Entry, Evidence
from wellsourced.store.lock import Busy, alone, refuse
from wellsourced.store.snapshots import Snapshots, snapshot
from wellsourced.store.tables import REJECTED

LARGE = 500
"""Pages from which on a case is kept on shelves."""

_MANY = 20  # tasks from which handing them to workers pays


def bring_up(
    case: Path,
    settings: Settings,
    *,
    engine: Engine,
    progress: Progress,
    retry: bool = False,
    busy: Busy = refuse,
) -> Summary:
    """Bring a case up to date; may be cut off anywhere and run again.

    `engine`: what the tasks are run by; the record is the same by any. `retry`: try pages
    again that were set aside because a worker was lost of them. `busy` is told who else runs the
    case, and may return to wait for them.
    """
    evidence = Evidence(case / "evidence")
    with _alone(case, busy):
        head = _head(evidence)
        entries = evidence.pages()
        work = PerPage(case, settings, [e for e in entries if e.evidence], engine, progress)
        read = work.read(retry=retry)
        index = Index(case / "tasks", settings) if len(work.reads) >= LARGE else None
        marked = work.mark(index, retry=retry)
        publish = _Publish(case, settings, entries, head, engine)
        published = publish.changed((work.reads, work.marks), index, progress)
    current = Snapshots(case).current()
    assert current
    record = snapshot(current)
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


def _head(evidence: Evidence) -> str | None:
    """Give the seal of the last link of the chain."""
    last = deque(evidence.links(), maxlen=1)
    return last[0].seal if last else None


class _Publish(NamedTuple):
    """Links, weighs and publishes a case."""

    case: Path
    settings: Settings
    entries: list[Entry]
    chain: str | None  # the seal of the last link there was when the run began
    engine: Engine

    def changed(
        self,
        tasks: tuple[Sequence[ReadTask], Sequence[MarkTask]],
        index: Index | None,
        progress: Progress,
    ) -> bool:
        """Publish, unless that was done with exactly this; tells whether it was."""
        snapshots = Snapshots(self.case)
        made_from = _made_from(self.settings, self.entries, tasks[1])
        if _in_force(snapshots, made_from):
            return False
        progress("weigh", 0, 1)
        evidence = Evidence(self.case / "evidence")
        tables = self._large(tasks, index, evidence) if index else self._small(tasks, evidence)
        duck.publish(self.case, tables, made_from=made_from, chain=self.chain)
        progress("weigh", 1, 1)
        return True

    def _small(
        self, tasks: tuple[Sequence[ReadTask], Sequence[MarkTask]], evidence: Evidence
    ) -> duck.Tables:
        """All pages at once."""
        documents, marks, rejected = _gathered(self.entries, *tasks)
        documents = versioned(documents, evidence.order())
        return {
            **tables_of(documents, marks, self.settings),
            REJECTED.name: table_of(rejected, REJECTED.kind),
        }

    def _large(
        self,
        tasks: tuple[Sequence[ReadTask], Sequence[MarkTask]],
        index: Index,
        evidence: Evidence,
    ) -> duck.Tables:
        """Shelf by shelf, and only those that changed."""
        listed, rejected = index.listed(zip(*tasks, strict=True))
        desk = Desk(self.case / "tasks", self.settings, self._run)
        found = shelved(listed, evidence.order(), desk)
        rows = _in_order([*_unread(self.entries), *rejected])
        return {**streams(found), REJECTED.name: table_of(rows, REJECTED.kind)}

    def _run(self, _: str, tasks: Sequence[Task]) -> None:
        """A few tasks are done sooner here than by workers that have to be started."""
        engine = self.engine if len(tasks) >= _MANY else LocalEngine(workers=0)
        engine.run(tasks, done=lambda _: None)


def _in_force(snapshots: Snapshots, made_from: str) -> bool:
    """Whether the record made from this is in force, the newest, and as it was written."""
    current, manifest = snapshots.current(), snapshots.manifest()
    same = manifest is not None and manifest.made_from == made_from
    newest = current is not None and snapshots.numbers()[-1:] == [int(current.name)]
    return same and newest and snapshots.sound()


def _made_from(settings: Settings, entries: list[Entry], marks: Iterable[MarkTask]) -> str:
    """Seal all that a record depends on; the marks' names hold what they depend on."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    unread = [f"{e.file}: {e.reason}" for e in entries if e.evidence is None]
    seals = sorted(bytes.fromhex(digest(t.input, t.output.name, length=32)) for t in marks)
    return digest(*codes, settings.digest(), *unread, b"".join(seals), length=32)


def _gathered(
    entries: list[Entry], reads: Sequence[ReadTask], tasks: Sequence[MarkTask]
) -> tuple[tuple[Document, ...], tuple[Marks, ...], list[Rejected]]:
    """Give all documents and their marks, sorted by id, and all that failed."""
    read = [row for task in reads for row in files.take(task.output, Read)]
    marked = [row for task in tasks for row in files.take(task.output, Marked)]
    documents = {r.document.id: r.document for r in read if r.document}
    marks = {r.marks.doc: r.marks for r in marked if r.marks}
    rejected = _unread(entries)
    rejected += [r.rejected for r in read if r.rejected]
    rejected += [r.rejected for r in marked if r.rejected]
    ids = sorted(documents)
    return (
        tuple(documents[i] for i in ids),
        tuple(marks.get(i, Marks(doc=DocumentId(i))) for i in ids),
        _in_order(rejected),
    )


def _unread(entries: list[Entry]) -> list[Rejected]:
    return [Rejected(stage="add", input=e.file, reason=e.reason) for e in entries if e.reason]


def _in_order(rejected: list[Rejected]) -> list[Rejected]:
    return sorted(rejected, key=lambda r: (r.input, r.stage, r.reason))


@contextmanager
def _alone(case: Path, busy: Busy) -> Iterator[None]:
    """Let no second run work on the case; what a killed run left half written is removed."""
    folder = case / "tasks"
    with alone(folder / ".lock", "run", busy=busy):
        for half in (*folder.glob(".*.cells.*"), *folder.glob("*.bundle*"), *_halves(case)):
            with suppress(FileNotFoundError):
                half.unlink()
        for spilt in folder.glob(".spill-*"):
            shutil.rmtree(spilt, ignore_errors=True)
        yield


def _halves(case: Path) -> Iterator[Path]:
    yield from case.glob(".CURRENT.*")
    yield from (case / "tasks").glob(".again.json.*")
