"""How comments stand to what they answer."""

from tests.mark.voices import page
from wellsourced.mark.replies import by_rules
from wellsourced.mark.stance import stanced
from wellsourced.model import Part, PartId, PartKind


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


def test_the_rules_alone_can_judge_a_thread():
    text = "The bridge fell. It was staged, obviously, by actors."
    comment = "It was staged, obviously, by actors."
    made = page(
        text,
        Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=16),
        Part(id=PartId("c"), kind=PartKind.COMMENT, start=text.index(comment), end=len(text)),
    )

    assert [p.stance for p in stanced(made, told=by_rules).parts] == [None, "deny"]


def test_a_post_that_answers_nothing_denies_nothing_but_may_ask():
    stances = [
        thread(words, ("c", PartKind.COMMENT, words, None))["c"].stance
        for words in ("That photo of the bridge is fake.", "Has the bridge fallen?")
    ]

    assert stances == ["support", "query"]
