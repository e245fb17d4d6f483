"""Runs tasks on this machine, each worker a process of its own that can be lost."""

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
from wellsourced.model import Task

_ATTEMPTS = 2  # a page that kills its worker gets a second one, and then no third


class LocalEngine(Struct, frozen=True, kw_only=True):
    """A pool of processes; with no workers, tasks are run where they are asked for.

    A worker does one task at a time, so the task that it dies of is known: it is tried once more
    and then rejected, alone.
    """

    workers: int = 1
    seconds: float = 300.0  # for one task

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        if not self.workers:
            for task in tasks:
                task.run()
                done(task)
            return
        todo = list(tasks)
        _Pool(todo, self.seconds).run(min(self.workers, len(todo)), done)


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
        """Hand tasks to one worker after another, until none is left."""
        worker = _Worker(self._stop)
        try:
            while not self._stop.is_set():
                task = self._todo.get_nowait()
                worker = self._done(task, worker)
                self._ended.put(task)
        except queue.Empty:
            pass
        except StoreError as error:
            self._ended.put(error)
        finally:
            worker.end()

    def _done(self, task: Task, worker: "_Worker") -> "_Worker":
        """Do a task, and give the worker that is alive after it."""
        for attempt in range(1, _ATTEMPTS + 1):
            lost = worker.do(task, self._seconds)
            if lost is None or self._stop.is_set():
                return worker
            worker.end()
            worker = _Worker(self._stop)
            if attempt == _ATTEMPTS or lost.final:
                task.reject(lost.reason)
        return worker


class _Lost(Struct, frozen=True):
    """Why a worker did not come back, and whether trying again is in vain."""

    reason: str
    final: bool = False


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

    def do(self, task: Task, seconds: float) -> _Lost | None:
        """Do a task; gives why it was lost, None if it is done."""
        try:
            self._send(task)
        except BrokenPipeError:
            return self._dead()
        if not self._answers_within(seconds):
            return _Lost(f"took longer than {seconds:g} seconds", final=True)
        assert self._process.stdout
        answer = self._process.stdout.readline()
        if not answer.endswith(b"\n"):
            return self._dead()
        if answer != b"\n":
            hint = "nothing is lost: put it right and run again"
            raise StoreError(answer.decode().strip(), hint=hint)
        return None

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
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return _Lost(f"the worker died of it twice ({cause})")
