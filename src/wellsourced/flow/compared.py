"""Which rows of a large record are new or otherwise than in that of an earlier day.

What was there before is what has its id, else what shares most of its words (`tell.changes`).
"""

from pathlib import Path
from typing import NamedTuple

import duckdb

from wellsourced.flow.library import opened, whole
from wellsourced.store.snapshots import RECORD

_SPOTS = """
WITH fresh AS (SELECT c.rowid::INT AS n, {kind} AS kind, unnest(evidence) AS e FROM r.{table} c
    WHERE id NOT IN (SELECT id FROM o.{table})),
was AS (SELECT c.rowid::INT AS m, c.id, {kind} AS kind, unnest(evidence) AS e FROM o.{table} c),
shared AS (SELECT n, m, w.id, count(DISTINCT (f.e.document, f.e."start", f.e."end")) AS many
  FROM fresh f JOIN was w ON f.kind = w.kind AND f.e.document = w.e.document
    AND f.e."start" = w.e."start" AND f.e."end" = w.e."end" GROUP BY ALL)
SELECT n, m FROM shared QUALIFY row_number() OVER (PARTITION BY n ORDER BY many DESC, id) = 1
UNION ALL
SELECT c.rowid::INT, w.rowid::INT FROM r.{table} c JOIN o.{table} w USING (id)
"""
_CLAIMS = """
SELECT c.rowid::INT, p.m FROM r.claims c
LEFT JOIN pair p ON p.n = c.rowid LEFT JOIN o.claims w ON w.rowid = p.m
WHERE p.m IS NULL OR c.status <> w.status ORDER BY c.rowid
"""
_TOLLS = """
SELECT c.rowid::INT, p.m FROM r.tallies c
LEFT JOIN pair p ON p.n = c.rowid LEFT JOIN o.tallies w ON w.rowid = p.m
WHERE p.m IS NULL OR (c.low, c.best, c.high) IS DISTINCT FROM (w.low, w.best, w.high)
ORDER BY c.rowid
"""


class Compared(NamedTuple):
    """Rows of claims that are new; of those that stand otherwise, and of counts, with what was.

    What was is a row of the earlier record; None: there was nothing.
    """

    new: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]
    tolls: tuple[tuple[int, int | None], ...]


def compared(now: Path, then: Path) -> Compared:
    """Compare the records in two folders."""
    with opened(now) as db:
        word = str(then / RECORD).replace("'", "''")
        db.execute(f"ATTACH '{word}' AS o (READ_ONLY)")
        claims = _rows(db, "claims", "concat_ws(' ', type, polarity)", _CLAIMS)
        tolls = _rows(db, "tallies", "outcome", _TOLLS)
    return Compared(
        new=tuple(n for n, m in claims if m is None),
        moved=tuple((n, m) for n, m in claims if m is not None),
        tolls=tuple(tolls),
    )


def _rows(
    db: duckdb.DuckDBPyConnection, table: str, kind: str, query: str
) -> list[tuple[int, int | None]]:
    db.execute(f"CREATE OR REPLACE TEMP TABLE pair AS {_SPOTS.format(table=table, kind=kind)}")
    found = db.execute(query).fetchall()
    return [(whole(r[0]), None if r[1] is None else whole(r[1])) for r in found]
