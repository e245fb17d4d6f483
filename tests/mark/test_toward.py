"""Whom an act is toward."""

import pytest

from tests.mark.claimed import claim, claims


@pytest.mark.parametrize(
    ("sentence", "kind", "whom"),
    [
        ("Iraq rejected a fresh offer from Syria.", "REJECT", "Syria"),
        ("Iraq condemned Syria's raid.", "ACCUSE", "Syria"),
        ("Iraq threatened to shell Syrian towns.", "THREATEN", "Syrian towns"),
        ("Iraq promised to send grain to Syria.", "AGREE", "Syria"),
        ("Workers protested, calling for independence from Syria.", "PROTEST", "Syria"),
        ("Iraq demanded that the US leave.", "DEMAND", "United States"),
    ],
)
def test_a_name_behind_the_act_is_whom_it_is_toward(sentence, kind, whom):
    assert whom in [c.recipient for c in claims(sentence, kind)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Workers marched in Syria.", "PROTEST"),
        ("Iraq rejected the plan after talks in Syria.", "REJECT"),
    ],
)
def test_where_it_took_place_is_nobody(sentence, kind):
    assert "Syria" not in [c.recipient for c in claims(sentence, kind)]


def test_people_are_not_passed_over_for_a_name():
    assert [c.recipient for c in claims("Iraq accused rebels from Syria.", "ACCUSE")] == ["rebels"]


def test_who_condemns_the_shelling_of_a_village_condemns_no_village():
    told = claim("The ministry condemned the shelling of the village of Torsk.", "ACCUSE")

    assert told.recipient != "Torsk"
