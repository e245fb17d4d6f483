"""Invented cases of eight or nine pages, and what a careful analyst would say on a day."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.flow.asof import known_on
from wellsourced.mark.stance import stanced
from wellsourced.model import Layout, Status
from wellsourced.read.pipe import Row, document_of_row
from wellsourced.tell.ground import ground
from wellsourced.tell.ties import ties

CASES = Path(__file__).parents[1] / "cases"


@cache
def read(name):
    told = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    settings = msgspec.convert(told["settings"], Settings)
    rows = [
        Row(id=f"{n:02}.txt", text=p["text"].strip(), url=p["url"], layout=Layout.PAGE)
        for n, p in enumerate(told["page"])
    ]
    documents = tuple(stanced(document_of_row(r, settings)) for r in rows)
    return settings, documents, tuple(stages.mark(documents, settings))


@cache
def record(name, day):
    settings, documents, marks = read(name)
    return stages.weigh(*known_on(day, documents, marks, {}), settings)


def claim(name, day, **slots):
    """The claim with these slots that most tellings are of."""
    _, weighed = record(name, day)
    found = [c for c in weighed.claims if all(getattr(c, k) == v for k, v in slots.items())]
    assert found, [(c.type, c.actor, c.recipient, c.place, c.polarity) for c in weighed.claims]
    return max(found, key=lambda c: len(c.evidence))


def names(sources):
    return {s.name for s in sources}


def on(month, number):
    return date(2031, month, number)


def range_of(c):
    return c.origins.low, c.origins.high


def arms(day):
    return claim(
        "circular", day, type="SUPPORT", actor="Karsund", recipient="Salt Guard", polarity="+"
    )


def at(place, day):
    slots = {"type": "WHEREABOUTS", "actor": "Marek Halden", "place": place, "polarity": "+"}
    return claim("cousins", day, **slots)


def split(day):
    return claim("ferry", day, type="ALLEGIANCE", actor="Free Salt Guard", polarity="-")


def toll(day):
    found = [t for t in record("ferry", day)[1].tallies if t.outcome == "killed"]
    assert len(found) == 1, [(t.best, t.evidence) for t in found]
    return found[0]


def test_a_report_that_goes_round_is_one_report():
    told = arms(on(3, 8))

    assert range_of(told) == (1, 1)
    assert told.status is Status.SINGLE_SOURCE
    assert names(told.said_by) - set(told.passed_on_by) == {"security official"}
    assert {"Velmark Herald", "Ostrel Courier", "Karsund Post"} <= set(told.passed_on_by)


def test_a_second_man_without_a_name_may_be_the_first():
    assert range_of(arms(on(3, 10))) == (1, 2)


def test_a_denial_against_two_without_a_name_makes_a_dispute():
    told = arms(on(3, 12))

    assert told.status is Status.DISPUTED
    assert names(told.denied_by) == {"Ilse Brandt"}


def test_who_denied_and_then_confirms_denies_no_more():
    told = arms(on(3, 21))

    assert range_of(told) == (2, 4)
    assert told.status is Status.CORROBORATED
    assert "Ilse Brandt" in names(told.confirmed_by)
    assert any("Ilse Brandt" in r.says and "denied" in r.says for r in told.reasons)


def test_two_of_one_family_name_are_two():
    linked, weighed = record("cousins", on(6, 2))
    people = {e.name for e in linked.entities if "Halden" in e.name}

    assert {"Marek Halden", "Tomas Halden"} <= people
    ostrel = [c for c in weighed.claims if c.type == "WHEREABOUTS" and c.place == "Ostrel"]
    assert {c.actor for c in ostrel} == {"Tomas Halden"}


@pytest.mark.parametrize(
    ("day", "status", "range_"),
    [
        (on(4, 2), Status.SINGLE_SOURCE, (1, 1)),
        (on(4, 4), Status.DENIED, (1, 1)),
        (on(4, 17), Status.SINGLE_SOURCE, (1, 2)),
        (on(5, 21), Status.SUPERSEDED, (1, 2)),
        (on(6, 2), Status.SUPERSEDED, (1, 2)),
    ],
)
def test_an_aide_denies_then_confirms_and_then_he_is_back(day, status, range_):
    told = at("Karsund", day)

    assert told.status is status, told.why
    assert range_of(told) == range_


def test_he_is_back_and_a_late_reprint_takes_nothing_from_that():
    told = at("Velmark", on(6, 2))

    assert told.status is Status.CORROBORATED, told.why
    assert names(told.said_by) == {"Pia Lund", "Rika Stall"}


@pytest.mark.parametrize(
    ("day", "best", "high"),
    [
        (on(5, 1), 12, 12),
        (on(5, 3), 18, 18),
        (on(5, 4), 23, 23),
        (on(5, 5), 32, 32),
        (on(5, 7), 23, 23),
        (on(5, 10), 23, 23),
    ],
)
def test_a_toll_grows_and_what_was_corrected_counts_no_more(day, best, high):
    assert (toll(day).best, toll(day).high) == (best, high), toll(day).why


def test_the_corrected_number_is_retracted_and_the_police_chief_s_is_not():
    _, weighed = record("ferry", on(5, 10))
    found = {c.quantity.low: c.status for c in weighed.claims if c.quantity}

    assert found[32] is Status.RETRACTED
    assert found[12] is found[18] is Status.SUPERSEDED
    assert found[23] is Status.SINGLE_SOURCE


def test_what_has_left_a_group_is_told_with_who_says_so():
    settings, documents, marks = read("ferry")
    seen = known_on(on(5, 16), documents, marks, {})
    linked, weighed = record("ferry", on(5, 16))
    of = ground(linked, weighed, *seen, settings)
    told = [s.says for s in ties("Free Salt Guard", of) if "has left" in s.says]

    assert any("Arno Feld and Pia Lund" in s and "Otto Wend says otherwise" in s for s in told)


def test_a_split_told_by_two_is_corroborated_until_it_is_denied():
    two, three = split(on(5, 14)), split(on(5, 16))

    assert (two.status, range_of(two)) == (Status.CORROBORATED, (2, 2))
    assert names(two.said_by) == {"Arno Feld", "Pia Lund"}
    assert three.status is Status.DISPUTED
    assert names(three.denied_by) == {"Otto Wend"}
