"""Groups by how alike their members are on the average: near-linear, in any order of input."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.grouping import Pair, grouped

NUMBERS = st.integers(0, 9)
PAIRS = st.lists(st.builds(Pair, NUMBERS, NUMBERS, st.integers(1, 30).map(lambda n: n / 10)))


def once(found):
    known = {(min(p[:2]), max(p[:2])): p.score for p in found if p.one != p.other}
    return [Pair(a, b, score) for (a, b), score in sorted(known.items())]


def test_a_chain_of_neighbours_makes_no_one_group():
    chain = [Pair(n, n + 1, 1.1) for n in range(9)]

    assert max(map(len, grouped(10, chain))) == 2


def test_all_that_are_alike_are_one_group_however_many():
    assert grouped(40, [Pair(a, b, 1.5) for b in range(40) for a in range(b)]) == [list(range(40))]


@given(PAIRS)
def test_each_thing_is_in_one_group(found):
    assert sorted(n for g in grouped(10, once(found)) for n in g) == list(range(10))


@given(PAIRS.flatmap(lambda p: st.tuples(st.just(once(p)), st.permutations(once(p)))))
def test_the_order_of_pairs_does_not_matter(found):
    assert grouped(10, found[0]) == grouped(10, found[1])
