"""Rows of a table are put in order, however many there are and however they come."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.store import ordered

ROW = st.tuples(st.sampled_from(["kill", "killed", "né"]), st.text("abé", max_size=4))


def table(rows) -> pa.Table:
    told = [[{"words": f"{kind} {name}", "said": [name, kind]}] for kind, name in rows]
    columns = {"kind": [k for k, _ in rows], "id": [n for _, n in rows], "told": told}
    kinds = {"words": pa.string(), "said": pa.list_(pa.string())}
    told_ = pa.list_(pa.struct(list(kinds.items())))
    schema = pa.schema([("kind", pa.string()), ("id", pa.string()), ("told", told_)])
    return pa.table(columns, schema=schema)


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(ordered, "_HELD", 3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(ROW, max_size=5), max_size=6))
def test_rows_come_in_order_by_one_column_or_by_two(pieces):
    rows = [row for piece in pieces for row in piece]
    for by, key in (("kind, id", None), ("id", lambda r: r["id"])):
        found = ordered.ordered(map(table, pieces), by, None)
        out = [row for t in found for row in t.to_pylist()]
        told = table(rows).to_pylist()
        whole = sorted(told, key=key or (lambda r: (r["kind"], r["id"])))
        names = ("kind", "id") if key is None else ("id",)
        assert [[r[n] for n in names] for r in out] == [[r[n] for n in names] for r in whole]
        assert sorted(map(str, out)) == sorted(map(str, told))


def test_a_table_without_rows_keeps_its_columns():
    (found,) = ordered.ordered([table([]), table([])], "id", None)

    assert found.schema == table([]).schema


def test_nothing_lies_about_where_rows_were_put_in_order(tmp_path):
    rows = [(kind, name) for kind in ("lost", "held") for name in "zyxwvutsrq"]
    found = ordered.ordered([table([row]) for row in rows], "kind, id", tmp_path)
    next(found)
    found.close()

    assert not list(tmp_path.iterdir())
