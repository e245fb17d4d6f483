import pytest

from tests.mark.voices import page
from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import Layer


def committed(text):
    only = frozenset({Layer.COMMITMENTS})
    rows = next(marked([page(text)], Settings(), only=only)).commitments
    return {text[r.start : r.end]: r.commitment.value for r in rows}


@pytest.mark.parametrize(
    ("word", "text", "value"),
    [
        ("fell", "The bridge fell.", "CT+"),
        ("fall", "The bridge did not fall.", "CT-"),
        ("fallen", "The bridge may have fallen.", "PS+"),
        ("fallen", "The bridge may not have fallen.", "PS-"),
        ("falls", "If the bridge falls, we swim.", "U"),
        ("leave", "The sailors want to leave.", "U"),
        ("fell", "Sailors believe that the bridge fell.", "PR+"),
        ("fell", "The mayor said that the bridge fell.", "CT+"),
        ("fall", "Did the bridge fall?", "U"),
    ],
)
def test_a_predicate_is_as_sure_as_the_words_around_it_leave_it(word, text, value):
    assert committed(text)[word] == value
