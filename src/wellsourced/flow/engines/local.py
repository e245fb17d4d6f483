"""Runs tasks on this machine, each worker a process of its own that can be lost."""

import os
import pickle
import queue
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.flow.worker import NO_MEMORY
from wellsourced.model import Task

_MANY = 20  # tasks from which a second worker pays
_CRASHES = 2  # a page that its worker dies of gets a second one, and then no third
_KILLS = 5  # one whose worker was killed from outside: that tells little about the page
_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


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
        worker = _Worker(self._stop)
        try:
            while not self._stop.is_set():
                task = self._todo.get_nowait()
                worker = self._done(task, worker)
                self._ended.put(task)
        except queue.Empty:
            pass
        finally:
            worker.end()

    def _done(self, task: Task, worker: "_Worker") -> "_Worker":
        """Do a task, and give the worker that is alive after it."""
        tries = 0
        while True:
            lost = worker.do(task, self._seconds)
            if lost is None or self._stop.is_set():
                return worker
            tries += 1
            worker.end()
            worker = _Worker(self._stop)
            if tries >= lost.tries:
                task.reject(lost.reason)
                return worker


class _Lost(Struct, frozen=True):
    """Why a worker did not come back, and how often to try before giving up."""

    reason: str
    tries: int


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wellsourced.flow.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._greeted = False

    def do(self, task: Task, seconds: float) -> _Lost | None:
        """Do a task; gives why it was lost, None if it is done."""
        try:
            self._send(task)
        except BrokenPipeError:
            return self._dead()
        if not self._greeted and (lost := self._greets(seconds)):
            return lost
        if not self._answers_within(seconds):
            return _Lost(f"took longer than {seconds:g} seconds", tries=1)
        assert self._process.stdout
        answer = self._process.stdout.readline()
        if not answer.endswith(b"\n"):
            return self._dead()
        if answer != b"\n":
            hint = "nothing is lost: put it right and run again"
            raise StoreError(answer.decode().strip(), hint=hint)
        return None

    def _greets(self, seconds: float) -> _Lost | None:
        """Wait until it is there; one that never comes up is not to be laid to a page."""
        assert self._process.stdout
        if self._answers_within(seconds) and self._process.stdout.readline():
            self._greeted = True
            return None
        if self._stop.is_set():
            return None
        hint = "wellsourced doctor tells what is missing; nothing is lost"
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired as error:
            raise StoreError("a worker does not start", hint=hint) from error
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

    def _answers_within(self, seconds: float) -> bool:
        """Wait for an answer, looking up now and then whether all is to stop."""
        with selectors.DefaultSelector() as selector:
            assert self._process.stdout
            selector.register(self._process.stdout, selectors.EVENT_READ)
            left = seconds
            while left > 0:
                step = min(left, 0.5)
                if selector.select(step):
                    return True
                if self._stop.is_set():
                    return False
                left -= step
        return False

    def _dead(self) -> _Lost:
        code = self._process.wait()
        if code == NO_MEMORY:
            return _Lost("takes more memory than a worker may have", _CRASHES)
        if code in _OUTSIDE:
            name = signal.Signals(-code).name
            return _Lost(f"the worker was killed {_KILLS} times at it ({name})", _KILLS)
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return _Lost(f"the worker died of it twice ({cause})", _CRASHES)
