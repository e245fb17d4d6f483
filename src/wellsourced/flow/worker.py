"""A worker process: does tasks as they come in, and ends when nobody hands it any more."""

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

from wellsourced.errors import WellsourcedError

_MEMORY = 8 << 30  # bytes of address space; a page that needs more is refused, not the machine
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, of Linux
_LOOK = 0.5  # seconds between two looks whether the parent is there
NO_MEMORY = 77
"""What a worker ends with for want of memory: another one, with nothing in it yet, may do."""


def main() -> None:
    """Read tasks from standard input, answer on standard output: "" is done, else what failed.

    When the process that started it, whose number it is told, is gone, so is the worker, whatever
    it is at.
    """
    parent = int(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    end_with(parent)
    limited()
    seldom_collected()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def limited() -> None:
    """Let this process have no more memory than a worker may have."""
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1])
        )


def seldom_collected() -> None:
    """Look for rings of dead objects seldom: what tasks make has none, and is looked over in vain.

    Looking as often as Python does by itself costs a sixth of linking and weighing.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def end_with(parent: int) -> None:
    """End this process when its parent has ended.

    The kernel sees to it where it can, also when this process hangs in foreign code; elsewhere a
    thread looks.
    """
    end_with_parent(parent)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def end_with_parent(parent: int) -> None:
    """Have the kernel end this process with its parent, where it can.

    The kernel is not told of a parent that was gone before it was asked.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Say that it is there; then do each task and answer it."""
    answers.write(b"\n")
    answers.flush()
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        try:
            task.run()
            failed = ""
        except MemoryError:
            os._exit(NO_MEMORY)
        except (WellsourcedError, ImportError, OSError) as error:
            failed = str(error) or type(error).__name__
        answers.write(failed.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
