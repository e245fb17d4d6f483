"""Threads in layouts that nobody told the product of: each comment comes out whole."""

import pytest

from tests.read.forms import FORMS, made
from wellsourced.model import PartKind

NOT_YET = frozenset({"brackets after"})  # a signature within the last line of the words
PASTED = (
    "Here is what the wire has:\n\nFerry line to close\n\nBy Cara Lind\n\n"
    "HAVRIN (Harbour Wire) - The ferry line will close in May, officials said on Tuesday.\n\n"
    "A spokesman told reporters that no money was left.\n\nI told you so."
)


def found(page):
    return [(p.start, p.end, p.author, p.at) for p in page.parts if p.kind is PartKind.COMMENT]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("form", sorted(FORMS.keys() - NOT_YET))
def test_each_comment_has_its_words_its_writer_and_its_time(dumped, form, seed):
    dump = made(form, seed)

    page = dumped(dump.text)

    assert found(page) == [(t.start, t.end, t.author, t.at) for t in dump.thread]


@pytest.mark.parametrize("form", ["says", "posted by, permalink", "comment by", "mail digest"])
def test_an_article_pasted_into_a_comment_stays_in_it(dumped, form):
    dump = made(form, 0, write=lambda n, words: PASTED if n == 2 else words)

    page = dumped(dump.text)

    assert found(page) == [(t.start, t.end, t.author, t.at) for t in dump.thread]


def test_days_of_numbers_are_read_as_the_thread_shows(dumped):
    dump = made("time first, bar", 2)

    page = dumped(dump.text)

    assert {at[:7] for _, _, _, at in found(page)} == {"2031-03"}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_comment_is_left_in_the_article(dumped, form):
    dump = made(form, 1)

    page = dumped(dump.text)

    body = "\n".join(page.text[p.start : p.end] for p in page.parts if p.kind is PartKind.BODY)
    assert form in NOT_YET or not any(dump.text[t.start : t.end] in body for t in dump.thread)


def test_a_head_may_name_who_is_answered(dumped):
    text = made("dot, ago", 1).text
    ours = "Ben > Søren Aaboe • 3 years ago\nNot so.\n\n2 •Reply•Share ›\n"

    page = dumped(text.replace("3 Comments", "4 Comments") + ours)

    first, *_, last = [p for p in page.parts if p.kind is PartKind.COMMENT]
    assert (last.author, last.reply_to, first.author) == ("Ben", first.id, "Søren Aaboe")


def test_fields_of_letters_are_no_names_of_writers(dumped):
    dump = made("mail digest", 1)
    text = dump.text.replace("Message: 1", "3 Comments\n\nMessage: 1", 1)

    page = dumped(text)

    assert [who for _, _, who, _ in found(page)] == [t.author for t in dump.thread]
