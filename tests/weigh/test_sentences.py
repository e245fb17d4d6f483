"""A sentence is found around a place as by looking for each stop, whatever stands around it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.weigh.tellings import sentence_at

STOPS = re.compile(
    r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])"
    r"|(?<=[a-z]{4}[.!?])[\"”’)]*\s+(?=[\"“‘(]?\d)"
    r"|\n+"
)
PIECES = (
    "Lorne",
    "burned",
    "Sept",
    "mill",
    "12",
    " ",
    ". ",
    "? ",
    "…",
    "!",
    "\n",
    "\n\n",
    '"',
    ")",
    "“",
    "’ ",
)


def by_each_stop(text, start, end):
    """The sentence from the last stop before a place to the first after it, within 400 letters."""
    left, right = max(0, start - 400), min(len(text), end + 400)
    ends = [m.end() for m in STOPS.finditer(text, left, start + 2) if m.end() <= start]
    after = STOPS.search(text, end, right)
    return text[ends[-1] if ends else left : after.start() if after else right].strip()


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_sentence_goes_from_stop_to_stop(text):
    places = [m.span() for m in re.finditer(r"\w+", text)]
    for start, end in places:
        assert sentence_at(text, start, end) == by_each_stop(text, start, end)


@settings(deadline=None)
@given(st.integers(350, 450), st.sampled_from(("a", "a. B ", "a\n", "ab.\n\n", "ab.” C")))
def test_a_sentence_goes_no_farther_than_a_reader_looks(far, piece):
    text = f"Nobody came. {piece * (far // len(piece))} they left {piece * far}"
    start = text.index("they")

    assert sentence_at(text, start, start + 4) == by_each_stop(text, start, start + 4)
