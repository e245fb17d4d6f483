"""What reading and marking gave, page by page, without opening each file again at each run."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.shelves.pages import Outputs
from wellsourced.flow.tasks import Marked, MarkTask, Read, ReadTask
from wellsourced.flow.version import version_of
from wellsourced.model import DocumentId, Rejected, digest
from wellsourced.store import cells
from wellsourced.store import tasks as files


class Gave(msgspec.Struct, frozen=True):
    """What one page gave: where its marks lie, its documents, and what failed."""

    marked: str
    ids: tuple[DocumentId, ...]
    rejected: tuple[Rejected, ...]


class Index:
    """What pages gave, by the names of their reading tasks; safe to lose, and made anew."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        name = digest(version_of("mark"), settings.digest(), length=32)
        self._path = folder / f"index-{name}.cells"
        self._known: dict[str, Gave] = {}
        if self._path.exists():
            try:
                cell = cells.take(self._path, ["known"])[0]
                self._known = msgspec.msgpack.decode(cell, type=dict[str, Gave])
            except (StoreError, msgspec.MsgspecError):
                self._known = {}

    def marked(self, read: str) -> str | None:
        """Give the name of the file with the marks of what a reading task gave, if known."""
        gave = self._known.get(read)
        return gave.marked if gave else None

    def listed(
        self, tasks: Iterable[tuple[ReadTask, MarkTask]]
    ) -> tuple[list[tuple[DocumentId, Outputs]], list[Rejected]]:
        """Give all documents by their ids, with where they are read from, and all that failed."""
        found: dict[DocumentId, Outputs] = {}
        rejected: list[Rejected] = []
        known, new = self._known, False
        self._known = {}
        for read, marked in tasks:
            name = read.output.name
            gave = known.pop(name, None)
            if gave is None or gave.marked != marked.output.name:  # or it was tried again
                gave, new = _gave(read, marked), True
            self._known[name] = gave
            found.update(dict.fromkeys(gave.ids, Outputs(name, gave.marked)))
            rejected += gave.rejected
        if new or known:  # or what was known of pages that are no longer there
            cells.put(self._path, {"known": msgspec.msgpack.encode(self._known)})
        return sorted(found.items()), rejected


def _gave(read: ReadTask, marked: MarkTask) -> Gave:
    rows = files.take(read.output, Read)
    marks = files.take(marked.output, Marked)
    rejected = (*(r.rejected for r in rows), *(m.rejected for m in marks))
    return Gave(
        marked.output.name,
        tuple(r.document.id for r in rows if r.document),
        tuple(r for r in rejected if r),
    )
