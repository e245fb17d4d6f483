"""STIX 2.1: the validator of the standard's own house finds nothing wrong."""

import json
import warnings

import pytest

from tests.wall.conftest import ADDED, exported
from wellsourced.model import Decision, Order

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import stix2validator


def bundle(case, **options):
    return json.loads(exported(case, "stix", **options))


def objects(case, kind):
    return [o for o in bundle(case)["objects"] if o["type"] == kind]


def test_the_validator_finds_no_error(case):
    options = stix2validator.ValidationOptions(version="2.1", enforce_refs=True)
    found = stix2validator.validate_string(json.dumps(bundle(case)), options)

    assert [str(e) for e in found.errors] == []
    assert found.is_valid


def test_the_validator_warns_of_nothing_but_our_own_kinds_of_tie_and_ids(example):
    options = stix2validator.ValidationOptions(version="2.1", disabled=["uuid-check"])
    found = stix2validator.validate_string(json.dumps(bundle(example)), options)
    odd = [str(w) for w in found.warnings if "relationship" not in str(w)]

    assert odd == []


def test_ids_stand_once_and_every_reference_is_in_the_bundle(case):
    found = bundle(case)["objects"]
    ids = [o["id"] for o in found]
    refs = {r for o in found for k, v in o.items() if k.endswith("_refs") for r in v}
    refs |= {v for o in found for k, v in o.items() if k.endswith("_ref")}

    assert len(ids) == len(set(ids))
    assert refs <= set(ids)


def test_incidents_are_told_where_they_are_asked_for(example):
    found = bundle(example, incidents="true")
    checked = stix2validator.validate_string(
        json.dumps(found), stix2validator.ValidationOptions(version="2.1", enforce_refs=True)
    )
    ids = {o["id"] for o in found["objects"] if o["type"] == "incident"}
    notes = [o for o in found["objects"] if o["type"] == "note"]

    assert checked.is_valid
    assert len(ids) == len(example.incidents())
    assert {r for o in notes for r in o["object_refs"] if r in ids} == ids
    assert objects(example, "incident") == []


def test_the_machine_has_no_confidence(case):
    assert [o for o in bundle(case)["objects"] if "confidence" in o] == []


@pytest.mark.parametrize(("grade", "number"), [("1", 90), ("3", 50), ("5", 10), ("6", None)])
def test_an_analysts_grade_is_a_confidence_by_the_scale_of_the_standard(desk, grade, number):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.CREDIBILITY, of=(claim.id,), value=grade), by="a", at=ADDED)
    notes = [o for o in objects(desk.seen(ruled=True), "note") if o["content"] == claim.text]

    assert [o.get("confidence") for o in notes][:1] == [number]
    assert [o for o in objects(desk, "note") if "confidence" in o] == []


def test_a_denial_is_the_opinion_of_who_denies(example):
    denied = next(c for c in example.claims() if c.denied_by)
    told = [o for o in objects(example, "opinion") if o["authors"] == [denied.denied_by[0].name]]

    assert "strongly-disagree" in {o["opinion"] for o in told}


def test_a_claim_is_a_note_on_the_pages_with_their_words(example):
    claim = max(example.claims(), key=lambda c: len(c.evidence))
    [note] = [o for o in objects(example, "note") if o["content"] == claim.text]
    reports = [r for r in note["object_refs"] if r.startswith("report--")]

    assert len(reports) == len({e.document for e in claim.evidence})
    words = " ".join(r["description"] for r in note["external_references"])
    assert all(e.quote in words for e in claim.evidence)
