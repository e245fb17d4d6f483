"""How an answer stands to what it answers, by rules of words alone."""

import pytest

from wellsourced.lexicon.reader import read
from wellsourced.mark.replies import AnswerList, by_rules, retracts

LIST = read("en/answers.toml", AnswerList)
CLASSES = {
    "retract": (LIST.retract, "deny"),
    "deny": (LIST.deny, "deny"),
    "query": (LIST.query, "query"),
    "support": (LIST.support, "support"),
}


@pytest.mark.parametrize(
    ("example", "stance"),
    [(e, stance) for kind, stance in CLASSES.values() for e in kind.examples],
)
def test_an_answer_of_a_class_has_its_stance(example, stance):
    assert by_rules(example) == stance


@pytest.mark.parametrize("example", [*LIST.retract.examples, *LIST.correct.examples])
def test_who_was_wrong_takes_it_back(example):
    assert retracts(example)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("The bridge did not fall at noon.", "deny"),
        ("The bridge fell at noon, yes.", "support"),
        ("Fell, my foot.", "comment"),  # one word again is no repetition
        ("What a sad day for the valley.", "comment"),
        ("@wren Who told you so?", "query"),
        ("any word on the ferrymen", "query"),
        ("So what?", "comment"),
        ("Terrible. How many more bridges?", "comment"),
        ("https://example.org/pier", "support"),
        ("RT @wren: The bridge fell at noon", "support"),
        ("“@wren: The bridge fell at noon” what a sad day it is for all", "comment"),
        ("It is not a hoax, they felt it.", "comment"),
        ("If it is true, God help them.", "comment"),
        ("thats not true, i live there", "deny"),
        ("This story is utter nonsense, I crossed it an hour ago with my cart.", "deny"),
        (
            "The minister talks nonsense about everything else as well, as all of us know.",
            "comment",
        ),
        ("No it is still standing, I crossed it an hour ago.", "deny"),
        ("No words for what these people went through today.", "comment"),
        ("You can't blame the bridge.", "comment"),
        ("Get your facts right, there was no ferry.", "deny"),
        ("", "comment"),
    ],
)
def test_an_answer_repeats_denies_asks_or_only_comments(words, stance):
    assert by_rules(words, "The bridge fell at noon") == stance


def test_what_follows_the_first_sentences_of_a_long_answer_is_for_others():
    rain = "It has been raining for nine days in the whole of the valley. "

    assert by_rules(rain * 3 + "The rest is a hoax.") == "comment"


def test_who_says_hoax_to_a_hoax_denies_nothing():
    assert by_rules("That hoax had us all running.", "That letter was a hoax") == "comment"
