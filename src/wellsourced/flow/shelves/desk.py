"""Where the tasks of a case are kept, and how they are run."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.flow.version import version_of
from wellsourced.model import Task, digest

_STAGES = ("shelf", "told", "count", "claim")
_TASKS = 256  # tasks that are named before any of them is done
Run = Callable[[str, Sequence[Task]], None]


class Desk(NamedTuple):
    """Where tasks are kept, by which settings, and how they are run."""

    folder: Path
    settings: Settings
    run: Run

    def named(self, stage: str, *what: str) -> Path:
        """Give the file of a task, named by all that its result depends on."""
        codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
        name = digest(*codes, self.settings.digest(), *what, length=32)
        return self.folder / f"{stage}-{name}.cells"

    def do(self, stage: str, tasks: Iterable[Task]) -> list[Path]:
        """Do the tasks that are not done, some at a time; gives where their outputs lie."""
        out: list[Path] = []
        todo: list[Task] = []
        for task in tasks:
            out.append(task.output)
            if not task.output.exists():
                todo.append(task)
            if len(todo) == _TASKS:
                self.run(stage, todo)
                todo = []
        self.run(stage, todo)
        return out

    def tidy(self, kept: set[Path]) -> None:
        """Remove what no record needs any more."""
        for stage in _STAGES:
            for path in self.folder.glob(f"{stage}-*.cells"):
                if path not in kept:
                    path.unlink(missing_ok=True)
