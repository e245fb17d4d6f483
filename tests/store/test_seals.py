"""The seal of a table."""

from datetime import date

import pyarrow as pa
import pytest

from wellsourced.store.seals import sealed

COLUMNS = {
    "number": [1, None, 3] * 5000,
    "word": ["x", None, "yy"] * 5000,
    "list": [[1, 2], None, []] * 5000,
    "record": [{"on": date(2031, 5, 1), "by": "p"}, None, {"on": None, "by": None}] * 5000,
    "flag": [True, None, False] * 5000,
    "codes": pa.array([[("k", "v")], None, []] * 5000, pa.map_(pa.string(), pa.string())),
}


def seal(columns, size=None):
    table = pa.table(columns)
    return sealed(table.schema, table.to_batches(max_chunksize=size))


def test_a_table_has_one_seal_however_it_is_cut():
    assert seal(COLUMNS) == seal(COLUMNS, 777) == seal(COLUMNS, 8_192)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("number", [1, 0, 3] * 5000),
        ("word", ["xy", None, "y"] * 5000),
        ("list", [[1], None, [2]] * 5000),
        ("flag", [True, None, None] * 5000),
        ("record", [{"on": date(2031, 5, 2), "by": "p"}, None, None] * 5000),
    ],
)
def test_other_rows_have_another_seal(name, other):
    assert seal({**COLUMNS, name: other}) != seal(COLUMNS)


def test_an_empty_table_has_a_seal():
    assert seal({"a": pa.array([], pa.int64())}) != seal({"b": pa.array([], pa.int64())})
