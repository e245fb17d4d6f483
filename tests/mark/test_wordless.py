import pytest

from tests.mark.voices import told
from wellsourced.model import Part, PartId, PartKind


def remarked(text):
    part = Part(id=PartId("c"), kind=PartKind.COMMENT, start=0, end=len(text), author="Wren")
    return told(text, part)


@pytest.mark.parametrize(
    "text",
    [
        "They know what they want.",
        "The guards are aware of his tricks.",
        "They reject our ways.",
        "His flight shows that he fears us.",
    ],
)
def test_a_reader_who_guesses_at_others_gives_no_words_of_theirs(text):
    assert remarked(text) == []


def test_a_reader_may_pass_on_what_others_said():
    (row,) = remarked("The mayor denied that he had fled.")
    assert row.chain == ("Lorne Herald comments", "Wren", "mayor")


@pytest.mark.parametrize(
    "text",
    [
        'The farmers show some "true grit" every day.',
        "The vote can only be seen as a defeat.",
        "Such gifts could be considered bribery.",
    ],
)
def test_a_word_held_off_and_what_only_can_be_seen_so_are_nobodys(text):
    assert told(text) == []
