import pytest

from wellsourced.lang.datelines import dateline

STORY = "The guard has split."


@pytest.mark.parametrize(
    "line",
    [
        "HARBOUR CITY (CN) — ",
        "HARBOUR, Ruritania (Coast News) – ",
        "HARBOUR, March 3 -- ",
        "HARBOUR, 3 March 2031 (CN) - ",
        "HARBOUR — ",
    ],
)
def test_a_dateline_is_told_from_its_story(line):
    text = line + STORY

    assert text[dateline(text, 0, len(text)) :] == STORY


@pytest.mark.parametrize(
    "text", ["UNHCR-backed camps fell.", "Harbour - fell.", "HARBOUR (CN) — "]
)
def test_other_openings_are_left_to_the_sentence(text):
    assert dateline(text, 0, len(text)) is None
