"""PLOVER: types of the vocabulary of 2021 and no others."""

import json

from tests.wall.conftest import exported
from wellsourced.tell.export.plover import VOCABULARY

TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def events(case, **options):
    return [json.loads(s) for s in exported(case, "plover", **options).splitlines()]


def test_every_event_is_of_a_type_of_the_vocabulary_and_names_it(case):
    found = events(case)

    assert {e["event"] for e in found} <= TYPES
    assert {e["vocabulary"] for e in found} <= {VOCABULARY}


def test_each_claim_that_has_a_type_is_an_event_with_its_words(case):
    coded = {c.id: c for c in case.claims() if "plover" in c.codes}
    told = {e["id"]: e for e in events(case)}

    assert set(told) == set(coded)
    for name, claim in coded.items():
        places = {(t["page"], t["start"], t["end"]) for t in told[name]["textInfo"]}
        assert places == {(e.document, e.start, e.end) for e in claim.evidence}
        assert told[name]["independentSources"]["low"] == claim.origins.low


def test_what_is_told_as_past_is_marked_so_or_left_out(example):
    past = {c.id for c in example.claims() if c.background and "plover" in c.codes}

    assert past
    assert {e["id"] for e in events(example) if e.get("context") == ["historic"]} == past
    assert past.isdisjoint(e["id"] for e in events(example, background="false"))
