"""The table of the guide to events holds, sentence by sentence."""

from pathlib import Path

import pytest

from tests.mark.claimed import claims

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "events.md"
BOOKS = ("plover", "cameo", "acled", "ucdp", "muc")


def rows():
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" |")] for line in lines[2:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_sentence_of_the_guide_is_typed_as_it_says(row):
    sentence, *told = [*row, *[""] * 9][:9]

    assert told in [
        [c.type.value, c.mode or "", c.commitment.value, *(c.codes.get(b, "") for b in BOOKS)]
        for c in claims(sentence)
    ]
