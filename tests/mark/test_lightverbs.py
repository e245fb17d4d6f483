import pytest

from tests.mark.voices import only, told


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "The mayor made it very clear that the bridge was shut.",
            "made it very clear",
            "that the bridge was shut",
        ),
        (
            "The mayor made clear that the bridge was shut.",
            "made clear",
            "that the bridge was shut",
        ),
        (
            "The bishop has left the valley. The mayor said as much on Monday.",
            "said as much",
            "The bishop has left the valley",
        ),
        (
            "What the mayor said was that the bridge was shut.",
            "said",
            "that the bridge was shut",
        ),
        (
            "Something the envoy hinted at is that the council is split.",
            "hinted at",
            "that the council is split",
        ),
    ],
)
def test_a_saying_of_several_words_has_a_cue_and_what_is_said(text, cue, content):
    (row,) = told(text)
    assert (row.cue, row.content) == (cue, (content,))


def test_who_made_it_clear_to_all_said_nothing_that_is_given():
    assert told("They made it clear to everyone.") == []


def test_who_puts_a_number_at_so_much_says_so():
    row = only("Officials put the toll at five.")

    assert row[:3] == ("Officials", "put", ("the toll at five",))
