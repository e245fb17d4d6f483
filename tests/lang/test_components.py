"""What hangs together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.components import components

PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)))


def slowly(pairs):
    label = list(range(20))
    for _ in label:
        for a, b in pairs:
            label[a] = label[b] = min(label[a], label[b])
    return label


@given(PAIRS)
def test_each_is_named_for_the_least_that_it_hangs_together_with(pairs):
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T

    assert components(20, one, other).tolist() == slowly(pairs)


def test_a_long_chain_is_one():
    at = np.random.default_rng(7).permutation(10_000)

    assert not components(10_000, at[1:], at[:-1]).any()
