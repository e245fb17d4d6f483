"""Every task is handed out once, and neighbours to one worker as far as they can be."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.flow.engines.rounds import Rounds


@given(
    count=st.integers(0, 60),
    workers=st.integers(1, 5),
    most=st.integers(1, 7),
    turns=st.lists(st.integers(0, 4), max_size=80),
)
def test_every_task_is_handed_out_once_whoever_asks(count, workers, most, turns):
    rounds = Rounds(range(count), workers)
    given = [task for turn in turns for task in rounds.next(turn % workers, most)]
    for worker in range(workers):
        while tasks := rounds.next(worker, most):
            given += tasks

    assert sorted(given) == list(range(count))


def test_a_worker_goes_through_neighbours():
    rounds = Rounds(range(100), 2)
    first = [rounds.next(0)[0] for _ in range(50)]

    assert first == list(range(50))
    assert rounds.next(1) == [50]


def test_what_comes_back_is_handed_out_first_and_one_by_one():
    rounds = Rounds("abcdefgh", 1)
    lost = rounds.next(0, 2)
    rounds.back(lost)

    assert lost == ["a", "b"]
    assert [rounds.next(0, 2) for _ in range(3)] == [["a"], ["b"], ["c"]]


def test_handfuls_shrink_to_the_end_so_that_none_is_the_last_by_far():
    rounds = Rounds(range(100), 1)
    sizes = []
    while tasks := rounds.next(0, 16):
        sizes.append(len(tasks))

    assert sizes[0] == 16
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1
