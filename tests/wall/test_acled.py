"""ACLED-shaped events: known columns, figures with their bounds, and nothing made up."""

import csv
import io

import pytest

from tests.wall.conftest import exported
from wellsourced.lexicon.reader import read
from wellsourced.tell.export.acled import COLUMNS, EXTRA

BOOK = read("codes/acled.toml", dict[str, tuple[str, str, str]])


def rows(case, **options):
    return list(csv.DictReader(io.StringIO(exported(case, "acled", **options).decode())))


def test_it_has_the_columns_of_the_table_and_ours_behind_them(case):
    found = csv.reader(io.StringIO(exported(case, "acled").decode()))

    assert next(found) == [*COLUMNS, *EXTRA]
    assert all(len(row) == len(COLUMNS) + len(EXTRA) for row in found)


def test_codes_are_those_of_the_book_or_none(case):
    allowed = {*BOOK.values(), ("", "", "")}

    for row in rows(case):
        assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) in allowed
        assert row["time_precision"] in ("", "1", "2", "3")
        assert row["geo_precision"] in ("", "1", "2", "3")
        assert bool(row["latitude"]) is bool(row["geo_precision"])


def test_the_dead_have_a_lowest_best_and_highest_figure_and_independent_sources(example):
    incidents = {i.id: i for i in example.incidents()}
    told = {row["event_id_cnty"]: row for row in rows(example, background="true")}

    assert set(told) <= set(incidents)
    for name, row in told.items():
        i = incidents[name]
        figures = (i.killed.low, i.killed.best, i.killed.high) if i.killed else (None,) * 3
        shown = (row["fatalities_low"], row["fatalities_best"], row["fatalities_high"])
        assert shown == tuple("" if n is None else str(n) for n in figures)
        assert row["independent_sources_low"] == str(i.origins.low)


def test_a_day_that_no_page_names_is_left_empty(example):
    for i in example.incidents():
        for row in rows(example):
            if row["event_id_cnty"] == i.id and i.basis == "heard":
                assert row["event_date"] == row["time_precision"] == ""


@pytest.mark.parametrize("column", ["admin1", "source_scale", "civilian_targeting", "iso"])
def test_what_the_record_does_not_know_stays_empty(example, column):
    assert {row[column] for row in rows(example)} == {""}


def test_the_words_that_an_event_rests_on_can_be_found(example):
    documents = {d.id for d in example.documents()}

    for row in rows(example):
        assert row["words"]
        assert {w.split()[0] for w in row["words"].split("; ")} <= documents
