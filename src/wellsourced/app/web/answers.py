"""Answers that were given are kept: a screen of one record never changes for one asker."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

MOST = 64 << 20  # bytes of answers that are kept
_LARGE = 4 << 20  # an answer that is longer is not


class Answer(Struct, frozen=True):
    """What was answered: its bytes and their kind."""

    body: bytes
    media: str


class Answers:
    """Answers by what was asked, of which record, and by whom; the oldest go first.

    Who asks for what somebody else is just asking for waits for that one's answer.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._turn = threading.Lock()
        self._asking: dict[str, tuple[threading.Lock, int]] = {}

    def give(self, key: str, make: Callable[[], Answer]) -> Answer:
        """Give the answer to a question, which is made if it is not there."""
        found = self._found(key)
        if found is not None:
            return found
        with self._alone(key):
            found = self._found(key)
            if found is None:
                found = make()
                self._keep(key, found)
            return found

    def _found(self, key: str) -> Answer | None:
        with self._turn:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _keep(self, key: str, answer: Answer) -> None:
        if len(answer.body) > min(_LARGE, self._most):
            return
        with self._turn:
            self._kept[key] = answer
            self._size += len(answer.body)
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        with self._turn:
            lock, waiting = self._asking.get(key, (threading.Lock(), 0))
            self._asking[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._turn:
                lock, waiting = self._asking.pop(key)
                if waiting > 1:
                    self._asking[key] = lock, waiting - 1
