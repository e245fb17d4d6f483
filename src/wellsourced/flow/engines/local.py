"""Runs tasks on this machine, each worker a process of its own that can be lost."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager

from msgspec import Struct

from wellsourced.flow.engines.keeper import Keeper
from wellsourced.flow.engines.pool import Pool
from wellsourced.flow.engines.started import Nursery, Process, program
from wellsourced.model import Prepared, Task

_MANY = 20  # tasks from which a second worker pays


class LocalEngine(Struct, frozen=True, kw_only=True):
    """A pool of processes; with no workers, tasks are run where they are asked for.

    `workers` None: one, or two from twenty tasks on. `seconds`: the longest that a task may take.

    A worker does one task at a time, so the task that it dies of is known: it is tried once more
    and then rejected, alone. A worker may also be killed from outside, which is nothing that a
    page does; then it is tried some more times.
    """

    workers: int | None = None
    seconds: float = 300.0

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        if self.workers == 0:
            for task in tasks:
                try:
                    task.run()
                except MemoryError:
                    task.reject("takes more memory than there is")
                done(task)
            return
        todo = tasks if isinstance(tasks, Sequence) else list(tasks)
        if not todo:
            return
        workers = self.workers or (min(2, os.cpu_count() or 1) if len(todo) >= _MANY else 1)
        pool = Pool(todo, min(workers, len(todo)))
        with _starting(todo[0], workers) as start:
            pool.run(lambda: Keeper(self.seconds, pool.stop, start), done)

    def close(self) -> None:
        """Workers end with the tasks they were started for."""


@contextmanager
def _starting(task: Task, workers: int) -> Iterator[Callable[[], Process]]:
    """Give how to start so many workers for tasks like this.

    Several that take long to get ready are doubles of one that is; elsewhere than on Linux a
    process that has loaded much is not safely doubled.
    """
    if workers < 2 or sys.platform != "linux" or not isinstance(task, Prepared):
        yield program
        return
    with closing(Nursery(task.prepare)) as nursery:
        yield nursery.double
