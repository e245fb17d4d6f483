"""Who stood by whose duty it was to act."""

import pytest

from tests.mark.claimed import claims
from wellsourced.lexicon.reader import read
from wellsourced.mark.neglect import _Class

CLASSES = read("codes/neglect.toml", dict[str, _Class])


def idle(text):
    return [c.actor for c in claims(text) if c.mode == "neglect"]


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_each_class_of_words_is_found_in_its_example(name):
    assert idle(CLASSES[name].example)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine shops burned in Dorvel even as the police looked the other way.",
        "The police could not stop the mob.",
        "The soldiers remained silent spectators as the mob burned the shops.",
        "The miners complained of the failure of the police.",
        "A team of policemen stood by as the mob beat two men.",
    ],
)
def test_a_force_that_stands_by_is_told(sentence):
    assert idle(sentence)
    assert "FAIL" in {c.codes.get("police") for c in claims(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The police would not stop the march.",
        "The police stopped the mob.",
        "The miners watched as the mob burned the shops.",
        "The police did not sleep.",
    ],
)
def test_what_is_no_neglect_is_not_told_as_one(sentence):
    assert idle(sentence) == []
