"""The lists of hedges, denials, anonymity, roles and wires do what their examples say."""

import pytest

from tests.mark.voices import page, told
from wellsourced.config import Settings
from wellsourced.lexicon.reader import read
from wellsourced.mark.commitment import DenialList, HedgeList
from wellsourced.mark.layers import marked
from wellsourced.mark.speakers import Anonymity, Roles, Wires
from wellsourced.model import ClaimType

HEDGES = read("en/hedges.toml", HedgeList)
ANONYMITY = read("en/anonymity.toml", Anonymity)
ROLES = read("en/roles.toml", Roles)
WIRES = read("en/wires.toml", Wires)


@pytest.mark.parametrize("hedge", HEDGES.hedges, ids=lambda h: h.name)
def test_a_hedge_leaves_the_commitment_of_its_class(hedge):
    assert told(hedge.example)[0].commitment == hedge.commitment.value


def test_what_is_dismissed_as_something_is_denied():
    example = read("en/denials.toml", DenialList).dismissals.example

    assert told(example)[0].commitment == "CT-"


def test_a_condition_leaves_nothing():
    assert told(HEDGES.open.example)[0].commitment == "U"


@pytest.mark.parametrize(
    ("example", "unnamed"),
    [(ANONYMITY.unnamed.example, True), (ANONYMITY.named.example, False)],
)
def test_a_description_is_of_an_unnamed_source_or_of_a_body(example, unnamed):
    assert told(f"{example.capitalize()} said the pier was shut.")[0].unnamed is unnamed


def test_words_that_say_only_that_there_are_more_are_left_out():
    row = told(f"{ANONYMITY.vague.example.capitalize()} said the pier was shut.")[0]

    assert row.chain[-1] == "officials"


def test_the_paper_of_the_example_is_told():
    assert told(WIRES.outlets.example)[0].chain[1] == "Harbour Herald"


def test_no_word_of_a_list_stands_in_it_twice():
    lists = (
        ANONYMITY.unnamed.words,
        ANONYMITY.named.words,
        ANONYMITY.carriers.words,
        ROLES.singular.words,
        ROLES.plural.words,
        WIRES.outlets.heads,
    )
    for words in lists:
        assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("over", HEDGES.over, ids=lambda o: o.commitment.value)
def test_what_is_said_over_a_clause_leaves_the_commitment_of_its_class(over):
    assert {c.commitment for c in claims_of(over.example)} == {over.commitment}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor said the army stormed the village.", "CT+"),
        ("The mayor said the army did not storm the village.", "CT-"),
        ("The mayor denied that the army stormed the village.", "CT-"),
        ("The mayor said the army may have stormed the village.", "PS+"),
        ("The mayor said the army probably stormed the village.", "PR+"),
        ("The mayor believes the army stormed the village.", "PR+"),
        ("The mayor said the army may not have stormed the village.", "PS-"),
        ("The mayor said the army probably did not storm the village.", "PR-"),
        ("If the army storms the village, the guards will flee.", "U"),
        ("The mayor did not say whether the army stormed the village.", "U"),
        ("The mayor was not aware that the army had stormed the village.", "U"),
        ("It is not likely that the army stormed the village.", "PR-"),
        ("There is no evidence that the army stormed the village.", "U"),
    ],
)
def test_a_claim_is_as_sure_as_its_source_and_its_words(text, value):
    (storm,) = [c for c in claims_of(text) if c.type is ClaimType.ASSAULT]
    assert storm.commitment == value


def claims_of(text):
    return next(marked([page(text)], Settings())).claims
