"""Keeps a worker process alive, and tells what becomes of the tasks it is handed."""

import os
import pickle
import selectors
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.flow.engines.started import Process, program
from wellsourced.flow.worker import NO_MEMORY
from wellsourced.model import Task

_CRASHES = 2  # a page that its worker dies of, or hangs at, gets a second one, and then no third
_KILLS = 5  # one whose worker was killed from outside: that tells little about the page
_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class Keeper:
    """One worker after the other; `seconds` is the longest that a task may take.

    When `stop` is set, nothing more is done. What a worker is lost of twice is rejected. `start`:
    how workers are started.
    """

    def __init__(
        self, seconds: float, stop: threading.Event, start: Callable[[], Process] = program
    ) -> None:
        self._seconds = seconds
        self._stop = stop
        self._start = start
        self._worker = _Worker(start(), stop)

    def do(self, tasks: Iterable[Task]) -> None:
        """Do tasks, or reject them; raises StoreError if one cannot be written."""
        for task in tasks:
            if self._stop.is_set():
                return
            self._do(task)

    def _do(self, task: Task) -> None:
        tries = 0
        while True:
            lost = self._worker.do(task, self._seconds)
            if lost is None or self._stop.is_set():
                return
            tries += 1
            self._worker.end()
            self._worker = _Worker(self._start(), self._stop)
            if tries >= lost.tries:
                task.reject(lost.reason)
                return

    def end(self) -> None:
        """End the worker."""
        self._worker.end()


class _Lost(Struct, frozen=True):
    """Why a worker did not come back, and how often to try before giving up."""

    reason: str
    tries: int


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, process: Process, stop: threading.Event) -> None:
        self._process = process
        self._stop = stop
        self._heard = b""
        self._greeted = False

    def do(self, task: Task, seconds: float) -> _Lost | None:
        """Do a task; gives why it was lost, None if it is done."""
        try:
            self._send(task)
        except BrokenPipeError:
            if self._greeted:
                return self._dead()
        if not self._greeted and (lost := self._greets(seconds)):
            return lost
        answer = self._line(seconds)
        if answer is None:
            return _Lost(f"took longer than {seconds:g} seconds, twice", _CRASHES)
        if not answer:
            return self._dead()
        if answer != b"\n":
            hint = "nothing is lost: put it right and run again"
            raise StoreError(answer.decode().strip(), hint=hint)
        return None

    def _greets(self, seconds: float) -> _Lost | None:
        """Wait until it is there; one that never comes up is not to be laid to a page."""
        answer = self._line(seconds)
        if answer or self._stop.is_set():
            self._greeted = True
            return None
        hint = "wellsourced doctor tells what is missing; nothing is lost"
        if answer is None:
            raise StoreError("a worker does not start", hint=hint)
        lost = self._dead()
        if lost.tries == _KILLS:
            return lost
        raise StoreError(f"a worker does not start: {lost.reason}", hint=hint)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _send(self, task: Task) -> None:
        assert self._process.stdin
        pickle.dump(task, self._process.stdin)
        self._process.stdin.flush()

    def _line(self, seconds: float) -> bytes | None:
        """Wait for a line; None: none came, or all is to stop; an empty one: it has ended."""
        assert self._process.stdout
        handle, left = self._process.stdout.fileno(), seconds
        with selectors.DefaultSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while b"\n" not in self._heard:
                if left <= 0 or self._stop.is_set():
                    return None
                step = min(left, 0.5)
                if not selector.select(step):
                    left -= step
                elif words := os.read(handle, 1 << 16):
                    self._heard += words
                else:
                    return b""
        line, _, self._heard = self._heard.partition(b"\n")
        return line + b"\n"

    def _dead(self) -> _Lost:
        code = self._process.wait()
        if code == NO_MEMORY:
            return _Lost("takes more memory than a worker may have", _CRASHES)
        if code in _OUTSIDE:
            name = signal.Signals(-code).name
            return _Lost(f"the worker was killed {_KILLS} times at it ({name})", _KILLS)
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return _Lost(f"the worker died of it twice ({cause})", _CRASHES)
