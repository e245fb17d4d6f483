"""Whole tables of a record as CSV, written by the database and not row by row.

A cell is what `wellsourced.tell.export.csv` makes of the same field: a test holds both to the
same bytes.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb
from duckdb.sqltypes import DuckDBPyType

from wellsourced.store import laid
from wellsourced.store.snapshots import Snapshot

Write = Callable[[BinaryIO], None]

_MEMORY = "200MB"
_PIECE = 1 << 23  # bytes that are copied at once
_APART = "evidence"
_RISKY = "61, 43, 45, 64, 9, 13"  # = + - @ tab return, with which a formula begins
_GUARDED = (
    "CASE WHEN {0} = '' THEN NULL WHEN ord({0}) NOT IN (" + _RISKY + ") OR length({0}) = 1"
    " THEN {0} ELSE '''' || {0} END"
)
_JOINED = "array_to_string(list_transform({0}, lambda i: {1}), '; ')"
_FLAG = "CASE {0} WHEN true THEN 'True' WHEN false THEN 'False' END"
_SHAPES = {
    frozenset({"low", "high"}): (
        "CASE WHEN {0}.low = {0}.high THEN {0}.low::VARCHAR ELSE {0}.low || ' to ' || {0}.high END"
    ),
    frozenset({"name", "unnamed", "kind"}): (
        "{0}.name || CASE WHEN {0}.kind = 'commenter' THEN ' (reader)'"
        " WHEN {0}.unnamed AND {0}.name <> 'unnamed' THEN ' (unnamed)' ELSE '' END"
    ),
    frozenset({"verdict", "why", "about"}): "{0}.verdict || ': ' || {0}.why",
    frozenset({"document", "start", "end", "quote"}): (
        "'“' || {0}.quote || '” (' || {0}.document || ' ' || {0}.start || '-' || {0}.end || ')'"
    ),
}
_EVIDENCE = """
SELECT of, e.document, e.start, e.end, {quote} AS quote, {chain} AS chain, e.commitment, e.stance
FROM (
  SELECT id AS of, unnest(evidence) AS e FROM claims
  UNION ALL
  SELECT id AS of, unnest(evidence) AS e FROM tallies
)
"""
_COPY = "COPY ({query}) TO '{path}' (FORMAT csv, HEADER, USE_TMP_FILE false, NEW_LINE '\\r\\n')"


def csv(record: Snapshot, table: str) -> Write | None:
    """Give what writes a table as CSV, in its order; None: it is not told as it lies here."""
    if table == _APART:
        return lambda out: _copied(record, _evidence(), out)
    query = laid.query(table)
    return None if query is None else lambda out: _copied(record, _whole(record, query), out)


def _copied(record: Snapshot, query: str, out: BinaryIO) -> None:
    """Have the database write a file: where it is wanted, else beside, to be copied."""
    name = getattr(out, "name", None)
    if isinstance(name, str) and out.seekable() and out.tell() == 0:
        _asked(record, query, name)
        out.seek(0, SEEK_END)
        return
    with TemporaryDirectory(prefix="poured-") as folder:
        path = Path(folder) / "table.csv"
        _asked(record, query, str(path))
        with path.open("rb") as made:
            shutil.copyfileobj(made, out, _PIECE)


def _asked(record: Snapshot, query: str, path: str) -> None:
    quoted = path.replace("'", "''")
    with sparing(record) as database:
        database.execute(_COPY.format(query=query, path=quoted))


@contextmanager
def sparing(record: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that takes little memory; what it took before is set again."""
    database = record._connect().cursor()
    asked = database.execute("SELECT current_setting('memory_limit')").fetchone()
    try:
        database.execute(f"SET memory_limit = '{_MEMORY}'; SET enable_progress_bar = false")
        yield database
    finally:
        database.execute(f"SET memory_limit = '{asked[0] if asked else _MEMORY}'")
        database.close()


def _whole(record: Snapshot, query: str) -> str:
    """Cells first, and then each once more as none that is a formula or quoted though empty."""
    of = record._connect().cursor().sql(query)
    cells = [(_named(n), t) for n, t in zip(of.columns, of.types, strict=True) if n != _APART]
    made = ", ".join(f"{_cell(n, t)} AS {n}" for n, t in cells)
    shown = ", ".join(f"{_shown(n, t)} AS {n}" for n, t in cells)
    return f"SELECT {shown} FROM (SELECT {made} FROM ({query}))"


def _shown(column: str, kind: DuckDBPyType) -> str:
    return _text(column) if kind.id in ("varchar", "list", "struct", "map") else column


def _evidence() -> str:
    chain = _text("array_to_string(e.chain, ' <- ')")
    return _EVIDENCE.format(quote=_text("e.quote"), chain=chain)


def _named(column: str) -> str:
    return f'"{column}"'


def _text(words: str) -> str:
    """Words that are never a formula; an empty cell is empty, and not quoted."""
    return _GUARDED.format(words)


def _inner(kind: DuckDBPyType) -> DuckDBPyType:
    """The type of what a list holds."""
    inner = kind.children[0][1]
    assert isinstance(inner, DuckDBPyType)
    return inner


def _cell(column: str, kind: DuckDBPyType) -> str:
    """What stands in a cell of a column."""
    if kind.id == "boolean":
        return _FLAG.format(column)
    if kind.id == "list":
        return _JOINED.format(column, _item("i", _inner(kind)))
    return _item(column, kind) if kind.id in ("struct", "map") else column


def _item(value: str, kind: DuckDBPyType) -> str:
    """What stands for a thing in a cell: words of its shape, else JSON."""
    if kind.id == "varchar":
        return value
    known = frozenset(n for n, _ in kind.children) if kind.id == "struct" else frozenset()
    shape = _SHAPES.get(known)
    return shape.format(value) if shape else f"to_json({value})::VARCHAR"
