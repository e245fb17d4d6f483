"""Two who say one thing in one set of words are two; one telling in two papers is one."""

from tests.link.test_copies import DISPATCH, linked
from tests.weigh.makers import day, holds, page

WORDS = f"{DISPATCH} and the army holds Lorne"


def told(who, outlet, on):
    return page(outlet, day(on), holds(words=WORDS, by=(who,)))


def test_two_officials_who_say_the_same_words_are_two():
    found = linked(told("General Ada Orm", "A", 1), told("Mayor Ivo Tarn", "B", 2)).utterances

    assert len({u.same for u in found}) == 2


def test_one_officials_words_in_two_papers_are_one_telling():
    found = linked(told("General Ada Orm", "A", 1), told("Ada Orm", "B", 2)).utterances

    assert len({u.same for u in found}) == 1


def test_a_paper_that_says_a_few_of_the_words_itself_is_a_second_voice():
    few = "The army of Norvia holds the old stone bridge at Lorne"
    said = page("A", day(1), holds(words=few, by=("Ada Orm",)))
    own = page("B", day(2), holds(words=few))
    found = linked(said, own).utterances

    assert {u.origin.name for u in found} == {"Ada Orm", "B"}
    assert len({u.same for u in found}) == 2
