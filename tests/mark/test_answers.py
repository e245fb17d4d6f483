"""What an answer shows of how it stands to what it answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lexicon.reader import read
from wellsourced.mark.answers import AnswerKinds, hints

KINDS = read("en/answerhints.toml", AnswerKinds).kinds


def names(words, answered=""):
    return {h.name for h in hints(words, answered)}


@pytest.mark.parametrize(("kind", "example"), [(k.name, e) for k in KINDS for e in k.examples])
def test_an_example_shows_its_kind(kind, example):
    assert names(example) & {kind, f"{kind} opens", f"asked {kind}"}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("It is not a hoax.", "not fake"),
        ("If it is a hoax, it is a good one.", "if fake"),
        ("Is it a hoax?", "asked fake"),
        ("This is a hoax.", "of it deny"),
        ("80? The airline says 62.", "asks an echo"),
        ("It held. The bridge is the old one, not the new.", "not but"),
        ("No they don't, look again.", "contradicts"),
        ("The bridge never fell at noon.", "turns round most"),
        ("@wren @mole you two again", "addresses more"),
        ("So your “witness” was at home.", "scare quote"),
    ],
)
def test_an_answer_shows_more_than_its_words(words, hint):
    assert hint in names(words, "The bridge fell at noon")


@given(st.text(max_size=200), st.text(max_size=100))
def test_any_answer_can_be_looked_at(words, answered):
    shown = hints(words, answered)

    assert len({h.name for h in shown}) == len(shown)
