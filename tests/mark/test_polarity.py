import pytest

from wellsourced.mark.polarity import Stand, stand
from wellsourced.mark.syntax import parser


def read(sentence, word):
    return stand(next(t for t in parser()(sentence) if t.text == word))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The brigade is no longer loyal to Odo Kell.", "loyal"),
        ("The brigade split from the guard and is no longer loyal to Odo Kell.", "loyal"),
        ("The guard did not flee.", "flee"),
        ("The guard failed to storm the town.", "storm"),
    ],
)
def test_what_is_no_longer_so_or_not_done_is_negative(sentence, word):
    assert read(sentence, word).negative


def test_what_is_so_is_not_negative():
    assert read("The brigade is loyal to Odo Kell.", "loyal") == Stand(negative=False, strength=3)
