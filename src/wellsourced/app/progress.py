"""Progress bars on standard error; where nobody watches, a line a stage."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

_WORDS = {"read": "reading", "mark": "marking", "weigh": "weighing"}


class Bars:
    """A bar a stage; called with stage, done, of how many."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn())
        self._console = Console(stderr=True)
        self._progress = Progress(*columns, console=self._console)
        self._bars: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._console.is_terminal:
            self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move a stage's bar."""
        if not total:
            return
        if stage not in self._bars:
            self._bars[stage] = self._progress.add_task(_WORDS.get(stage, stage), total=total)
            if not self._console.is_terminal:
                self._console.print(f"{_WORDS.get(stage, stage)} {total}", style="dim")
        self._progress.update(self._bars[stage], completed=done)
