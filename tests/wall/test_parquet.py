"""Parquet: what is read back is the records themselves, and the columns stay as they are."""

import io

import msgspec
import pytest
from pyarrow import parquet

from tests.wall.conftest import all_bytes
from wellsourced.exporting import told
from wellsourced.store.arrow import text_of
from wellsourced.tell.export.tables import tables

LENSES = [{}, {"withhold_commenters": True}, {"ruled": True}]


def records(raw, kind):
    found = parquet.read_table(io.BytesIO(raw)).to_pylist(maps_as_pydicts="strict")
    return msgspec.convert(found, type=list[kind])


@pytest.mark.parametrize("lens", LENSES)
def test_the_records_are_read_back(case, tmp_path, lens):
    seen = case.seen(**lens)
    raw = all_bytes(seen, "parquet", tmp_path)

    for table in tables(told(seen, None)):
        assert records(raw[f"{table.name}.parquet"], table.kind) == list(table.rows())


def test_columns_are_the_same_whoever_writes_them(readers, tmp_path):
    whole = all_bytes(readers, "parquet", tmp_path / "a")
    rows = all_bytes(readers.seen(withhold_commenters=True), "parquet", tmp_path / "b")

    for name in whole:
        one, other = (parquet.read_schema(io.BytesIO(f[name])) for f in (whole, rows))
        assert text_of(one) == text_of(other)
