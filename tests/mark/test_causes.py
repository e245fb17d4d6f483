"""What is said to have caused a blast, a fire or a crash."""

import pytest

from tests.mark.claimed import marks
from wellsourced.mark.causes import cause_list

SHOOK = "An explosion shook the port of Lorne. "


def told(text):
    """What happened, what is said to have caused it, whether it did, in whose words."""
    found = marks(text)
    return [
        (c.actor, c.recipient, c.polarity.value, text[c.start : c.end])
        for c in found.claims
        if c.mode == "cause"
    ]


def first(text):
    return [row[:3] for row in told(text)]


@pytest.mark.parametrize(
    ("sentence", "event", "cause"),
    [
        ("The explosion was caused by a car bomb, the mayor said.", "explosion", "bomb"),
        ("A gas leak caused the blast, the mayor said.", "explosion", "accident"),
        ("The blast was an accident, the mayor said.", "explosion", "accident"),
        ("The crash was due to fog, the mayor said.", "crash", "nature"),
        ("The blaze was the result of arson, the mayor said.", "fire", "arson"),
        ("The explosion was an act of sabotage, the mayor said.", "explosion", "arson"),
        ("The mayor blamed the blast on a misfired rocket.", "explosion", "misfire"),
        ("The mayor blamed a gas leak for the blast.", "explosion", "accident"),
    ],
)
def test_a_cause_is_told_in_many_ways(sentence, event, cause):
    assert (event, cause) in {row[:2] for row in first(sentence)}


def test_it_is_what_was_told_of_last():
    text = SHOOK + "The army says it was a bomb. The harbour master says it was gas."
    assert first(text) == [("explosion", "bomb", "+"), ("explosion", "accident", "+")]


def test_this_in_a_quotation_is_what_happened_too():
    assert first(SHOOK + '"This was a gas leak," Odo Kell said.') == [
        ("explosion", "accident", "+")
    ]


def test_where_nothing_happened_before_a_pronoun_tells_no_cause():
    assert told("It was a bomb of a speech, the mayor said.") == []


def test_who_denies_a_cause_says_that_it_was_not():
    text = "The army denied that the explosion was caused by an airstrike."
    assert told(text) == [("explosion", "strike", "-", "the explosion was caused by an airstrike")]


def test_what_may_have_caused_it_is_no_more_than_possible():
    text = "The fire may have been caused by a short circuit, the mayor said."
    (claim,) = [c for c in marks(text).claims if c.mode == "cause"]
    assert claim.commitment == "PS+"


def test_who_asks_claims_no_cause():
    assert told(SHOOK + "Was it an accident?") == []


@pytest.mark.parametrize(
    ("words", "example"),
    [(c.words, c.example) for c in (*cause_list().causes.values(), *cause_list().events.values())],
)
def test_each_class_of_words_has_an_example_that_holds_one_of_them(words, example):
    assert any(w.casefold() in example.casefold() for w in words)
