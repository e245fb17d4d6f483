"""The tables of a record as Arrow, which polars, pandas and DuckDB take over as they lie."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pyarrow as pa
from msgspec import Struct

from wellsourced.decisions import Decisions
from wellsourced.errors import InputError
from wellsourced.exporting import told
from wellsourced.store import tables as stored
from wellsourced.store.arrow import schema_of, table_of
from wellsourced.tell.export.tables import Table, tables

_MANY = 50_000  # records that are held at a time
_STORED = {t.name: t for t in (stored.CLAIMS, stored.TALLIES, stored.CHECKS, stored.STORIES)}


def table(case: Decisions, name: str, as_of: date | None) -> pa.Table:
    """Give a table of a case, as the case is seen; raises InputError where there is none."""
    known = {t.name: t for t in tables(told(case, as_of))}
    if name not in known:
        raise InputError(f"no table is called {name!r}", hint=f"there are: {', '.join(known)}")
    wanted = known[name]
    if name in _STORED and not case.lens.ruled and case._records.veil(as_of).sheer:
        return _lying(case, wanted, as_of)
    return pa.concat_tables(list(_pieces(wanted))).cast(_schema(wanted.kind))


def _lying(case: Decisions, wanted: Table, as_of: date | None) -> pa.Table:
    """A table as the record has it; no record of it is made."""
    schema = _schema(wanted.kind)
    found = case._records.machine(as_of)._relation(wanted.name)
    return found.select(*schema.names).to_arrow_table().cast(schema)


def _pieces(wanted: Table) -> Iterator[pa.Table]:
    rows: Iterator[Struct] = wanted.rows()
    yield table_of(islice(rows, _MANY), wanted.kind)
    while some := tuple(islice(rows, _MANY)):
        yield table_of(some, wanted.kind)


def _schema(kind: type[Struct]) -> pa.Schema:
    """The schema of a table; DuckDB does not tell what is never null, so nothing is said so."""
    return pa.schema([_loose(field) for field in schema_of(kind)])


def _loose(field: pa.Field) -> pa.Field:
    return pa.field(field.name, _loosened(field.type))


def _loosened(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct([_loose(kind.field(n)) for n in range(kind.num_fields)])
    if pa.types.is_list(kind):
        return pa.list_(_loose(kind.value_field))
    if pa.types.is_map(kind):
        return pa.map_(kind.key_type, _loose(kind.item_field))
    return kind
