"""Whom a post answers whose first line says so."""

from wellsourced.model import Span
from wellsourced.read.answers import addressed
from wellsourced.read.quotes import Speech, quotations
from wellsourced.read.voices import pasted


def test_a_post_replies_to_the_last_post_of_a_handle():
    names = ["Ana Brun @ana_b", "Odo @odo", "Ana Brun @ana_b", "Ivo @ivo"]

    assert addressed("Replying to @ana_b", names, None) == 2
    assert addressed("Replying to @nobody", names, None) is None


def test_a_name_that_ends_in_a_full_stop_is_addressed_before_one():
    assert addressed("@Ana H. He never denied it.", ["Ana H.", "Ben"], None) == 0


def test_the_line_that_says_so_quotes_nobody():
    posts = ("Replying to @odo", "It fell at dawn.", "Replying to @odo", "It did not fall.")
    text = "\n".join(posts)
    spans = [
        Span(at := text.index(p, 0 if n < 2 else 30), at + len(p)) for n, p in enumerate(posts)
    ]
    thread = [Speech("Ana", tuple(spans[:2])), Speech("Ben", tuple(spans[2:]))]

    assert [q.spans for q in quotations(text, (), thread)] == [(), ()]


def test_what_a_writer_numbers_or_tells_in_two_paragraphs_is_his_own():
    mine = ["So is it an accident? I doubt it.", "I have asked them twice. What now?"]
    told = [
        f"The mayor told reporters that the pier {n} was shut, officials said." for n in range(3)
    ]

    assert pasted([mine[0], *told[:2], mine[1]]) == frozenset()
    assert pasted([mine[0], *(f"{n}. {t}" for n, t in enumerate(told)), mine[1]]) == frozenset()
    assert pasted([mine[0], *told, mine[1]]) == frozenset({1, 2, 3})
