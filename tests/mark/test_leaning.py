"""Which stance an answer leans to, by all that it shows."""

from collections import Counter
from pathlib import Path

import pytest

from wellsourced.mark.leaning import because, stance_of
from wellsourced.mark.replies import by_rules

STANCES = {"s": "support", "d": "deny", "q": "query", "c": "comment"}


def held():
    """The exchanges of every second thread, which scripts/stanceweights.py never learns from."""
    thread, post = -1, ""
    text = (Path(__file__).parent / "exchanges.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        mark, _, words = line.partition(" ")
        if mark == ">":
            thread, post = thread + 1, words
        elif mark[:-1] in STANCES and thread % 2:
            yield words, post, STANCES[mark[:-1]]


def macro(judge):
    counts = Counter((stance, judge(words, post)) for words, post, stance in held())
    total = 0.0
    for one in STANCES.values():
        sides = sum(n * ((a == one) + (b == one)) for (a, b), n in counts.items())
        total += 2 * counts[one, one] / sides
    return total / len(STANCES)


def test_on_exchanges_never_learnt_from_the_weights_are_better_than_the_rules():
    assert macro(stance_of) > 0.72
    assert macro(stance_of) > macro(by_rules) + 0.05


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("The mayor has confirmed it in a statement.", "support"),
        ("Nobody believes that. The minister denied it at noon.", "deny"),
        ("which bridge, and who has seen it?", "query"),
        ("Poor people, my thoughts are with the families.", "comment"),
        ("", "comment"),
    ],
)
def test_an_answer_leans_to_where_its_words_lead(words, stance):
    assert stance_of(words, "The bridge fell at noon") == stance


def test_a_stance_can_say_which_words_made_it():
    reasons = because("Delete this, it is a fake.", "The bridge fell at noon")

    assert {"delete this", "fake"} <= {h.words for h in reasons}
