"""Records go to Arrow and back without loss, and their columns are pinned."""

import functools
import typing
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import Estimate, Figure, Quantity, Span
from wellsourced.store import tables
from wellsourced.store.arrow import UnfitError, schema_of, table_of, text_of
from wellsourced.store.duck import in_memory

GOLDEN = Path(__file__).parents[1] / "golden" / "schemas"
TABLES = [t for t in vars(tables).values() if isinstance(t, tables.Table)] + [
    t for _, t in tables.LAYERS
]


def read_back(table: pa.Table, kind: type[Struct]) -> tuple[Struct, ...]:
    return in_memory({"table": table}).rows(tables.Table("table", kind))


@functools.cache
def records(kind: type[Struct]) -> st.SearchStrategy[Struct]:
    """Records with every field given, also those that have a default; backward ones are turned."""
    hints = typing.get_type_hints(kind)
    fields = st.fixed_dictionaries({f: _of(hints[f]) for f in kind.__struct_fields__})
    return fields.map(lambda given: _made(kind, dict(given)))


def _made(kind: type[Struct], fields: dict[str, object]) -> Struct:
    for low, high in (("start", "end"), ("low", "high"), ("earliest", "latest")):
        if fields.get(low) is not None and fields.get(high) is not None:
            fields[low], fields[high] = sorted((fields[low], fields[high]))
    if "start" in fields:
        fields["end"] += 1
    positional = (
        [fields.pop(f) for f in kind.__struct_fields__] if kind in (Span, Estimate) else []
    )
    return kind(*positional, **fields)


@functools.cache
def _of(hint: object) -> st.SearchStrategy:
    hint = getattr(hint, "__supertype__", hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return records(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(_of(inner[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(_of(inner[0]), _of(inner[1]), max_size=2)
    if inner:
        return st.one_of(*map(_of, inner))
    return st.sampled_from(hint)


PLAIN = {
    str: st.text(st.characters(exclude_categories=["Cs"])),
    int: st.integers(0, 2**62),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_record_comes_back_as_it_went_in(table):
    @settings(max_examples=4, deadline=None, database=None)
    @given(st.lists(records(table.kind), max_size=2))
    def comes_back(rows: list[Struct]) -> None:
        assert read_back(table_of(rows, table.kind), table.kind) == tuple(rows)

    comes_back()


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_no_column_changes_without_a_line_in_the_golden_schemas(table, pytestconfig):
    golden, found = GOLDEN / f"{table.name}.txt", text_of(schema_of(table.kind))
    if pytestconfig.getoption("--golden-update"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == found, "pytest --golden-update, and read the diff"


def test_a_count_of_more_than_64_bits_is_refused_and_not_cut():
    with pytest.raises(UnfitError, match="Figure"):
        table_of([Figure(outcome="killed", low=2**70, high=None, bound="exact")], Figure)


def test_unknown_is_not_nought():
    row = Quantity(start=0, end=1, outcome="killed", low=None, high=0, bound="at_most")

    assert read_back(table_of([row], Quantity), Quantity) == (row,)


def test_rows_of_another_version_are_refused_with_the_remedy():
    old = pa.table({"low": pa.array([1])})

    with pytest.raises(StoreError, match="as this version writes it") as refused:
        read_back(old, Estimate)
    assert "run CASE" in str(refused.value)
