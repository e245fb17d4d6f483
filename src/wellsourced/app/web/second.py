"""A process beside the one that answers: it makes what takes long, so the rest stays quick."""

import os
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from wellsourced.app.web.answers import Answer
from wellsourced.app.web.making import Wanted, made
from wellsourced.app.web.serving import Site
from wellsourced.case import Case
from wellsourced.errors import WellsourcedError
from wellsourced.large import MANY, ready

_GIVES_WAY = 5  # how much it lets others go first, as `nice` has it


class Helped(NamedTuple):
    """An answer that was made elsewhere, and what it took of a processor."""

    answer: Answer
    seconds: float


class Second:
    """Makes one answer after the other in a process of its own, which is replaced if it dies."""

    def __init__(self, case: Path, *, withhold: bool, many: int = MANY) -> None:
        self._case, self._withhold, self._many = case, withhold, many
        self._turn = threading.Lock()
        self._begun: tuple[BaseProcess, Connection[Wanted, Helped | None]] | None = None

    def begin(self) -> None:
        """Start the process, so that the first who need it do not wait for that."""
        with self._turn:
            self._begin()

    def make(self, wanted: Wanted) -> Helped | None:
        """Give an answer; None: it has to be made here, where what is wrong is told."""
        with self._turn:
            _, line = self._begin()
            try:
                line.send(wanted)
                found: Helped | None = line.recv()
            except (EOFError, OSError):
                self._end()
                return None
            return found

    def end(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _begin(self) -> "tuple[BaseProcess, Connection[Wanted, Helped | None]]":
        if self._begun is None:
            context = get_context("spawn")
            line, far = context.Pipe()
            given = (self._case, self._withhold, self._many, far)
            process = context.Process(target=_work, args=given, daemon=True)
            process.start()
            far.close()  # so that the line ends with the process
            self._begun = process, line
        return self._begun

    def _end(self) -> None:
        if self._begun is not None:
            process, line = self._begun
            line.close()
            process.terminate()
            process.join(10)
            self._begun = None


def _work(
    case: Path,
    withhold: bool,  # noqa: FBT001
    many: int,
    line: "Connection[Helped | None, Wanted]",
) -> None:
    """Make answers until nobody asks any more."""
    os.nice(_GIVES_WAY)
    site = Site(Case.open(case), withhold=withhold, many=many)
    if site.hall is not None:
        site.hall.warm()
        ready()
    while True:
        try:
            wanted: Wanted = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        line.send(_helped(site, wanted))


def _helped(site: Site, wanted: Wanted) -> Helped | None:
    """An answer of the record and rulings that are asked for; None if those are others here."""
    start = time.thread_time()
    hall = site.on(site.hall, wanted.asked.as_of)
    if hall is None or site.edition(hall) != wanted.edition:
        return None
    try:
        return Helped(made(site, wanted, hall), time.thread_time() - start)
    except WellsourcedError:
        return None
