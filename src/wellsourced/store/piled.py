"""Quotes put aside on disk, and given back page by page: a large case has too many to be held."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb
import pyarrow as pa

from wellsourced.errors import UnwrittenError

_SOME = 10_000  # that are put aside at once
_BATCH = 2_000  # that are given back at once
_MEMORY = "160MB"
_SCHEMA = pa.schema(
    [
        ("document", pa.string()),
        ("number", pa.int64()),
        ("owner", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("quote", pa.string()),
    ]
)


class Quoted(NamedTuple):
    """Words that stand on a page, as `owner` has them; the how manieth quote it is."""

    document: str
    number: int
    owner: str
    start: int
    end: int
    quote: str


def in_order(quotes: Iterable[Quoted]) -> Iterator[Quoted]:
    """Give quotes page by page, in the order of the pages' ids.

    >>> a, b = Quoted("b", 0, "x", 0, 3, "Oct"), Quoted("a", 1, "x", 4, 5, "1")
    >>> [q.document for q in in_order([a, b])]
    ['a', 'b']
    """
    with TemporaryDirectory(prefix="quotes-") as folder:
        try:
            yield from _sorted(quotes, Path(folder))
        except duckdb.IOException as error:
            why = str(error).partition("\n")[0]
            hint = "make room in the folder for temporary files, or name another in TMPDIR"
            raise UnwrittenError(f"cannot put quotes aside: {why}", hint=hint) from error


def _sorted(quotes: Iterable[Quoted], folder: Path) -> Iterator[Quoted]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": 1,
        "temp_directory": str(folder / "spill"),
    }
    with duckdb.connect(str(folder / "quotes.duckdb"), config=config) as database:
        duckdb.from_arrow(_SCHEMA.empty_table(), connection=database).create("quotes")
        left = iter(quotes)
        while some := list(islice(left, _SOME)):
            columns = [
                pa.array(column, field.type)
                for field, column in zip(_SCHEMA, zip(*some, strict=True), strict=True)
            ]
            piece = pa.Table.from_arrays(columns, schema=_SCHEMA)
            duckdb.from_arrow(piece, connection=database).insert_into("quotes")
        found = database.table("quotes").order("document, number").to_arrow_reader(_BATCH)
        for batch in found:
            yield from map(Quoted, *(column.to_pylist() for column in batch.columns))
