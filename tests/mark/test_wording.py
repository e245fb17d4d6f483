"""The words of an answer made plain."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.mark.wording import head, own_words, sentences, spelt


def test_a_long_answer_is_looked_at_no_further_than_its_first_sentences():
    assert head("It fell. " * 30) == "It fell. " * 12 + "It fell."


def test_what_is_passed_on_is_not_ones_own():
    assert own_words("“@wren: The bridge fell” Sad day").strip() == "Sad day"


def test_an_apostrophe_left_out_is_read_all_the_same():
    assert spelt("it isnt, youre wrong, he wont") == "it isn't, you're wrong, he won't"


@given(st.text())
def test_sentences_keep_all_letters(words):
    assert [c for c in "".join(sentences(words)) if c.isalnum()] == [
        c for c in words if c.isalnum()
    ]
