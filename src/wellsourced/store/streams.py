"""Rows of a record one by one, read in batches: for what goes through all of a large case."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Document, DocumentId
from wellsourced.store.poured import sparing
from wellsourced.store.snapshots import Snapshot, read, written
from wellsourced.store.tables import DOCUMENTS, PARTS, Table

R = TypeVar("R", bound=Struct)

_BATCH = 2_000  # rows
_OWNER = "document"  # the column that names the document of a mark or a part
_WHOSE = "the owner"  # it as it is asked for: no field has this name
_AT_ONCE = 500  # rows that are read at once
_ALL = 1 << 60  # more rows than there are
_SPARING, _LAVISH = 160, 40_000  # megabytes
_LACKING = "Out of Memory"  # as DuckDB says it, and Arrow passes on
_ATTACHED = "told"
_FILE = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"


def each(record: Snapshot, table: Table[R]) -> Iterator[R]:
    """Give the records of a table in the order they were written; none is kept."""
    return (row for _, row in _whole(record, table))


def asked(record: Snapshot, query: str, kind: type[R]) -> Iterator[R]:
    """Give the records that the rows of a question in SQL are."""
    with sparing(record) as database:
        for _, row in _rows(database.sql(query), Table("", kind)):
            yield row


def each_owned(record: Snapshot, table: Table[R]) -> Iterator[tuple[DocumentId, R]]:
    """Give the records of a table of marks or parts, each behind its document."""
    return ((DocumentId(owner), row) for owner, row in _whole(record, table))


def documents(record: Snapshot) -> Iterator[Document]:
    """Give the documents, sorted by id, with their parts, which stand in the same order."""
    parts = Owned(record, PARTS)
    for text in each(record, DOCUMENTS):
        yield text.document(parts.of(text.id))
    parts.ended()


class Owned(Generic[R]):
    """Marks or parts page by page, as they are asked for in the order of the pages."""

    def __init__(self, record: Snapshot, table: Table[R]) -> None:
        self._name = table.name
        self._found = each_owned(record, table)
        self._ahead = next(self._found, None)

    def of(self, document: DocumentId) -> tuple[R, ...]:
        """Give the rows of a page."""
        told: list[R] = []
        while self._ahead is not None and self._ahead[0] == document:
            told.append(self._ahead[1])
            self._ahead = next(self._found, None)
        return tuple(told)

    def ended(self) -> None:
        """Raise StoreError where rows are left: they stand out of order, or are of no page."""
        if self._ahead is not None:
            problem = f"{self._name} of {self._ahead[0]} stand out of order"
            raise StoreError(problem, hint="run the case again")


class Apart(Snapshot):
    """A record attached to a database of its own, that takes little memory."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        super().__init__(lambda: database)
        self._megabytes = _SPARING

    def roomier(self) -> bool:
        """Take more memory, for pages so long that they need it; False: it is a lot already."""
        self._megabytes *= 4
        self._connect().execute(f"SET memory_limit = '{self._megabytes}MB'")
        return self._megabytes <= _LAVISH

    def _relation(self, name: str) -> duckdb.DuckDBPyRelation:
        return self._connect().cursor().table(f"{_ATTACHED}.{name}")


def apart(record: Snapshot) -> Snapshot:
    """Give a record opened once more, for who goes through all of it: with little memory.

    Whoever else asks it meanwhile has all the memory and threads that there are. A record that
    lies in no file, or whose file is gone, is given as it is.
    """
    named = record._connect().cursor().execute(_FILE).fetchone()
    if named is None or not named[0]:
        return record
    database = duckdb.connect(config={"memory_limit": f"{_SPARING}MB", "threads": 1})
    quoted = str(named[0]).replace("'", "''")
    try:
        database.execute(f"ATTACH '{quoted}' AS {_ATTACHED} (READ_ONLY)")
    except duckdb.Error:
        return record
    return Apart(database)


def _whole(record: Snapshot, table: Table[R]) -> Iterator[tuple[str, R]]:
    """The rows of a table; where memory does not do for them, the rest with more of it."""
    given = 0
    while True:
        rest = record._relation(table.name).limit(_ALL, given) if given else None
        try:
            for row in _rows(rest or record._relation(table.name), table):
                yield row
                given += 1
        except (duckdb.OutOfMemoryException, OSError) as error:
            if not roomier(record, error):
                raise
        else:
            return


def roomier(record: Snapshot, error: Exception) -> bool:
    """Whether it was for want of memory, and there is more now."""
    return isinstance(record, Apart) and _LACKING in str(error) and record.roomier()


def _rows(of: duckdb.DuckDBPyRelation, table: Table[R]) -> Iterator[tuple[str, R]]:
    """Rows of a table, each behind its document, where it has one.

    DuckDB writes each as JSON, from which a record is read ten times faster than from columns.
    """
    fields = [f for f in table.kind.__struct_fields__ if f in of.columns]
    owner = ColumnExpression(_OWNER) if table.owned else ConstantExpression("")
    cells = of.select(owner.alias(_WHOSE), *written(table.kind, fields))
    found = cells.select(ColumnExpression(_WHOSE), _told(fields))
    for batch in found.to_arrow_reader(_BATCH):
        for at in range(0, batch.num_rows, _AT_ONCE):
            owners, told = (c.to_pylist() for c in batch.slice(at, _AT_ONCE).columns)
            yield from zip(owners, read(told, table.kind), strict=True)


def _told(fields: Iterable[str]) -> Expression:
    """A row as JSON, with some of its fields."""
    cells = (ColumnExpression(f).alias(f) for f in fields)
    return FunctionExpression("to_json", FunctionExpression("struct_pack", *cells))
