"""Which record of a large case is shown: the newest whose register is made."""

import threading
from contextlib import suppress
from pathlib import Path

from wellsourced.case import Case, current
from wellsourced.errors import WellsourcedError
from wellsourced.large import Large, large


class Halls:
    """The record that is shown. While the register of a newer one is made, the older one is."""

    def __init__(self, case: Case, many: int) -> None:
        self._case, self._many = case, many
        self._turn = threading.Lock()
        self._opened: tuple[Path | None, Large | None] | None = None
        self._next: threading.Thread | None = None

    @property
    def now(self) -> Large | None:
        """Give the record to ask; None: the case is small, and is asked itself."""
        with self._turn:
            folder = current(self._case)
            if self._opened is None or (self._opened[0] != folder and self._opened[1] is None):
                self._opened = folder, large(self._case, many=self._many)
            elif self._opened[0] != folder and self._next is None:
                self._next = threading.Thread(target=self._renew, daemon=True)
                self._next.start()
            return self._opened[1]

    def _renew(self) -> None:
        """Open the newest record; what fails is tried again by who asks next."""
        folder, found = current(self._case), None
        try:
            with suppress(WellsourcedError):
                found = large(self._case, many=self._many)
                if found is not None:
                    found.warm()
        finally:
            with self._turn:
                if found is not None:
                    self._opened = folder, found
                self._next = None
