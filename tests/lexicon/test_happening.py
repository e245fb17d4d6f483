"""The list of ways in which things come to pass does what its examples say."""

import pytest

from tests.mark.voices import page
from wellsourced.config import Settings
from wellsourced.lexicon.reader import read
from wellsourced.mark.happening import HappeningList
from wellsourced.mark.layers import marked
from wellsourced.model import Layer

LIST = read("en/happening.toml", HappeningList)


def judged(text, word):
    only = frozenset({Layer.COMMITMENTS})
    rows = next(marked([page(text)], Settings(), only=only)).commitments
    return next((r.value, r.commitment.value) for r in rows if text[r.start : r.end] == word)


@pytest.mark.parametrize("way", LIST.ways, ids=lambda w: w.name)
def test_what_a_predicate_tells_has_come_to_pass_as_far_as_its_class_says(way):
    assert judged(way.example, way.word)[0] == way.value


def test_every_modal_points_to_a_way_of_the_list():
    assert set(LIST.modals) <= {w.name for w in LIST.ways}


def test_a_verb_settles_whether_what_it_holds_was_done():
    assert judged(LIST.settling.done_example, "leave")[1] == "CT+"
    assert judged(LIST.settling.undone_example, "leave")[1] == "CT-"


def test_a_feeling_without_a_subject_is_no_order():
    assert judged(LIST.feelings.example, "Love")[0] > 0


@pytest.mark.parametrize(
    ("text", "word", "way"),
    [
        ("Leave the pier, and we will wait.", "wait", "ahead"),
        ("Let me know the day.", "know", "ordered"),
        ("Closing the bridge would help.", "Closing", "would"),
        ("The sailors rest now, so please come back.", "come", "ordered"),
        ("They could get hurt.", "hurt", "able"),
        ("Nobody knew that the bridge fell.", "fell", "past"),
        ("The sailors wonder where the boat sank.", "sank", "past"),
        ("The sailors cannot swim.", "swim", "never"),
    ],
)
def test_what_hangs_on_another_word_shares_its_world_unless_it_is_taken_for_granted(
    text, word, way
):
    values = {w.name: w.value for w in LIST.ways}
    assert judged(text, word)[0] == values[way]


def test_what_is_known_or_not_known_is_so():
    assert judged(LIST.settling.granting_example, "fell")[1] == "CT+"


def test_a_state_that_is_not_stands_nearer_to_the_middle_than_a_deed():
    assert judged(LIST.states.example, "know")[0] > judged("The bridge did not fall.", "fall")[0]


def test_a_journey_agreed_on_has_not_been_made():
    assert judged(LIST.journeys.example, "leaving")[0] < 0
