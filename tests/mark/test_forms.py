"""The parser's word rules, remembered, say what the parser says."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.mark.forms import forms
from wellsourced.mark.syntax import parsed, parser

TOLD = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "HEAD"]
SOME = (
    "there is are let 's gon na got ta c'm on y' all ai n't boats Boats sank it you but that "
    "having had do did not fastest   the 3rd Norvia , . ?"
)
WORDS = st.sampled_from(SOME.split(" "))


@pytest.mark.parametrize(
    "text",
    [
        "There were boats, and there's a pier.",
        "Let's go; y'all ain't gonna stay, c'mon.",
        "It told you that it had no oars  but  you have.",
        "",
        "   ",
    ],
)
def test_words_are_what_the_parser_says_they_are(text):
    ours, plain = next(parsed([text])), parser()(text)
    assert ours.to_array(TOLD).tolist() == plain.to_array(TOLD).tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_any_words_are_what_the_parser_says_they_are(words):
    text = " ".join(words)
    ours, plain = next(parsed([text])), parser()(text)
    assert ours.to_array(TOLD).tolist() == plain.to_array(TOLD).tolist()


def test_a_parser_with_other_rules_is_left_as_it_is():
    assert forms(spacy.blank("en")) is None
