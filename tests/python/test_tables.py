"""Tables of a record: the same rows as the records, and other tools take them over as they lie."""

from datetime import date

import duckdb
import msgspec
import pandas as pd
import polars as pl
import pytest

from tests.factories import case
from wellsourced.case import Case
from wellsourced.errors import InputError

NAMES = ("claims", "tallies", "checks", "timeline", "sources", "documents", "entities", "stories")


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case(tmp_path_factory.mktemp("river"))


def rows(of: Case, name: str, **asked: object) -> list[dict]:
    return records(of.table(name, **asked).to_pylist(maps_as_pydicts="strict"))


def records(found: object) -> list[dict]:
    return msgspec.json.decode(msgspec.json.encode(found))


def addresses(table, column: str) -> list[int]:
    """Where the bytes of a column of one piece lie."""
    (piece,) = table[column].chunks
    return [b.address for b in piece.buffers() if b is not None]


def test_a_table_holds_what_the_records_hold(river: Case):
    assert rows(river, "claims") == records(river.claims())
    assert rows(river, "tallies") == records(river.tallies())
    day = date(2009, 9, 18)
    assert rows(river, "claims", as_of=day) == records(river.claims(as_of=day))


def test_what_is_read_by_the_column_is_what_is_read_by_the_record(river: Case):
    ruled = river.seen(ruled=True)
    for name in ("tallies", "checks", "stories"):
        assert river.table(name).equals(ruled.table(name))
    assert (
        ruled.table("claims")
        .select(river.table("claims").schema.names)
        .equals(river.table("claims"))
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_table_is_there_also_without_readers_names(river: Case, name: str):
    held = river.seen(ruled=True, withhold_commenters=True)

    assert held.table(name).num_rows == river.table(name).num_rows


def test_a_table_that_is_not_there_is_told(river: Case):
    with pytest.raises(InputError, match="there are: claims, tallies"):
        river.table("facts")


@pytest.mark.parametrize("column", ["readers", "hedged", "earliest"])
def test_polars_looks_at_the_same_bytes(river: Case, column: str):
    table = river.table("claims")

    taken = pl.from_arrow(table)[column].to_arrow().buffers()[-1].address
    assert taken == addresses(table, column)[-1]


def test_polars_looks_at_the_same_words(river: Case):
    table = river.table("claims")

    taken = pl.from_arrow(table)["text"].to_arrow(compat_level=pl.CompatLevel.newest())
    words = table["text"].chunk(0).buffers()[-1]
    ours = range(words.address, words.address + words.size)
    assert taken.buffers()[-1].address in ours


@pytest.mark.parametrize("column", ["readers", "earliest", "text", "evidence"])
def test_pandas_looks_at_the_same_bytes(river: Case, column: str):
    table = river.table("claims")
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)

    (taken,) = frame[column].array.__arrow_array__().chunks
    assert [b.address for b in taken.buffers() if b is not None] == addresses(table, column)


def test_duckdb_asks_a_table(river: Case):
    table = river.table("claims")
    ((found,),) = duckdb.from_arrow(table).filter("len(evidence) > 0").count("*").fetchall()

    assert found == table.num_rows
