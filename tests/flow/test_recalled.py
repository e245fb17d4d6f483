"""Corrections are found by the words that they share with what their outlet told before."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.flow.shelves.columns import folded
from wellsourced.flow.shelves.recalled import Recall, Recalls
from wellsourced.weigh.retractions import ALIKE

WORDS = st.frozensets(
    st.sampled_from(["pier", "mill", "shut", "burnt", "lorne", "tarn", "guard", "front"])
)
OUTLETS = st.sampled_from(("Courier", "Herald", "Mail"))
MADE = st.tuples(OUTLETS, st.integers(1, 4), WORDS)
TOLD = st.tuples(st.frozensets(OUTLETS), st.integers(-1, 4), WORDS)


def speaks_of(correction, row) -> bool:
    outlet, day, words = correction
    voices, told_on, told = row
    needed = max(2, math.ceil(ALIKE * len(told)))
    return outlet in voices and 0 < told_on <= day and len(words & told) >= needed


@given(st.lists(MADE, max_size=6), st.lists(TOLD, max_size=6))
def test_a_correction_may_speak_of_what_its_outlet_told_before_in_words_of_its_own(made, told):
    recalls = Recalls(Recall(n, *one) for n, one in enumerate(made))
    voices, words = (folded(sorted(row[n]) for row in told) for n in (0, 2))
    found = recalls.like(voices, words, np.array([day for _, day, _ in told], np.int32))
    pairs = [(r, c) for r in range(len(told)) for c in range(len(made))]

    assert found == [(r, c) for r, c in pairs if speaks_of(made[c], told[r])]


def test_where_nobody_takes_anything_back_nothing_is_found():
    assert not Recalls([])
    assert Recalls([]).like(folded([["Courier"]]), folded([["pier"]]), np.array([3])) == []
