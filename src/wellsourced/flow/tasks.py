"""File tasks: each a pure function from what was added to one file; done means it exists."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.flow import work
from wellsourced.flow.version import version_of
from wellsourced.model import Document, DocumentId, Marks, Part, PartId, PartKind, Rejected, digest
from wellsourced.store import tasks as files
from wellsourced.store.arrow import UnfitError
from wellsourced.store.evidence import Entry, Evidence

_SENTENCE = "Five men were killed near the bridge on Monday, officials told the Orm Herald."


class Read(Struct, frozen=True, kw_only=True):
    """A row of a reading task: one of the two; `lost`: no worker came back from it."""

    document: Document | None = None
    rejected: Rejected | None = None
    lost: bool = False


class Marked(Struct, frozen=True, kw_only=True):
    """A row of a marking task: one of the two; `lost`: no worker came back from it."""

    marks: Marks | None = None
    rejected: Rejected | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Reads one page of the evidence."""

    entry: Entry
    evidence: Path
    settings: Settings
    output: Path

    @property
    def input(self) -> str:
        """What it works on, in words."""
        return self.entry.file

    def run(self) -> None:
        """Read the page."""
        found = work.read(Evidence(self.evidence).page(self.entry), self.settings)
        _fitted(found)
        try:
            self._publish(found)
        except UnfitError as error:
            self._publish([Rejected(stage="read", input=self.input, reason=error.problem)])

    def reject(self, reason: str) -> None:
        """Set the page aside: no worker came back from it."""
        rejected = Rejected(stage="read", input=self.input, reason=_aside(reason))
        files.put(self.output, [Read(rejected=rejected, lost=True)], Read)

    @property
    def lost(self) -> bool:
        """Whether the page was set aside."""
        return self.output.exists() and any(r.lost for r in files.take(self.output, Read))

    def _publish(self, found: list[Document | Rejected]) -> None:
        rows = [
            Read(rejected=r) if isinstance(r, Rejected) else Read(document=r)
            for r in found or [Rejected(stage="read", input=self.input, reason="nothing in it")]
        ]
        files.put(self.output, rows, Read)


@dataclass(frozen=True, slots=True)
class MarkTask:
    """Marks the documents of one reading task."""

    input: str
    source: Path
    settings: Settings
    output: Path

    def prepare(self) -> None:
        """Load parser and word lists, by marking a sentence."""
        part = Part(id=PartId("p1"), kind=PartKind.BODY, start=0, end=len(_SENTENCE))
        bare = Document(id=DocumentId(""), evidence="", file="", text=_SENTENCE, parts=(part,))
        list(work.mark([bare], self.settings))

    def run(self) -> None:
        """Mark the documents."""
        documents = [r.document for r in files.take(self.source, Read) if r.document]
        found = list(work.mark(documents, self.settings))
        _fitted(found)
        try:
            files.put(self.output, [_row(m) for m in found], Marked)
        except UnfitError as error:
            rejected = Rejected(stage="mark", input=self.input, reason=error.problem)
            files.put(self.output, [Marked(rejected=rejected)], Marked)

    def reject(self, reason: str) -> None:
        """Set the page aside: no worker came back from it."""
        rejected = Rejected(stage="mark", input=self.input, reason=_aside(reason))
        files.put(self.output, [Marked(rejected=rejected, lost=True)], Marked)

    @property
    def lost(self) -> bool:
        """Whether the page was set aside."""
        return self.output.exists() and any(m.lost for m in files.take(self.output, Marked))


class Naming:
    """Names the tasks of a case by all that their results depend on."""

    def __init__(self, evidence: Path, settings: Settings, folder: Path) -> None:
        self.evidence, self.settings, self.folder = evidence, settings, folder
        self._seal = settings.digest()

    def reading(self, entry: Entry) -> ReadTask:
        """Give the task that reads a page."""
        what = msgspec.json.encode((entry.evidence, *entry.what()))
        name = digest(version_of("read"), self._seal, what, length=32)
        return ReadTask(entry, self.evidence, self.settings, self.folder / f"read-{name}.cells")

    def marking(self, task: ReadTask) -> MarkTask:
        """Give the task that marks what another has read."""
        seal = hashlib.sha256(task.output.read_bytes()).hexdigest()
        name = digest(version_of("mark"), self._seal, seal, length=32)
        return self.marked(task, f"mark-{name}.cells")

    def marked(self, task: ReadTask, name: str) -> MarkTask:
        """Give the task that marks what another has read, and writes into the file so named."""
        return MarkTask(task.input, task.output, self.settings, self.folder / name)


def _fitted(found: Iterable[Document | Marks | Rejected]) -> None:
    """What memory did not suffice for is for another worker, with nothing in it yet."""
    for one in found:
        if isinstance(one, Rejected) and one.reason.startswith(MemoryError.__name__):
            raise MemoryError(one.reason)


def _aside(reason: str) -> str:
    return f"{reason}; set aside until the page or the program changes, or run --retry"


def _row(found: Marks | Rejected) -> Marked:
    return Marked(rejected=found) if isinstance(found, Rejected) else Marked(marks=found)
