"""How comments stand to what they answer."""

import pytest

from tests.mark.voices import page
from wellsourced.lexicon.reader import read
from wellsourced.mark.stance import AnswerList, retracts, stance_of, stanced
from wellsourced.model import Part, PartId, PartKind

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
    assert stance_of(example) == stance


@pytest.mark.parametrize("example", [*LIST.retract.examples, *LIST.correct.examples])
def test_who_was_wrong_takes_it_back(example):
    assert retracts(example)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("The bridge did not fall at noon.", "deny"),
        ("The bridge fell at noon, yes.", "support"),
        ("What a sad day for the valley.", "comment"),
        ("@wren Who told you so?", "query"),
        ("So what?", "comment"),
        ("https://example.org/pier", "support"),
        ("RT @wren: The bridge fell at noon", "support"),
        ("“@wren: The bridge fell at noon” what a sad day it is for all", "comment"),
        ("It is not a hoax, they felt it.", "comment"),
        ("Get your facts right, there was no ferry.", "deny"),
        ("", "comment"),
    ],
)
def test_an_answer_repeats_denies_asks_or_only_comments(words, stance):
    assert stance_of(words, "The bridge fell at noon") == stance


def thread(text, *parts):
    made = [
        Part(
            id=PartId(name),
            kind=kind,
            start=text.index(words),
            end=text.index(words) + len(words),
            reply_to=None if to is None else PartId(to),
        )
        for name, kind, words, to in parts
    ]
    return {p.id: p for p in stanced(page(text, *made)).parts}


def test_a_comment_answers_the_one_that_it_replies_to_else_the_page():
    text = "The bridge fell. Fake! Source? It is fake, he wrote. That is true."
    parts = thread(
        text,
        ("b", PartKind.BODY, "The bridge fell.", None),
        ("c1", PartKind.COMMENT, "Fake!", None),
        ("c2", PartKind.COMMENT, "Source?", "c1"),
        ("c3", PartKind.COMMENT, "It is fake, he wrote. That is true.", None),
        ("q", PartKind.BLOCKQUOTE, "It is fake, he wrote.", None),
    )
    assert (parts["c1"].stance, parts["c1"].in_answer_to) == ("deny", "b")
    assert (parts["c2"].stance, parts["c2"].in_answer_to) == ("query", "c1")
    assert parts["c3"].stance == "support"
    assert parts["b"].stance is None


def test_a_post_that_answers_nothing_stands_for_what_it_says():
    (post,) = thread(
        "The bridge fell.", ("c", PartKind.COMMENT, "The bridge fell.", None)
    ).values()
    assert (post.stance, post.in_answer_to) == ("support", None)


def test_a_sentence_that_takes_back_is_its_authors_and_not_one_that_he_quotes():
    text = (
        "The bridge fell. He wrote: I was wrong. Correction: it stands. My mistake, I meant Rye."
    )
    parts = thread(
        text,
        (
            "b",
            PartKind.BODY,
            "The bridge fell. He wrote: I was wrong. Correction: it stands.",
            None,
        ),
        ("q", PartKind.BLOCKQUOTE, "I was wrong.", None),
        ("c", PartKind.COMMENT, "My mistake, I meant Rye.", None),
    )
    taken = {i: [text[s.start : s.end] for s in p.takes_back] for i, p in parts.items()}
    assert taken == {"b": ["Correction: it stands."], "q": [], "c": ["My mistake, I meant Rye."]}
