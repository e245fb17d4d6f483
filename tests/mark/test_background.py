"""What a page tells as background."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.mark.claimed import NONE, claims, document
from wellsourced.lexicon.reader import read
from wellsourced.mark.background import _listed, _Words
from wellsourced.mark.layers import marked
from wellsourced.model import Dated, Layer

FRIDAY = date(1998, 5, 15)


def behind(text, on=FRIDAY):
    """The claims of a text that are background, and those that are new, by their words."""
    day = Dated(earliest=on, latest=on, basis="given") if on else Dated()
    page = replace(document(text), published=day)
    made = next(marked([page], NONE, only=frozenset({Layer.CLAIMS}))).claims
    return [text[c.start : c.end] for c in made if c.background], [
        text[c.start : c.end] for c in made if not c.background
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Last year the army killed nine rebels.",
        "In March 1997 the army killed nine rebels.",
        "Since 1991 the army has killed 900 rebels.",
        "The army had killed nine rebels.",
        "Years ago the army killed nine rebels.",
    ],
)
def test_what_is_of_older_days_is_background(sentence):
    old, new = behind(sentence)

    assert old
    assert not new


@pytest.mark.parametrize(
    "sentence",
    [
        "The army killed nine rebels on Monday.",
        "The army killed nine rebels.",
        "The mayor said the army had killed nine rebels.",
    ],
)
def test_what_the_page_reports_is_new(sentence):
    old, new = behind(sentence)

    assert new
    assert not old


def test_without_a_day_of_the_page_only_words_tell():
    assert behind("In March 1997 the army killed nine rebels.", on=None)[0] == []
    assert behind("Decades ago the army killed nine rebels.", on=None)[0]


def test_the_words_of_the_past_are_found_in_their_example():
    for name, one in read("en/background.toml", dict[str, _Words]).items():
        assert _listed(name).search(one.example)


def test_the_day_of_a_dateline_is_the_day_of_a_page_that_has_no_other():
    text = (
        "OLD HARBOUR, 3 JAN 90 (COAST NEWS) -- [TEXT] The mayor spoke of the war.\n\n"
        "On 28 January 1987 gunmen attacked a farm near Dorvel."
    )

    assert [c.background for c in claims(text, "ASSAULT")] == [True]
