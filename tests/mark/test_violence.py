"""The type of violence of a claim."""

import pytest

from tests.mark.claimed import claims
from wellsourced.lexicon.reader import read
from wellsourced.mark.scene import scene
from wellsourced.mark.violence import _Words, side_of, type_of
from wellsourced.model import DocumentId, Marks

LISTS = read("codes/ucdp.toml", dict[str, _Words])


def told(text):
    return {c.codes.get("ucdp") for c in claims(text) if c.type.value in {"ASSAULT", "CASUALTY"}}


@pytest.mark.parametrize("side", sorted(LISTS))
def test_each_class_of_sides_has_an_example_with_one_of_its_words(side):
    words = LISTS[side].example.lower().rstrip(".").split()

    assert set(words) & set(LISTS[side].words)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The army killed nine rebels.", "state-based"),
        ("Gunmen killed three soldiers.", "state-based"),
        ("Militants killed nine villagers.", "one-sided"),
        ("Police killed two protesters.", "one-sided"),
        ("The rebels attacked the militia.", "non-state"),
        ("Villagers attacked the police.", None),
        ("The flood killed nine villagers.", None),
    ],
)
def test_the_sides_tell_the_type_of_violence(sentence, kind):
    assert told(sentence) == {kind}


def test_what_did_not_happen_has_no_type():
    assert told("The army did not kill the rebels.") <= {None}


def test_rebel_forces_are_no_states():

    here = scene(Marks(doc=DocumentId("d")))

    assert side_of("rebel forces", here) == "group"
    assert side_of("security forces", here) == "state"
    assert side_of("Odo Kell", here) is None


def test_a_state_against_a_group_and_bystanders_is_state_based():
    assert type_of(frozenset({"state"}), frozenset({"group", "civilians"})) == "state-based"
    assert type_of(frozenset({"state"}), frozenset()) is None
