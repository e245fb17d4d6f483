"""Quoted words are found again: where they stood, by their neighbours, by their letters."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.anchor import Anchored, anchored, found
from wellsourced.model import Span

TEXT = """The army holds Lorne. Police arrested two men in Tarn.

The army holds Lorne, says the mayor. The army holds Lorne, says the guard."""
WORDS = st.text(alphabet="abc .,\n“”é😀", min_size=1, max_size=60)


def test_words_that_stand_where_they_stood_are_found_there():
    start = TEXT.rindex("The army holds Lorne")

    assert found(TEXT, anchored(TEXT, start, start + 20)) == Span(start, start + 20)


def test_of_several_places_the_one_with_the_same_neighbours_is_meant():
    start = TEXT.index("The army holds Lorne, says the mayor")
    now = f"An editor's note stands above now.\n\n{TEXT}"

    assert found(now, anchored(TEXT, start, start + 20)) == Span(start + 36, start + 56)


def test_words_are_found_when_the_lines_are_broken_elsewhere():
    start = TEXT.index("Police arrested two men")
    now = TEXT.replace("arrested two", "arrested\n   two").replace("\n\n", " ")
    place = found(now, anchored(TEXT, start, start + 23))

    assert place.of(now) == "Police arrested\n   two men"


def test_words_that_are_gone_are_not_found():
    assert found("Nothing of it.", Anchored(0, 4, "Selm")) is None
    assert found("", Anchored(0, 4, "Selm")) is None
    assert found("Selm", Anchored(0, 1, " ")) is None


def test_words_whose_neighbours_are_all_others_are_not_guessed_among_several():
    assert found("x Selm y. z Selm q.", Anchored(90, 94, "Selm", "in ", "!")) is None
    assert found("x Selm y.", Anchored(90, 94, "Selm", "in ", "!")) == Span(2, 6)


@st.composite
def quoted(draw):
    text = draw(WORDS.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, start, end


@given(quoted())
def test_in_the_same_text_words_stand_where_they_stood(drawn):
    text, start, end = drawn
    if text[start:end].strip():
        assert found(text, anchored(text, start, end)) == Span(start, end)


@given(quoted(), st.lists(st.sampled_from([" ", "\n", "  ", "\n\n", "\t"]), min_size=1))
def test_whatever_is_found_after_a_reflow_has_the_letters_that_were_quoted(drawn, blanks):
    text, start, end = drawn
    turns = iter(blanks * (len(text) + 1))
    now = re.sub(r"\s+", lambda _: next(turns), text)
    place = found(now, anchored(text, start, end))
    if text[start:end].strip():
        assert place is None or "".join(place.of(now).split()) == "".join(text[start:end].split())


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@given(st.permutations(LETTERS), st.data())
def test_words_that_stand_once_are_found_after_any_reflow(letters, data):
    text = " ".join("".join(letters[n : n + 3]) for n in range(0, 24, 3))
    start = data.draw(st.integers(0, len(text) - 4))
    end = data.draw(st.integers(start + 2, len(text)))
    now = text.replace(" ", data.draw(st.sampled_from(["\n", "  ", " \n ", "\u00a0"])))
    place = found(now, anchored(text, start, end))

    assert "".join(place.of(now).split()) == "".join(text[start:end].split())


@given(WORDS, WORDS, st.integers(0, 80), st.integers(0, 80), WORDS, WORDS)
def test_nothing_breaks_it(text, exact, start, size, prefix, suffix):
    place = found(text, Anchored(start, start + size, exact, prefix, suffix))

    assert place is None or place.end <= len(text)
