"""FollowTheMoney: what is written is what the real library reads, and nothing is dropped."""

import json

import pytest

from tests.wall.conftest import exported
from wellsourced.model import Polarity, Status

ftm = pytest.importorskip("followthemoney", reason="`pip install wellsourced[wall]` needs ICU")


def things(case, **options):
    return [json.loads(line) for line in exported(case, "ftm", **options).splitlines()]


def refused(thing):
    """The values of an entity that FollowTheMoney drops, or keeps otherwise."""
    proxy = ftm.model.make_entity(thing["schema"])
    proxy.id = thing["id"]
    for name, values in thing["properties"].items():
        for value in values:
            proxy.add(name, value, quiet=False)
    schema = ftm.model.get(thing["schema"])
    schema.validate(proxy.to_dict())
    kept = {p: sorted(v) for p, v in proxy.to_dict()["properties"].items()}
    given = {p: sorted(v) for p, v in thing["properties"].items()}
    return [(p, given[p], kept.get(p)) for p in given if given[p] != kept.get(p)]


def test_all_that_is_written_is_kept_as_it_is(case):
    found = things(case)

    assert found
    assert [(t["schema"], *r) for t in found for r in refused(t)] == []


def test_every_entity_that_is_named_is_there_and_of_the_right_schema(case):
    schemas = {}
    for thing in things(case):
        assert schemas.setdefault(thing["id"], thing["schema"]) == thing["schema"]
    for thing in things(case):
        of = ftm.model.get(thing["schema"])
        for name, values in thing["properties"].items():
            prop = of.get(name)
            if prop.type.name == "entity":
                for value in values:
                    assert ftm.model.get(schemas[value]).is_a(prop.range), (thing, name)


def test_required_properties_are_there(case):
    for thing in things(case):
        of = ftm.model.get(thing["schema"])
        assert [p for p in of.required if p not in thing["properties"]] == [], thing


def test_a_claim_is_an_event_whose_notes_hold_the_words_of_pages(example):
    found = things(example)
    claim = max(example.claims(), key=lambda c: len(c.evidence))
    [event] = [t for t in found if t["id"] == f"ws-claim-{claim.id}"]
    notes = [t for t in found if t["properties"].get("entity") == [event["id"]]]

    assert event["schema"] == "Event"
    assert {n["properties"]["description"][0] for n in notes} == {
        e.quote.strip() for e in claim.evidence
    }
    assert {n["properties"]["proof"][0] for n in notes} == {
        f"ws-page-{e.document}" for e in claim.evidence
    }


def test_what_readers_write_is_messages_with_their_senders(example):
    found = things(example)
    messages = [t["properties"] for t in found if t["schema"] == "Message"]
    people = {t["id"]: t["properties"]["name"] for t in found if t["schema"] == "Person"}

    assert messages
    assert all(m["sender"][0] in people for m in messages)


def test_who_is_told_to_be_with_whom_is_a_member_since_the_day_that_is_told(example):
    found = {t["id"]: t for t in things(example)}
    ties = [t for t in found.values() if t["id"].startswith("ws-tie-")]
    claims = {c.id: c for c in example.claims()}

    assert {"Membership"} <= {t["schema"] for t in ties}
    for tie in ties:
        claim = claims[tie["properties"]["recordId"][0]]
        ended = claim.polarity is Polarity.FAILS
        assert ("endDate" if not ended else "startDate") not in tie["properties"]
        assert tie["properties"]["status"] == [claim.status]
        assert claim.status not in (Status.DENIED, Status.RETRACTED)


def test_ids_begin_as_asked(example):
    assert all(t["id"].startswith("abc-") for t in things(example, namespace="abc"))
