"""A process that has loaded what tasks need, and doubles itself whenever a worker is wanted.

It never does a task itself, so what a page does to a worker is not handed on to the next one.
"""

import os
import pickle
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from wellsourced.errors import WellsourcedError
from wellsourced.flow import worker

WANTED, KILL, ENDED = b"+", b"x", b"-"
NUMBER = struct.Struct("!i")


def main() -> None:
    """Load what is asked for on standard input, then serve the socket that it is handed.

    It is told the socket's number, and that of the process that started it, with which it ends.
    """
    os.dup2(2, 1)
    worker.end_with_parent(int(sys.argv[2]))
    with suppress(WellsourcedError, ImportError, OSError):  # whoever does a task will tell
        pickle.load(sys.stdin.buffer)()
    worker.limited()
    worker.seldom_collected()
    with suppress(OSError), socket.socket(fileno=int(sys.argv[1])) as asked:
        serve(asked, worker.serve)


def serve(asked: socket.socket, work: Callable[[BinaryIO, BinaryIO], None]) -> None:
    """Double when a worker is wanted, kill one, tell how one ended, until nobody asks.

    A worker that has ended is waited for only when its end is asked for: until then nobody else
    can have its number.
    """
    while True:
        what, handles, _, _ = socket.recv_fds(asked, 1, 2)
        if what == WANTED:
            number = _double(asked, handles, work)
            for handle in handles:
                os.close(handle)
            asked.sendall(NUMBER.pack(number))
        elif what == KILL:
            os.kill(_number(asked), signal.SIGKILL)
        elif what == ENDED:
            _, status = os.waitpid(_number(asked), 0)
            asked.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))
        else:
            return


def _number(asked: socket.socket) -> int:
    return int(NUMBER.unpack(asked.recv(NUMBER.size, socket.MSG_WAITALL))[0])


def _double(
    asked: socket.socket, handles: list[int], work: Callable[[BinaryIO, BinaryIO], None]
) -> int:
    """Fork; gives the number of the worker, which never comes back from here."""
    parent = os.getpid()
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        asked.close()
        worker.end_with(parent)
        tasks, answers = handles
        with os.fdopen(tasks, "rb") as given, os.fdopen(answers, "wb") as told:
            work(given, told)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
