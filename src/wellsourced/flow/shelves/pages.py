"""A shelf: some pages with their marks, what is to be known of them, their rows of the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.shelves.columns import cells_of, folded, packed
from wellsourced.flow.tasks import Marked, Read
from wellsourced.link.facts import Facts, facts, named
from wellsourced.model import Document, DocumentId, Marks
from wellsourced.store import cells, duck
from wellsourced.store import tasks as files
from wellsourced.weigh.blocks import seal
from wellsourced.weigh.told import around

Page = tuple[Document, Marks]
VOICES = ("page", "part", "day", "words", "codes", "starts", "letters")


class Outputs(msgspec.Struct, frozen=True):
    """What reading and marking a page gave: the names of two files."""

    read: str
    marked: str


@dataclass(frozen=True)
class ShelfTask:
    """Puts pages on a shelf."""

    input: str
    sources: tuple[Outputs, ...]
    ids: frozenset[str]
    folder: Path
    settings: Settings
    output: Path

    def run(self) -> None:
        """Read the pages and write the shelf."""
        put(self.output, self._pages(), self.settings)

    def reject(self, reason: str) -> None:
        """A shelf is nobody's input: what breaks it is to be mended."""
        raise StoreError(f"{self.input}: {reason}")

    def _pages(self) -> list[Page]:
        documents: dict[DocumentId, Document] = {}
        marks: dict[DocumentId, Marks] = {}
        for source in self.sources:
            for read in files.take(self.folder / source.read, Read):
                if read.document and read.document.id in self.ids:
                    documents[read.document.id] = read.document
            for row in files.take(self.folder / source.marked, Marked):
                if row.marks and row.marks.doc in self.ids:
                    marks[row.marks.doc] = row.marks
        return [(documents[i], marks.get(i, Marks(doc=i))) for i in sorted(documents)]


def put(path: Path, pages: Sequence[Page], settings: Settings) -> None:
    """Write a shelf; its pages come in the order of their ids."""
    found = facts(pages, settings)
    beside = around(pages)
    documents = [d for d, _ in pages]
    tables = duck.tables_of_marks(documents, [m for _, m in pages])
    cells.put(
        path,
        {
            **{f"page {n}": packed(p) for n, p in enumerate(pages)},
            **_known(found),
            **cells_of("names", folded(named(_spoken(d), m) for d, m in pages)),
            "beside": packed((beside.checks, beside.countries)),
            **{f"table {name}": cells.packed(table) for name, table in tables.items()},
        },
    )


def _spoken(document: Document) -> Document:
    """A document as it goes by names: by that of its file only where it has no other.

    Files have a name each: those of a large case are more than all other names.
    """
    known = document.outlet or document.author or document.title
    return replace(document, file="") if known else document


def _known(found: Facts) -> dict[str, bytes]:
    heads = found.heads
    days = [(d.published.earliest or date.max).toordinal() for d in heads]
    place = {d.id: n for n, d in enumerate(heads)}
    return {
        "heads": packed([packed(d) for d in heads]),
        "days": np.array(days, np.int64).tobytes(),
        "outlets": packed([(d.outlet, d.author) for d in heads]),
        "seen": packed(found.seen),
        "wires": packed(found.wires),
        "addressed": np.array([place[i] for i in found.addresses], np.int32).tobytes(),
        "addresses": _seals(found.addresses.values()),
        "links": packed(found.links),
        "targets": _seals(x.target for own in found.links.values() for x in own),
        **{f"voices {name}": getattr(found.voices, name).tobytes() for name in VOICES},
    }


def _seals(found: Iterable[str]) -> bytes:
    return np.array([seal(text) for text in found], np.int64).tobytes()


def page(cell: bytes) -> Page:
    """Give the page of a cell."""
    return msgspec.msgpack.decode(cell, type=tuple[Document, Marks])


def pages_of(path: Path, numbers: Iterable[int]) -> list[Page]:
    """Give pages of a shelf, by their places on it."""
    return [page(cell) for cell in cells.take(path, [f"page {n}" for n in numbers])]
