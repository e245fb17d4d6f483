"""Rows of a record one by one, read in batches: for what goes through all of a large case."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Document, DocumentId, Part
from wellsourced.store.snapshots import Snapshot, read, written
from wellsourced.store.tables import DOCUMENTS, PARTS, Table

R = TypeVar("R", bound=Struct)

_BATCH = 2_000  # rows
_OWNER = "document"  # the column that names the document of a mark or a part
_WHOSE = "the owner"  # it as it is asked for: no field has this name


def each(record: Snapshot, table: Table[R]) -> Iterator[R]:
    """Give the records of a table in the order they were written; none is kept."""
    return (row for _, row in _rows(record._relation(table.name), table))


def asked(record: Snapshot, query: str, kind: type[R]) -> Iterator[R]:
    """Give the records that the rows of a question in SQL are."""
    found = record._connect().cursor().sql(query)
    return (row for _, row in _rows(found, Table("", kind)))


def each_owned(record: Snapshot, table: Table[R]) -> Iterator[tuple[DocumentId, R]]:
    """Give the records of a table of marks or parts, each behind its document."""
    found = _rows(record._relation(table.name), table)
    return ((DocumentId(owner), row) for owner, row in found)


def documents(record: Snapshot) -> Iterator[Document]:
    """Give the documents, sorted by id, with their parts, which stand in the same order."""
    groups = groupby(each_owned(record, PARTS), key=lambda pair: pair[0])
    ahead = next(groups, None)
    for text in each(record, DOCUMENTS):
        parts: tuple[Part, ...] = ()
        if ahead is not None and ahead[0] == text.id:
            parts = tuple(p for _, p in ahead[1])
            ahead = next(groups, None)
        yield text.document(parts)
    if ahead is not None:
        raise StoreError(f"parts of {ahead[0]} stand out of order", hint="run the case again")


def some(record: Snapshot, ids: Iterable[DocumentId]) -> dict[DocumentId, Document]:
    """Give some documents, by their ids; an id that is not there is left out."""
    wanted = [ConstantExpression(i) for i in sorted(set(ids))]
    if not wanted:
        return {}
    texts = record._relation(DOCUMENTS.name).filter(ColumnExpression("id").isin(*wanted))
    owned = record._relation(PARTS.name).filter(ColumnExpression(_OWNER).isin(*wanted))
    groups = groupby(_rows(owned, PARTS), key=lambda pair: pair[0])
    parts = {k: tuple(p for _, p in group) for k, group in groups}
    return {t.id: t.document(parts.get(t.id, ())) for _, t in _rows(texts, DOCUMENTS)}


def _rows(of: duckdb.DuckDBPyRelation, table: Table[R]) -> Iterator[tuple[str, R]]:
    """Rows of a table, each behind its document, where it has one.

    DuckDB writes each as JSON, from which a record is read ten times faster than from columns.
    """
    fields = [f for f in table.kind.__struct_fields__ if f in of.columns]
    owner = ColumnExpression(_OWNER) if table.owned else ConstantExpression("")
    cells = of.select(owner.alias(_WHOSE), *written(table.kind, fields))
    found = cells.select(ColumnExpression(_WHOSE), _told(fields))
    for batch in found.to_arrow_reader(_BATCH):
        owners, told = (column.to_pylist() for column in batch.columns)
        yield from zip(owners, read(told, table.kind), strict=True)


def _told(fields: Iterable[str]) -> Expression:
    """A row as JSON, with some of its fields."""
    cells = (ColumnExpression(f).alias(f) for f in fields)
    return FunctionExpression("to_json", FunctionExpression("struct_pack", *cells))
