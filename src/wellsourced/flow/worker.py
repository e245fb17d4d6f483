"""A worker process: does tasks as they come in, and ends when nobody hands it any more."""

import os
import pickle
import resource
import sys
from contextlib import suppress
from typing import BinaryIO

from wellsourced.errors import WellsourcedError

_MEMORY = 8 << 30  # bytes of address space; a page that needs more is refused, not the machine


def main() -> None:
    """Read tasks from standard input, answer on standard output: "" is done, else what failed.

    When the process that started it is gone, its input ends, and so does the worker.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1])
        )
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do each task and answer it."""
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        try:
            task.run()
            failed = ""
        except (WellsourcedError, ImportError, OSError) as error:
            failed = str(error) or type(error).__name__
        answers.write(failed.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
