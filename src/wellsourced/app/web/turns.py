"""Who is next: quick answers do not stand in a queue behind dear ones."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count

_AT_ONCE = 3  # quick answers that are made: more in one process only wait for each other
_DEAR = 0.15  # seconds of a processor from which on an answer is a dear one
_DEAREST = 0.5  # and from which on another process is to make it, if there is one
_FRESH = 0.3  # how much the last answer of a kind counts beside those before it
_PATIENCE = 4  # how often what it takes somebody may wait for an answer before others go first


class Queue:
    """A queue to some places; who has to be served soonest goes first."""

    def __init__(self, places: int) -> None:
        self._free, self._number = places, count()
        self._waiting: list[tuple[float, int]] = []
        self._moved = threading.Condition()

    @contextmanager
    def place(self, due: float) -> Iterator[None]:
        """Wait for a place; `due`: when one should have been served, by any clock."""
        with self._moved:
            mine = (due, next(self._number))
            heappush(self._waiting, mine)
            self._moved.wait_for(lambda: self._free > 0 and self._waiting[0] == mine)
            heappop(self._waiting)
            self._free -= 1
            self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                self._free += 1
                self._moved.notify_all()


class Turns:
    """Queues: a few quick answers at once; with them one that is dear; beside, the dearest.

    What is dear is learned: by the processor's time that the last answers of its kind took. A kind
    that was not asked for yet is held to be quick. In each queue one waits the longer the dearer
    what one asks for: nobody waits for many times what the answer takes, while others do not.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._quick, self._slow, self._beside = Queue(_AT_ONCE), Queue(1), Queue(1)
        self._costs: dict[str, float] = {}
        self._once: set[str] = set()

    def dear(self, kind: str) -> bool:
        """Whether answers of a kind take long."""
        return self._costs.get(kind, 0.0) >= _DEAR

    def dearest(self, kind: str, *, weighed: bool = False) -> bool:
        """Whether answers of a kind take so long that another process is to make them.

        `weighed`: pages are weighed anew for it, so it is held to be dear until that is known.
        """
        known = kind in self._costs and kind not in self._once
        return self._costs[kind] >= _DEAREST if known else weighed

    def took(self, kind: str, seconds: float) -> None:
        """Learn what an answer took; the first of a kind loads what the next find there.

        >>> turns = Turns()
        >>> turns.took("graph", 2.0), turns.dear("graph"), turns.dear("map")
        (None, True, False)
        """
        before = self._costs.get(kind, seconds)
        if kind in self._once:
            before = seconds
            self._once.discard(kind)
        elif kind not in self._costs:
            self._once.add(kind)
        self._costs[kind] = before + _FRESH * (seconds - before)

    @contextmanager
    def turn(self, kind: str) -> Iterator[None]:
        """Wait until it is one's turn, and measure what is then done."""
        with (self._slow if self.dear(kind) else self._quick).place(self._due(kind)):
            start = time.thread_time()
            try:
                yield
            finally:
                self.took(kind, time.thread_time() - start)

    @contextmanager
    def beside(self, kind: str) -> Iterator[None]:
        """Wait until it is one's turn to have something made in another process."""
        with self._beside.place(self._due(kind)):
            yield

    def _due(self, kind: str) -> float:
        return self._now() + _PATIENCE * self._costs.get(kind, 0.0)
