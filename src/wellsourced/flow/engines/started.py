"""How a worker process is started: as a program of its own, or as the double of one."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Protocol

from wellsourced.errors import StoreError
from wellsourced.flow.nursery import ENDED, KILL, NUMBER, WANTED

_PATIENCE = 300.0  # seconds that loading may take
_STARTS = 5  # of a nursery that is killed again and again


class Process(Protocol):
    """A worker process and the pipes to it."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where it takes tasks from."""
        ...

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where it answers."""
        ...

    def kill(self) -> None:
        """End it, whatever it is at."""
        ...

    def wait(self) -> int:
        """Give what it ended with, once it has."""
        ...


def program() -> Process:
    """Start a worker from nothing."""
    return subprocess.Popen(
        [sys.executable, "-m", "wellsourced.flow.worker", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


class Nursery:
    """Starts workers as doubles of one process that has loaded what they need.

    `prepare` loads that. To be made in a thread that stays, as the kernel ends what a thread has
    started with the thread.
    """

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare = pickle.dumps(prepare)
        self._lock = threading.Lock()
        self.starts = 0
        self._start()

    def double(self) -> Process:
        """Start a worker; raises OSError if that cannot be."""
        with self._lock:
            while True:
                try:
                    return self._doubled()
                except (BrokenPipeError, ConnectionError):
                    self._end()
                    self._start()

    def kill(self, worker: "_Double") -> None:
        """Kill a worker; those of a nursery that is gone are dead."""
        with self._lock, suppress(OSError):
            if worker.of == self.starts:
                self._socket.sendall(KILL + NUMBER.pack(worker.number))

    def ended(self, worker: "_Double") -> int:
        """Wait for a worker that is ending; gives what it ended with."""
        with self._lock, suppress(OSError):
            if worker.of == self.starts:
                self._socket.sendall(ENDED + NUMBER.pack(worker.number))
                return self._answer()
        return -signal.SIGKILL  # it was killed with its nursery

    def close(self) -> None:
        """End the process, and all its doubles with it."""
        with self._lock:
            self._end()

    def _start(self) -> None:
        self.starts += 1
        if self.starts > _STARTS:
            raise StoreError("workers are killed again and again", hint="run again")
        ours, theirs = socket.socketpair()
        with theirs:
            words = ["wellsourced.flow.nursery", str(theirs.fileno()), str(os.getpid())]
            self._process = subprocess.Popen(
                [sys.executable, "-m", *words],
                stdin=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        ours.settimeout(_PATIENCE)
        self._socket = ours
        assert self._process.stdin
        with suppress(BrokenPipeError), self._process.stdin as told:
            told.write(self._prepare)

    def _end(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def _doubled(self) -> Process:
        tasks, stdin = os.pipe()
        stdout, answers = os.pipe()
        try:
            socket.send_fds(self._socket, [WANTED], [tasks, answers])
            number = self._answer()
        except OSError:
            os.close(stdin)
            os.close(stdout)
            raise
        finally:
            os.close(tasks)
            os.close(answers)
        return _Double(self, number, (os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb")))

    def _answer(self) -> int:
        found = self._socket.recv(NUMBER.size, socket.MSG_WAITALL)
        if len(found) < NUMBER.size:
            raise ConnectionError("the nursery is gone")
        return int(NUMBER.unpack(found)[0])


class _Double:
    """A worker that a nursery has started; `of`: by the how manieth process of it."""

    def __init__(self, nursery: Nursery, number: int, pipes: tuple[IO[bytes], IO[bytes]]) -> None:
        self.number, self.of = number, nursery.starts
        self.stdin, self.stdout = pipes
        self._nursery = nursery
        self._code: int | None = None

    def kill(self) -> None:
        if self._code is None:
            self._nursery.kill(self)

    def wait(self) -> int:
        """Give what it ended with; it has answered no more, so it ends at once."""
        if self._code is None:
            self._code = self._nursery.ended(self)
        return self._code
