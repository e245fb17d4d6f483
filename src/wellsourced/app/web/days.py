"""Records of earlier days of a large case: each is put together once, beside, and then shown."""

import os
import threading
from datetime import date
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from wellsourced.case import Case
from wellsourced.large import large

_GIVES_WAY = 10  # how much the making lets others go first, as `nice` has it


class Days:
    """Has the records of days made, one after the other."""

    def __init__(self, case: Path, many: int) -> None:
        self._case, self._many = case, many
        self._turn = threading.Lock()
        self._making: BaseProcess | None = None

    def begin(self, day: date) -> None:
        """Have the record of a day made, in a process of its own; one at a time."""
        with self._turn:
            if self._making is None or not self._making.is_alive():
                given = (self._case, self._many, day)
                self._making = get_context("spawn").Process(
                    target=put_together, args=given, daemon=True
                )
                self._making.start()


def put_together(case: Path, many: int, day: date) -> None:
    """Make the record of a day, if the case still is a large one."""
    os.nice(_GIVES_WAY)
    hall = large(Case.open(case), many=many)
    if hall is not None:
        hall.put_together(day)
