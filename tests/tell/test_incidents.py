"""Incidents from claims and counts: by place, day, page and who takes part."""

from datetime import date

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.test_sums import tally
from tests.flow.test_about import claim
from wellsourced.config import OwnPlace, Settings
from wellsourced.model import ClaimType, Commitment, Evidence, Losses, Outcome, Status, Together
from wellsourced.tell.incidents import Record, holders, incidents

MONDAY, THURSDAY = date(2009, 9, 21), date(2009, 9, 24)
ASSAULT, CASUALTY, ARREST = ClaimType.ASSAULT, ClaimType.CASUALTY, ClaimType.ARREST


def words(page, start=0, end=50, **fields):
    told = {"stance": "backs", "commitment": Commitment.CERTAIN, "chain": (page,), **fields}
    return Evidence(document=page, start=start, end=end, quote="...", **told)


def deed(name, kind=ASSAULT, on=None, *, page="p1", at=0, sure=Commitment.CERTAIN, **fields):
    """A claim of fifty characters of a page."""
    evidence = (words(page, at, at + 50, commitment=sure),)
    known = {"type": kind, "earliest": on, "latest": on, "evidence": evidence, **fields}
    return msgspec.structs.replace(claim(name), **known)


def count(name, number, *, page="p1", at=0, outcome=Outcome.KILLED, **fields):
    """A count within a page, ten characters behind `at`."""
    evidence = (words(page, at + 10, at + 20),)
    numbers = {"low": number, "best": number, "high": number}
    return tally(name, evidence=evidence, outcome=outcome, **numbers, **fields)


def found(*rows, together=(), within=()):
    claims = [r for r in rows if hasattr(r, "type")]
    pages = [Together(documents=tuple(t)) for t in together]
    places = tuple(OwnPlace(name=p, within=w) for p, w in within)
    tallies = [r for r in rows if hasattr(r, "outcome")]
    return incidents(Record(claims, tallies, pages, holders(Settings(places=places))))


def held(*rows, **known):
    return [list(i.claims + i.tallies) for i in found(*rows, **known)]


def test_one_place_and_day_is_one_incident_another_day_or_place_another():
    rows = [
        deed("c1", on=MONDAY, place="Havrin"),
        deed("c2", CASUALTY, MONDAY, place="Havrin", page="p2"),
        deed("c3", on=THURSDAY, place="Havrin", page="p3"),
        deed("c4", on=THURSDAY, place="Selm", page="p4"),
    ]

    assert held(*rows) == held(*rows[::-1])
    assert sorted(held(*rows)) == [["c1", "c2"], ["c3"], ["c4"]]


def test_a_quarter_is_of_its_town():
    rows = [
        deed("c1", on=MONDAY, place="Havrin", actor="Gunmen"),
        deed("c2", on=MONDAY, place="Millgate", actor="gunmen", page="p2"),
    ]

    assert len(held(*rows)) == 2
    [one] = found(*rows, within=[("Millgate", "Havrin")])
    assert one.place == "Millgate"
    assert "taking part: Gunmen" in one.why


def test_what_names_no_place_goes_with_the_deed_of_its_page_and_day():
    rows = [
        deed("c1", on=MONDAY, place="Havrin"),
        deed("c2", CASUALTY, MONDAY),
        deed("c3", CASUALTY, THURSDAY),
        deed("c4", CASUALTY),
    ]

    assert sorted(held(*rows)) == [["c1", "c2"], ["c3"]]


def test_a_day_told_wrong_by_a_page_of_the_same_incident_is_no_other_incident():
    rows = [
        deed("c1", on=MONDAY, place="Havrin"),
        deed("c2", CASUALTY, date(2009, 9, 22), place="Havrin", page="p2"),
    ]

    assert len(held(*rows)) == 2
    [one] = found(*rows, together=[("p1", "p2")])
    assert (one.earliest, one.documents) == (MONDAY, ("p1", "p2"))


def test_the_counts_in_a_claims_words_are_what_the_incident_cost():
    [one] = found(
        deed("c1", CASUALTY, MONDAY, place="Havrin"),
        count("t1", 40),
        count("t2", 22),
        count("t3", 9, outcome=Outcome.WOUNDED),
        count("t4", 5, per="day"),
    )

    assert one.killed == Losses(low=40, best=40, high=40)
    assert one.wounded == Losses(low=9, best=9, high=9)
    assert one.tallies == ("t1", "t2", "t3")


def test_other_pages_counts_of_the_same_dead_leave_an_incident_its_range():
    [one] = found(
        deed("c1", CASUALTY, MONDAY, place="Havrin"),
        deed("c2", CASUALTY, MONDAY, place="Havrin", page="p2"),
        deed("c3", CASUALTY, MONDAY, place="Havrin", page="p3"),
        count("t1", 40),
        count("t2", 36, page="p2"),
        count("t3", 9, page="p3"),
    )

    assert one.killed == Losses(low=36, best=40, high=40)


def test_a_number_that_newer_ones_replaced_is_no_part_of_the_range():
    [one] = found(
        deed("c1", CASUALTY, MONDAY, place="Havrin"),
        deed("c2", CASUALTY, MONDAY, place="Havrin", page="p2"),
        count("t1", 40),
        count("t2", 36, page="p2", status=Status.SUPERSEDED),
    )

    assert one.killed == Losses(low=40, best=40, high=40)


def test_an_incident_stands_as_the_claim_that_tells_it():
    told = deed("c1", on=MONDAY, place="Selm", actor="army", status=Status.RETRACTED)
    denied = deed("c2", on=MONDAY, place="Selm", page="p2", polarity="-")

    [one] = found(told, denied)
    assert (one.head, one.status) == ("c1", Status.RETRACTED)


def test_what_is_feared_and_what_took_months_is_no_incident():
    feared = deed("c1", ARREST, MONDAY, place="Selm", sure=Commitment.UNKNOWN)
    war = deed("c2", on=date(2009, 3, 1), latest=date(2009, 8, 31), place="Selm")

    assert found(feared, war) == []


def test_one_without_a_day_is_told_by_when_it_was_heard_and_comes_in_its_order():
    heard = deed("c1", place="Selm", first_heard=MONDAY)
    unknown = deed("c2", place="Orm", page="p2")
    rows = found(unknown, heard, deed("c3", on=THURSDAY, place="Selm", page="p3"))

    assert [(r.head, r.basis) for r in rows] == [
        ("c1", "heard"),
        ("c3", "stated"),
        ("c2", "heard"),
    ]
    assert rows[0].latest == MONDAY


ROWS = [
    deed("c1", on=MONDAY, place="Havrin"),
    deed("c2", CASUALTY, MONDAY, at=60),
    deed("c3", on=THURSDAY, place="Havrin", page="p3"),
    deed("c4", ARREST, THURSDAY, page="p3", at=60),
    count("t1", 3),
    count("t2", 4, page="p3"),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_claims_does_not_matter(rows):
    assert found(*rows) == found(*ROWS)
