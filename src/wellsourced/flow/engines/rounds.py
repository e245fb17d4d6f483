"""Which tasks a worker is handed next: neighbours, as those are likely to have words in common."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

_TURNS = 4  # handfuls that a worker goes to for what is left to it, so that all end together


class Rounds(Generic[T]):
    """Each worker goes through a stretch of the tasks; with its own done it halves another's.

    So copies of one text, which stand side by side, are nearly always read by one worker, that
    remembers them. Tasks are taken from the sequence when they are handed out, not before.

    >>> rounds = Rounds("abcdef", workers=2)
    >>> [rounds.next(0), rounds.next(1), rounds.next(0), rounds.next(0), rounds.next(0)]
    [['a'], ['d'], ['b'], ['c'], ['f']]
    """

    def __init__(self, tasks: Sequence[T], workers: int) -> None:
        self._tasks = tasks
        size = len(tasks)
        cuts = [size * n // workers for n in range(workers + 1)]
        self._stretches = [range(a, b) for a, b in pairwise(cuts)]
        self._back: deque[T] = deque()
        self._lock = Lock()

    def next(self, worker: int, most: int = 1) -> list[T]:
        """Give a worker its next tasks; none: all are handed out.

        The fewer are left, the fewer are given at once, so that no worker ends long after another.
        """
        with self._lock:
            if self._back:
                return [self._back.popleft()]
            if not self._stretches[worker]:
                self._take_over(worker)
            mine = self._stretches[worker]
            count = max(1, min(most, len(mine) // _TURNS))
            self._stretches[worker] = mine[count:]
            return [self._tasks[n] for n in mine[:count]]

    def back(self, tasks: Iterable[T]) -> None:
        """Take back tasks that were not done; they are handed out first, one by one."""
        with self._lock:
            self._back.extend(tasks)

    def _take_over(self, worker: int) -> None:
        """Take the latter half of the longest stretch."""
        other = max(range(len(self._stretches)), key=lambda n: len(self._stretches[n]))
        longest = self._stretches[other]
        half = len(longest) // 2
        self._stretches[other], self._stretches[worker] = longest[:half], longest[half:]
