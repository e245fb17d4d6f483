"""Reading and marking on machines that share no folder: inputs and results by an object store.

All else that is run is a hundredth of that work, and is done where the case lies.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wellsourced.errors import StoreError
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.tasks import MarkTask, ReadTask
from wellsourced.model import Engine, Task
from wellsourced.store.depot import Depot
from wellsourced.store.disk import publish
from wellsourced.store.evidence import Evidence

_AT_ONCE = 64  # objects that are fetched side by side
_BESIDE = 16  # objects that are put side by side


@dataclass(frozen=True)
class Sent:
    """A task whose input is fetched where it is missing, and whose result is put there, too.

    The first result that is put is the one that counts. `case` is the folder of the case, which
    on another machine holds what that has fetched; it may be deleted there.
    """

    task: ReadTask | MarkTask
    case: Path
    url: str

    @property
    def output(self) -> Path:
        """The file whose existence means done."""
        return self.task.output

    def run(self) -> None:
        """Do the task, with what it needs."""
        depot = Depot(self.url)
        fetch(depot, self.case, [p for p in inputs(self.task) if not p.exists()])
        self.task.run()
        self._hand_in(depot)

    def reject(self, reason: str) -> None:
        """Hand in, instead, why it cannot be done."""
        self.task.reject(reason)
        self._hand_in(Depot(self.url))

    def _hand_in(self, depot: Depot) -> None:
        if not depot.put(named(self.output, self.case), self.output.read_bytes()):
            fetch(depot, self.case, [self.output])


@dataclass(frozen=True)
class ByDepot:
    """An engine whose workers share an object store with the case, and no folder."""

    engine: Engine
    case: Path
    url: str

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all but those whose result somebody has handed in already."""
        todo = list(tasks)
        here = [t for t in todo if not isinstance(t, ReadTask | MarkTask)]
        LocalEngine().run(here, done=done)
        far = {t.output: t for t in todo if isinstance(t, ReadTask | MarkTask)}
        if far:
            self._far(far, Depot(self.url), done)

    def close(self) -> None:
        """Give back what the engine holds."""
        self.engine.close()

    def _far(
        self, tasks: dict[Path, ReadTask | MarkTask], depot: Depot, done: Callable[[Task], None]
    ) -> None:
        there = depot.names("tasks")
        known = [p for p in tasks if named(p, self.case) in there]
        fetch(depot, self.case, known)
        left = [t for p, t in tasks.items() if not p.exists()]
        for task in (tasks[p] for p in known if p.exists()):
            done(task)
        self._supply(left, depot, there)
        ended: list[Task] = []

        def gather(task: Task) -> None:
            ended.append(task)
            if len(ended) == _AT_ONCE:
                self._collect(depot, tasks, ended, done)

        self.engine.run([Sent(t, self.case, self.url) for t in left], done=gather)
        self._collect(depot, tasks, ended, done)

    def _supply(
        self, tasks: Sequence[ReadTask | MarkTask], depot: Depot, there: frozenset[str]
    ) -> None:
        """Put what the tasks need where their workers can fetch it."""
        needed = {named(p, self.case): p for t in tasks for p in inputs(t)}
        kept = (there | depot.names("evidence")) if needed else there
        missing = sorted(needed.keys() - kept)
        with ThreadPoolExecutor(_BESIDE) as pool:
            for _ in pool.map(lambda n: depot.put(n, needed[n].read_bytes()), missing):
                pass

    def _collect(
        self,
        depot: Depot,
        tasks: dict[Path, ReadTask | MarkTask],
        ended: list[Task],
        done: Callable[[Task], None],
    ) -> None:
        fetch(depot, self.case, [t.output for t in ended if not t.output.exists()])
        for task in ended:
            if not task.output.exists():
                hint = "run again: what is missing is done anew"
                raise StoreError(f"{self.url} has lost {task.output.name}", hint=hint)
            done(tasks[task.output])
        ended.clear()


def inputs(task: ReadTask | MarkTask) -> Iterator[Path]:
    """Give the files that a task works on."""
    if isinstance(task, MarkTask):
        yield task.source
    elif task.entry.evidence:
        yield Evidence(task.evidence).path(task.entry.evidence)


def fetch(depot: Depot, case: Path, paths: Iterable[Path]) -> None:
    """Put files of a case in their places, as far as they are there whole."""
    rest = iter(paths)
    while some := list(islice(rest, _AT_ONCE)):  # Python 3.11 has no batched
        places = {named(p, case): p for p in some}
        for name, content in depot.take(places).items():
            publish(places[name], content)


def named(path: Path, case: Path) -> str:
    """Name a file of a case in the depot.

    >>> named(Path("my-case/tasks/read-1.cells"), Path("my-case"))
    'tasks/read-1.cells'
    """
    return path.relative_to(case).as_posix()
