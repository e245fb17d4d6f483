"""UCDP-shaped events: only deadly ones, sums that hold, precision by its scales."""

import csv
import io

from tests.wall.conftest import exported
from wellsourced.tell.export.ucdp import COLUMNS, EXTRA


def rows(case, **options):
    return list(csv.DictReader(io.StringIO(exported(case, "ucdp", **options).decode())))


def number(cell):
    return int(cell) if cell else None


def test_it_has_the_columns_of_the_dataset_and_ours_behind_them(case):
    assert next(csv.reader(io.StringIO(exported(case, "ucdp").decode()))) == [*COLUMNS, *EXTRA]


def test_all_are_deadly_and_the_figures_are_in_order(case):
    for row in rows(case):
        low, best, high = (number(row[c]) for c in ("low", "best", "high"))
        known = [n for n in (low, best, high) if n is not None]
        assert known == sorted(known)
        assert any(known)


def test_the_dead_by_side_add_up_to_the_best_figure(case):
    for row in rows(case):
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        if row["best"]:
            assert sum(number(row[p]) or 0 for p in parts) == int(row["best"])


def test_scales_are_those_of_the_code_book(case):
    for row in rows(case):
        assert row["type_of_violence"] in ("", "1", "2", "3")
        assert row["where_prec"] in ("", *"1234567")
        assert row["date_prec"] in ("", *"12345")
        assert row["id"].isdigit()
        if row["date_start"]:
            assert row["date_start"] <= row["date_end"]


def test_the_number_of_sources_is_that_of_independent_ones(example):
    incidents = {i.id: i for i in example.incidents()}
    found = rows(example)

    assert found
    for row in found:
        origins = incidents[row["relid"]].origins
        told = (row["number_of_sources"], row["number_of_sources_high"])
        assert told == (str(origins.low), str(origins.high))
