"""A large record with its register: any few claims, pages or counts of very many, read at once."""

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import duckdb
import msgspec
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Claim, ClaimId, Document, DocumentId, Part, Tally
from wellsourced.store import register
from wellsourced.store.packed import Packed
from wellsourced.store.snapshots import RECORD
from wellsourced.store.tables import TALLIES, Table, Text

R = TypeVar("R", bound=Struct)

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
_KEPT = 5_000  # claims that are kept as they were read
_LETTERS = 16_000_000  # of pages that are kept as they were read

Cell = str | int | float | bool | date | None


Held = dict[str, tuple[msgspec.Raw, ...]]  # of a page the rows of each table, as JSON


def whole(cell: Cell) -> int:
    """Give a number of a row; where nothing stands it is none at all."""
    return cell if isinstance(cell, int) else int(cell) if isinstance(cell, float | str) else 0


class Record:
    """A record (`r`) with its register (`g`), opened for many who ask in SQL at once.

    The files may be removed while they are open: whoever asks still gets whole answers of them.
    """

    def __init__(self, folder: Path, beside: Path) -> None:
        self._open = opened(folder)
        word = str(beside / register.INDEX).replace("'", "''")
        self._open.execute(f"ATTACH '{word}' AS g (READ_ONLY)")
        self._answers: dict[str, list[tuple[Cell, ...]]] = {}

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Give a way to ask that nobody else uses."""
        return self._open.cursor()

    def rows(self, query: str, *given: object) -> list[tuple[Cell, ...]]:
        """Give the rows of a question in SQL."""
        with self.cursor() as asked:
            found: list[tuple[Cell, ...]] = asked.execute(query, given).fetchall()
            return found

    def once(self, query: str) -> list[tuple[Cell, ...]]:
        """Give the rows of a question that many ask, and whose answer never changes."""
        if query not in self._answers:
            self._answers[query] = self.rows(query)
        return self._answers[query]

    def number(self, query: str, *given: object) -> int:
        """Give the one number that is asked for."""
        found = self.rows(query, *given)
        return whole(found[0][0]) if found else 0

    def names(self, query: str, *given: object) -> list[str]:
        """Give the words of the first column."""
        return [str(r[0]) for r in self.rows(query, *given)]

    def numbers(self, query: str, *given: object) -> list[int]:
        """Give the numbers of the first column."""
        return [whole(r[0]) for r in self.rows(query, *given)]


class Library(Record):
    """A record whose claims, counts and pages are read by their rows, any few at once."""

    def __init__(self, folder: Path, beside: Path) -> None:
        super().__init__(folder, beside)
        self._claims = Packed(beside / register.CLAIMS)
        self._texts, self._marks = (Packed(beside / n) for n in (register.TEXTS, register.MARKS))
        self._by_row = {name: Packed(beside / file) for name, file in register.BY_ROW.items()}
        self._near = Packed(beside / register.NEAR)
        self._told_on = {t: Packed(beside / register.pages_of(t)) for t in register.TOLD_ON}
        self._kept: OrderedDict[int, Claim] = OrderedDict()
        self._pages, self._letters = OrderedDict[str, Document](), 0
        self._turn = threading.Lock()

    def pages_known(self) -> int:
        """Tell how many pages there are; their ids are known from then on."""
        return len(self._ids)

    @cached_property
    def _ids(self) -> list[str]:
        return self.names("SELECT id FROM r.documents ORDER BY id")

    def has(self, page: str) -> bool:
        """Whether there is a page of this id."""
        return bool(self._places([page]))

    def page(self, number: int) -> DocumentId:
        """Give the id of a page by its place among the ids."""
        return DocumentId(self._ids[number])

    def near(self, pages: Iterable[str]) -> dict[str, list[int]]:
        """Give the rows of counts, checks and texts that have to do with some pages, in order."""
        cells = self._near.rows([n for _, n in self._places(pages)])
        found = [decoder(_Near).decode(c) for c in cells]
        fields = _Near.__struct_fields__
        return {f: sorted({n for one in found for n in getattr(one, f)}) for f in fields}

    def told_on(self, table: str, rows: Sequence[int]) -> set[DocumentId]:
        """Give the pages on which some counts or checks are told, or where texts stand."""
        cells = self._told_on[table].rows(rows)
        return {self.page(n) for c in cells for n in msgspec.json.decode(c, type=list[int])}

    def claims(self, rows: Sequence[int]) -> tuple[Claim, ...]:
        """Give claims by their rows; those that were asked for last are kept."""
        with self._turn:
            known = {n: self._kept[n] for n in rows if n in self._kept}
        new = [n for n in dict.fromkeys(rows) if n not in known]
        known.update(zip(new, self._told(self._claims, new, Claim), strict=True))
        with self._turn:
            for n in new:
                self._kept[n] = known[n]
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return tuple(known[n] for n in rows)

    def ids(self, rows: Sequence[int]) -> dict[int, ClaimId]:
        """Give the ids of claims by their rows."""
        return {n: c.id for n, c in zip(rows, self.claims(rows), strict=True)}

    def tallies(self, rows: Sequence[int]) -> tuple[Tally, ...]:
        """Give counts by their rows."""
        return self.told(TALLIES, rows)

    def told(self, table: Table[R], rows: Sequence[int]) -> tuple[R, ...]:
        """Give counts, checks or stories by their rows."""
        return self._told(self._by_row[table.name], rows, table.kind)

    def _told(self, of: Packed, rows: Sequence[int], kind: type[R]) -> tuple[R, ...]:
        try:
            return tuple(msgspec.json.decode(r, type=kind) for r in of.rows(rows))
        except msgspec.ValidationError as error:
            problem = f"the register holds no {kind.__name__} as this version writes it: {error}"
            raise StoreError(problem, hint="`wellsourced run CASE` makes it anew") from error

    def texts(self, ids: Sequence[str]) -> dict[str, Held]:
        """Give pages with their parts, by their ids; of unknown ids nothing."""
        return self._held(ids, self._texts)

    def marks(self, ids: Sequence[str]) -> dict[str, Held]:
        """Give all that was marked in pages, by their ids; of unknown ids nothing."""
        return self._held(ids, self._marks)

    def documents(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Give pages, by their ids; of unknown ids nothing. Those asked for last are kept."""
        with self._turn:
            known = {i: self._pages[i] for i in ids if i in self._pages}
        new = self._cells([i for i in dict.fromkeys(ids) if i not in known], self._texts)
        known.update((i, _page(cell)) for i, cell in new)
        with self._turn:
            for i in known:
                if i not in self._pages:
                    self._pages[i] = known[i]
                    self._letters += len(known[i].text)
                self._pages.move_to_end(i)
            while self._letters > _LETTERS:
                _, gone = self._pages.popitem(last=False)
                self._letters -= len(gone.text)
        return tuple(known[i] for i in ids if i in known)

    def _held(self, ids: Sequence[str], of: Packed) -> dict[str, Held]:
        return {i: msgspec.json.decode(c, type=Held) for i, c in self._cells(ids, of)}

    def _cells(self, ids: Sequence[str], of: Packed) -> Iterator[tuple[str, bytes]]:
        there = self._places(ids)
        cells = of.rows([n for _, n in there])
        return ((i, c) for (i, _), c in zip(there, cells, strict=True))

    def _places(self, ids: Iterable[str]) -> list[tuple[str, int]]:
        """Those of some pages that there are, each with its place among the ids."""
        known = self._ids
        at = ((i, bisect_left(known, i)) for i in dict.fromkeys(ids))
        return [(i, n) for i, n in at if n < len(known) and known[n] == i]


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open the record (`r`) in a snapshot's folder."""
    try:
        found = duckdb.connect(":memory:", config=_CONFIG)
        word = str(folder / RECORD).replace("'", "''")
        found.execute(f"ATTACH '{word}' AS r (READ_ONLY)")
    except duckdb.Error as error:
        hint = "run the case again; evidence and tasks are kept apart from it"
        raise StoreError(f"{folder} cannot be read: {error}", hint=hint) from error
    return found


class _Near(Struct):
    """The rows that have to do with a page, by their tables."""

    tallies: tuple[int, ...]
    checks: tuple[int, ...]
    stories: tuple[int, ...]


class _Page(Struct):
    """A page as the register holds it: its row, and those of its parts."""

    documents: tuple[Text]
    parts: tuple[Part, ...]


def _page(cell: bytes) -> Document:
    found: _Page = decoder(_Page).decode(cell)
    return found.documents[0].document(found.parts)


@cache
def decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    """Give what reads records of a kind; it is made once."""
    return msgspec.json.Decoder(kind)
