"""The tables of counts and sums: what fails is seen first, with its words in their sentence."""

import io

import msgspec
import pytest
from rich.console import Console

from tests.factories import document
from wellsourced.app.output import UNBROKEN
from wellsourced.app.sums import number, print_checks, print_tallies
from wellsourced.app.words import quoted
from wellsourced.model import CheckRow, Estimate, Quote, Tally, Verdict

PAGE = document(
    "They killed 40 men, 22 in Kell and 15 in Orm. It rained.", name="d1", file="a.txt"
)
FORTY, KELL, ORM = ((12, 18), (20, 22), (35, 37))


def words(start, end):
    return Quote(document=PAGE.id, start=start, end=end, quote=PAGE.text[start:end])


def check(verdict, why, *spans):
    return CheckRow(verdict=Verdict(verdict), why=why, about=tuple(words(*s) for s in spans))


def tally(name, **fields):
    empty = {
        "group": None, "by": None, "place": None, "earliest": None, "latest": None, "per": None,
        "low": 5, "best": 5, "high": 5, "bound": "exact", "origins": Estimate(1, 1),
        "said_by": (), "status": "single-source", "evidence": (), "outcome": "killed",
    }  # fmt: skip
    return Tally(id=name, **{**empty, **fields})


@pytest.mark.parametrize("width", [120, 160])
def test_a_sum_that_fails_is_seen_first_with_its_sum_and_its_words(width):
    out = io.StringIO()
    fails = check("inconsistent", "22 + 15 = 37, not the 40 stated", FORTY, KELL, ORM)
    checks = [check("consistent", "19 January 2007 was a Friday", KELL), fails]
    print_checks(checks, {PAGE.id: PAGE}, Console(file=out, width=width))
    shown = out.getvalue()

    assert shown.index("inconsistent") < shown.index("19 January")
    assert "22 + 15 = 37" in shown
    assert "“40 men”" in shown


def test_words_of_one_sentence_are_quoted_in_it_once():
    [(sentence, place)] = quoted([words(*s) for s in (ORM, FORTY, KELL)], {PAGE.id: PAGE})

    assert sentence.plain == "They killed “40 men”, “22” in Kell and “15” in Orm."
    assert place == "a.txt 12-18, 20-22, 35-37"


def test_words_at_the_head_of_a_line_have_no_blank_before_them():
    page = document("•  Kell runs to Orm.", name="d2")
    quote = Quote(document=page.id, start=3, end=7, quote="Kell")
    indented = document("One.\n  Kell runs.", name="d3")
    other = Quote(document=indented.id, start=7, end=11, quote="Kell")
    told = [
        words.plain for words, _ in quoted([quote, other], {p.id: p for p in (page, indented)})
    ]

    assert told == ["• “Kell” runs to Orm.", "“Kell” runs."]


@pytest.mark.parametrize("width", [80, 160, UNBROKEN])
def test_a_count_of_a_failing_sum_stands_first_then_the_dead(width):
    out = io.StringIO()
    wrong = msgspec.convert({"verdict": "inconsistent", "why": "2 + 2 = 5", "about": ()}, CheckRow)
    rows = [tally("camels", outcome="count"), tally("dead"), tally("wrong", checks=(wrong,))]
    print_tallies(rows, Console(file=out, width=width))
    shown = out.getvalue()

    assert shown.index("wrong") < shown.index("dead") < shown.index("camels")
    assert "2 + 2 = 5" in shown


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "5"),
        ({"low": 3, "high": 9}, "5 (3-9)"),
        ({"high": None, "bound": "at_least"}, "5 or more"),
        ({"low": None, "best": None, "high": 3000, "bound": "at_most"}, "up to 3,000"),
    ],
)
def test_a_count_is_written_with_its_bounds(fields, written):
    assert number(tally("t", **fields)) == written
