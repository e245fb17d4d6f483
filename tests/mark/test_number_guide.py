"""What the guide says of sums that fail is what the checks say."""

import re
from pathlib import Path

import pytest

from tests.mark.facts import facts
from wellsourced.model import Verdict

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "times-places-numbers.md"
ROWS = re.findall(
    r'^\| "(.+)" \| (.+) \|$',
    GUIDE.read_text(encoding="utf-8").partition("## Which sums fail")[2],
    re.MULTILINE,
)


@pytest.mark.parametrize(("text", "why"), ROWS)
def test_each_example_of_the_guide_fails_as_it_says(text, why):
    failed = [c.why for c in facts(text).checks if c.verdict is Verdict.INCONSISTENT]

    assert failed == [why]


def test_the_guide_has_its_examples():
    assert len(ROWS) >= 20
