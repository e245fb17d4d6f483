"""Snapshots are published whole: who reads never sees half."""

import os

import duckdb
import pyarrow as pa
import pytest

from wellsourced.errors import StoreError
from wellsourced.model import Estimate
from wellsourced.store import duck
from wellsourced.store.arrow import table_of
from wellsourced.store.snapshots import Snapshots, snapshot
from wellsourced.store.tables import Table

PAIRS = Table("pairs", Estimate)


def pairs(*numbers: int) -> duck.Tables:
    return {"pairs": table_of([Estimate(n, n) for n in numbers], Estimate)}


def published(case, *numbers: int):
    return duck.publish(case, pairs(*numbers), made_from=str(numbers), chain=None)


def test_what_is_published_is_read_back_in_its_order(tmp_path):
    folder = published(tmp_path, 3, 1, 2)

    assert snapshot(folder).rows(PAIRS) == tuple(Estimate(n, n) for n in (3, 1, 2))
    assert Snapshots(tmp_path).current() == folder


def test_a_reader_keeps_its_record_while_newer_ones_are_published(tmp_path):
    tables = {**pairs(1), "more": pairs(2)["pairs"]}
    folder = duck.publish(tmp_path, tables, made_from="", chain=None)
    reader = snapshot(folder)
    assert reader.count("pairs") == 1
    for number in range(2, 7):
        published(tmp_path, number)

    assert reader.rows(Table("more", Estimate)) == (Estimate(2, 2),)
    assert snapshot(Snapshots(tmp_path).current()).rows(PAIRS) == (Estimate(6, 6),)


def test_old_snapshots_go_but_the_last_few(tmp_path):
    for number in range(1, 7):
        published(tmp_path, number)

    assert sorted(p.name for p in (tmp_path / "snapshots").iterdir()) == ["4", "5", "6"]


def test_a_snapshot_cut_off_before_it_was_put_in_force_is_not_read(tmp_path):
    published(tmp_path, 1)
    half = tmp_path / "snapshots" / "2"
    half.mkdir()
    (half / "record.duckdb").write_bytes(b"half")

    assert Snapshots(tmp_path).current().name == "1"
    assert published(tmp_path, 2).name == "2"
    assert (half / "record.duckdb").read_bytes() != b"half"


def test_the_same_tables_have_the_same_seals_whenever_they_are_written(tmp_path):
    published(tmp_path, 1, 2)
    first = Snapshots(tmp_path).manifest()
    published(tmp_path, 1, 2)

    assert Snapshots(tmp_path).manifest().tables == first.tables


def test_a_record_that_was_changed_is_not_sound(tmp_path):
    folder = published(tmp_path, 1)
    assert Snapshots(tmp_path).sound()

    os.truncate(folder / "record.duckdb", 4096)
    assert not Snapshots(tmp_path).sound()


def test_a_damaged_record_says_what_to_do(tmp_path):
    folder = published(tmp_path, 1)
    (folder / "record.duckdb").write_bytes(b"not a database")

    with pytest.raises(StoreError, match="run the case again"):
        snapshot(folder).rows(PAIRS)


def test_no_case_has_a_snapshot_before_it_is_run(tmp_path):
    assert Snapshots(tmp_path).current() is None
    assert Snapshots(tmp_path).manifest() is None


def test_pieces_of_a_table_are_put_in_order_by_one_column_or_by_two(tmp_path):
    rows = [("b", "2"), ("a", "9"), ("b", "10"), ("a", "11"), ("c", "1")]
    pieces = [pa.table({"kind": [k], "id": [i]}) for k, i in rows]

    def read(order):
        path = tmp_path / f"{len(order)}.duckdb"
        duck.write(path, {"rows": duck.Stream(iter(pieces), order)})
        with duckdb.connect(str(path), read_only=True) as database:
            return database.table("rows").fetchall()

    assert read("id") == sorted(rows, key=lambda row: row[1])
    assert read("kind, id") == sorted(rows)


def test_what_breaks_a_piece_of_a_table_is_told_as_it_is(tmp_path):
    def pieces():
        yield pa.table({"id": ["a"]})
        raise StoreError("a file is damaged", hint="delete it")

    with pytest.raises(StoreError, match="a file is damaged"):
        duck.write(tmp_path / "rows.duckdb", {"rows": duck.Stream(pieces())})


def test_pieces_cut_out_of_larger_ones_are_read_as_they_are(tmp_path):
    told = [[{"by": f"Guard {n}", "of": [str(n)]}] for n in range(9)]
    whole = pa.table({"id": [str(n) for n in range(9)], "told": told})
    path = tmp_path / "rows.duckdb"
    duck.write(path, {"rows": duck.Stream([whole.slice(0, 4), whole.slice(4)])})

    with duckdb.connect(str(path), read_only=True) as database:
        assert database.table("rows").to_arrow_table().to_pylist() == whole.to_pylist()
