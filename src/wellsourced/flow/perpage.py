"""Reading and marking: what is done to each page by itself."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.flow.aside import Aside
from wellsourced.flow.kin import kin
from wellsourced.flow.lazily import Made
from wellsourced.flow.shelves.index import Index
from wellsourced.flow.summary import Progress
from wellsourced.flow.tasks import MarkTask, Naming, ReadTask
from wellsourced.model import Engine, Task
from wellsourced.store.evidence import Entry


class PerPage:
    """Reads and marks pages; of its tasks it holds no more than the names of their files."""

    def __init__(
        self,
        case: Path,
        settings: Settings,
        entries: Sequence[Entry],
        engine: Engine,
        progress: Progress,
    ) -> None:
        folder = case / "tasks"
        self._entries, self._engine, self._progress = entries, engine, progress
        self._naming = Naming(case / "evidence", settings, folder)
        self._aside = Aside(folder)
        self._names: list[str] = []
        places = range(len(entries))
        self.reads: Sequence[ReadTask] = Made(places, self._reading)
        self.marks: Sequence[MarkTask] = Made(places, self._marking)

    def read(self, *, retry: bool) -> int:
        """Read what is not read yet; gives how many pages that were."""
        if retry:
            self._aside.again(t.output for t in self.reads if t.lost)
        return self._do(self.reads, "read", _todo(self.reads))

    def mark(self, index: Index | None = None, *, retry: bool) -> int:
        """Mark what is not marked yet; gives how many pages that were.

        What is to be marked is named by what was read; an index knows that of earlier runs.
        """
        self._names = [self._marks_of(t, index) for t in self.reads]
        if retry:
            self._aside.again(t.output for t in self.marks if t.lost)
        todo = _todo(self.marks)
        if len(todo) > 1:
            todo = array("I", sorted(todo, key=lambda n: kin(self.marks[n].source)))
        return self._do(self.marks, "mark", todo)

    def _reading(self, place: int) -> ReadTask:
        task = self._naming.reading(self._entries[place])
        return replace(task, output=self._aside.now(task.output))

    def _marking(self, place: int) -> MarkTask:
        task = self._naming.marked(self.reads[place], self._names[place])
        return replace(task, output=self._aside.now(task.output))

    def _marks_of(self, task: ReadTask, index: Index | None) -> str:
        known = index.marked(task.output.name) if index else None
        return known or self._naming.marking(task).output.name

    def _do(self, tasks: Sequence[Task], stage: str, todo: Sequence[int]) -> int:
        """Do some tasks, in this order as far as workers allow."""
        finished = 0
        self._progress(stage, 0, len(todo))

        def done(_: Task) -> None:
            nonlocal finished
            finished += 1
            self._progress(stage, finished, len(todo))

        self._engine.run(Made(todo, tasks.__getitem__), done=done)
        return len(todo)


def _todo(tasks: Iterable[Task]) -> "array[int]":
    """Give the places of the tasks whose output is not there."""
    return array("I", (n for n, t in enumerate(tasks) if not t.output.exists()))
