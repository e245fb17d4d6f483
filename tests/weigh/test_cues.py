import pytest

from wellsourced.weigh.cues import Attitude, attitude, stances
from wellsourced.weigh.tellings import telling_words

LISTS = stances()
EXAMPLES = [
    (Attitude.DENIES, LISTS.denies.example),
    (Attitude.CONFIRMS, LISTS.confirms.example),
    (Attitude.DOUBTS, LISTS.doubts.example),
    (Attitude.RETRACTS, LISTS.retracts.example),
]


@pytest.mark.parametrize(("kind", "sentence"), EXAMPLES)
def test_each_class_of_cues_is_known_by_its_example(kind, sentence):
    assert attitude(sentence, None) is kind


def test_who_could_not_confirm_does_not_confirm():
    assert attitude("could not confirm", None) is Attitude.DOUBTS


def test_small_words_carry_nothing():
    assert telling_words("He has left the town, they said.") == {"left", "town"}


@pytest.mark.parametrize(
    ("one", "other"), [("shells", "shelled"), ("kill", "killed"), ("arming", "arms")]
)
def test_a_verb_is_one_word_in_all_its_forms(one, other):
    assert telling_words(one) == telling_words(other)
