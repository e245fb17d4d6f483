"""A shelf: some pages with their marks, what is to be known of them, their rows of the record."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.tasks import Marked, Read
from wellsourced.link.facts import Facts, facts, named
from wellsourced.model import Document, DocumentId, Marks
from wellsourced.store import cells, duck
from wellsourced.store import tasks as files
from wellsourced.weigh.told import around

packed: Callable[[object], bytes] = msgspec.msgpack.Encoder(order="deterministic").encode
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
            "ids": packed([d.id for d in documents]),
            "pages": packed([packed(p) for p in pages]),
            **_known(found),
            "names": packed({d.id: named(d, m) for d, m in pages}),
            "beside": packed(beside),
            **{f"table {name}": cells.packed(table) for name, table in tables.items()},
        },
    )


def _known(found: Facts) -> dict[str, bytes]:
    heads = found.heads
    days = [(d.published.earliest or date.max).toordinal() for d in heads]
    return {
        "heads": packed([packed(d) for d in heads]),
        "days": np.array(days, np.int64).tobytes(),
        "outlets": packed([(d.outlet, d.author) for d in heads]),
        "seen": packed(found.seen),
        "wires": packed(found.wires),
        "addresses": packed(found.addresses),
        "links": packed(found.links),
        **{f"voices {name}": getattr(found.voices, name).tobytes() for name in VOICES},
    }


@functools.lru_cache(maxsize=64)
def pages_of(path: Path) -> dict[str, bytes]:
    """Give the pages of a shelf, packed, by their ids."""
    ids, pages = cells.take(path, ("ids", "pages"))
    names = msgspec.msgpack.decode(ids, type=list[str])
    return dict(zip(names, msgspec.msgpack.decode(pages, type=list[bytes]), strict=True))


def opened(page: bytes) -> Page:
    """Give a packed page."""
    return msgspec.msgpack.decode(page, type=tuple[Document, Marks])


@functools.lru_cache(maxsize=64)
def names_on(path: Path) -> dict[DocumentId, tuple[str, ...]]:
    """Give the names that each page of a shelf has for anybody."""
    cell = cells.take(path, ["names"])[0]
    return msgspec.msgpack.decode(cell, type=dict[DocumentId, tuple[str, ...]])
