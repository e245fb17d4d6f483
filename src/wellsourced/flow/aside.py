"""Pages set aside because a worker was lost of them, twice; they are tried again when asked.

A page is set aside by the name of its task, which holds the page and the code: another page or
other code is another task. One that is tried again writes into a file of another name, so all that
follows from it is done anew, too.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from wellsourced.store.disk import publish

_FILE = "again.json"


class Aside:
    """Which outputs were given up for another try, each with the one that took its place."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._later = _read(self._path)

    def now(self, output: Path) -> Path:
        """Give the output of the last try.

        >>> Aside(Path("tasks")).now(Path("tasks/read-1.cells")).name
        'read-1.cells'
        """
        name = output.name
        while name in self._later:
            name = self._later[name]
        return output.with_name(name)

    def again(self, outputs: Iterable[Path]) -> None:
        """Give these outputs up, so that their tasks are tried again."""
        names = [o.name for o in outputs]
        if names:
            self._later |= {name: _next(name) for name in names}
            publish(self._path, msgspec.json.encode(self._later, order="sorted"))


def _next(name: str) -> str:
    """Name the next try.

    >>> _next("read-1.cells"), _next("read-1.2.cells")
    ('read-1.1.cells', 'read-1.3.cells')
    """
    stem, *tries, kind = name.split(".")
    return f"{stem}.{int(tries[0]) + 1 if tries else 1}.{kind}"


def _read(path: Path) -> dict[str, str]:
    """A file that is gone or damaged costs no more than the tries."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}
