"""Runs of words that texts have in common, however few of them are looked at in one turn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.flow.shelves.stowed import stowed
from wellsourced.lang import shingles
from wellsourced.lang.codes import coded
from wellsourced.lang.shingles import Least, common

LINES = (
    "the ferry left the pier at noon with nine men of the lake guard",
    "bread was dearer in the old town than in any week since the harvest",
    "the mayor of lorne said that the bridge would be closed until the spring",
)
texts = st.lists(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map(" but ".join), max_size=12
)


def runs(found, drawers=None):
    codes, _, _, ends = coded(found)
    out = common(codes, ends, size=3, most=4, least=Least(5, 8), drawers=drawers)
    return [x.tolist() for x in out]


@given(found=texts)
def test_runs_are_the_same_in_one_turn_and_in_many(found):
    whole = runs(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "_AT_ONCE", 16)
        assert runs(found) == whole


def test_runs_are_the_same_whether_drawers_lie_in_memory_or_on_the_disk(tmp_path):
    found = [" and ".join(LINES[n % 3 :]) for n in range(9)]
    with stowed(tmp_path) as drawers:
        assert runs(found, drawers) == runs(found)
    assert not list(tmp_path.iterdir())


def test_what_was_taken_out_of_a_drawer_lies_there_no_more(tmp_path):
    with stowed(tmp_path) as drawers:
        drawers.put("a", np.array([1, 2]))
        drawers.put("a", np.array([3]))
        assert drawers.take("a").tolist() == [1, 2, 3]
        assert not len(drawers.take("a"))
