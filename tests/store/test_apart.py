"""A record opened once more for who goes through all of it."""

import duckdb
import pytest

from wellsourced.store import streams, tables
from wellsourced.store.snapshots import opened

MANY, SHORT = 5_500, 3_000  # rows, and how many of them come first and are short
LIMIT = "SELECT current_setting('memory_limit')"
_ROWS = f"""CREATE TABLE rejected AS SELECT 'read' AS stage, 'page ' || i AS input,
CASE WHEN i < {SHORT} THEN 'short' ELSE repeat(md5(i::VARCHAR), 2500) END AS reason,
false AS note FROM range({MANY}) rows(i)"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("apart") / "record.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute(_ROWS)
    return opened(path)


def test_rows_too_long_for_little_memory_are_all_told_in_their_order(record):
    apart = streams.apart(record)
    before = apart._connect().execute(LIMIT).fetchall()
    found = [r.input for r in streams.each(apart, tables.REJECTED)]

    assert found == [f"page {n}" for n in range(MANY)]
    assert apart._connect().execute(LIMIT).fetchall() != before


def test_who_goes_through_all_takes_no_memory_from_others(record):
    before = record._connect().execute(LIMIT).fetchall()
    apart = streams.apart(record)

    assert next(streams.each(apart, tables.REJECTED)).input == "page 0"
    assert record._connect().execute(LIMIT).fetchall() == before
    assert apart._connect().execute(LIMIT).fetchall() != before
