"""Runs tasks on this machine, each worker a process of its own that can be lost."""

import os
import queue
import threading
from collections.abc import Callable, Iterable

from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.model import Task

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
        todo = list(tasks)
        workers = self.workers or (min(2, os.cpu_count() or 1) if len(todo) >= _MANY else 1)
        _Pool(todo, self.seconds).run(min(workers, len(todo)), done)

    def close(self) -> None:
        """Workers end with the tasks they were started for."""


class _Pool:
    def __init__(self, tasks: list[Task], seconds: float) -> None:
        self._todo: queue.SimpleQueue[Task] = queue.SimpleQueue()
        for task in tasks:
            self._todo.put(task)
        self._ended: queue.SimpleQueue[Task | StoreError] = queue.SimpleQueue()
        self._left = len(tasks)
        self._seconds = seconds
        self._stop = threading.Event()

    def run(self, workers: int, done: Callable[[Task], None]) -> None:
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(self._left):
                ended = self._ended.get()
                if isinstance(ended, StoreError):
                    raise ended
                done(ended)
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def _serve(self) -> None:
        """Hand tasks to one worker after another, until none is left.

        Whatever ends this early is told: nobody waits for what will not come.
        """
        failed: StoreError | None = StoreError("workers cannot be kept going", hint="run again")
        try:
            self._hand_out()
            failed = None
        except StoreError as error:
            failed = error
        except OSError as error:
            failed = StoreError(f"no worker can be started: {error}", hint="run again")
        finally:
            if failed:
                self._ended.put(failed)

    def _hand_out(self) -> None:
        keeper = Keeper(self._seconds, self._stop)
        try:
            while not self._stop.is_set():
                task = self._todo.get_nowait()
                keeper.do(task)
                self._ended.put(task)
        except queue.Empty:
            pass
        finally:
            keeper.end()
