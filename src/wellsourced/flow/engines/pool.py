"""Hands tasks to workers that each have a thread of this process to wait for them."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from wellsourced.errors import StoreError
from wellsourced.flow.engines.rounds import Rounds
from wellsourced.model import Task


class Hand(Protocol):
    """Whoever does some tasks, one after the other."""

    def do(self, tasks: Sequence[Task]) -> None:
        """Do or reject them; raises StoreError where that cannot be written."""
        ...

    def end(self) -> None:
        """Give back what it holds."""
        ...


class Pool:
    """So many hands, each made in its own thread; `most`: tasks that one is given at once.

    When `stop` is set, nothing more is handed out.
    """

    def __init__(self, tasks: Sequence[Task], workers: int, most: int = 1) -> None:
        self.stop = threading.Event()
        self._workers, self._most = workers, most
        self._rounds = Rounds(tasks, workers)
        self._left = len(tasks)
        self._ended: queue.SimpleQueue[list[Task] | StoreError] = queue.SimpleQueue()

    def run(self, hire: Callable[[], Hand], done: Callable[[Task], None]) -> None:
        """Do all tasks by hands that are hired so; raises what ends one of them early."""
        threads = [
            threading.Thread(target=self._serve, args=(n, hire), daemon=True)
            for n in range(self._workers)
        ]
        for thread in threads:
            thread.start()
        try:
            while self._left:
                ended = self._ended.get()
                if isinstance(ended, StoreError):
                    raise ended
                self._left -= len(ended)
                for task in ended:
                    done(task)
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def _serve(self, number: int, hire: Callable[[], Hand]) -> None:
        """Hand out tasks until none is left.

        Whatever ends this early is told: nobody waits for what will not come.
        """
        failed: StoreError | None = StoreError("workers cannot be kept going", hint="run again")
        try:
            self._hand_out(number, hire)
            failed = None
        except StoreError as error:
            failed = error
        except OSError as error:
            failed = StoreError(f"no worker can be started: {error}", hint="run again")
        finally:
            if failed:
                self._ended.put(failed)

    def _hand_out(self, number: int, hire: Callable[[], Hand]) -> None:
        hand = hire()
        try:
            while not self.stop.is_set() and (tasks := self._rounds.next(number, self._most)):
                hand.do(tasks)
                self._ended.put(tasks)
        finally:
            hand.end()
