"""Numbers put aside by names, on the disk: for what a large case cannot hold at one time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from wellsourced.lang.codes import Whole


class Stowed:
    """Drawers, as `lang.drawers` has them; each is a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, numbers: Whole) -> None:
        """Put numbers into a drawer, behind those that lie there."""
        with (self._folder / name).open("ab") as file:
            numbers.tofile(file)

    def take(self, name: str) -> Whole:
        """Take all numbers out of a drawer."""
        path = self._folder / name
        if not path.exists():
            return np.zeros(0, np.int64)
        found = np.fromfile(path, np.int64)
        path.unlink()
        return found


@contextmanager
def stowed(folder: Path) -> Iterator[Stowed]:
    """Give drawers that lie in a folder as long as they are needed."""
    with TemporaryDirectory(dir=folder, prefix=".spill-") as own:
        yield Stowed(Path(own))
