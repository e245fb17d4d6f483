"""What the page's own incident cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mark.claimed import marks
from tests.mark.facts import facts
from wellsourced.mark.tolls import toll
from wellsourced.mark.tollwords import pattern, tollwords
from wellsourced.model import Outcome

LISTS = tollwords()


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"persons"}))
def test_each_class_of_words_is_found_in_its_example(name):
    assert pattern(name).search(LISTS[name].example)


@pytest.mark.parametrize(
    ("page", "killed", "wounded"),
    [
        ("Four shot, one killed in Dorvel", 1, 3),
        ("Six people were shot, one fatally, at a party in Dorvel.", 1, 5),
        ("Three dead, two injured in Dorvel shooting", 3, 2),
        ("Teen shot in Dorvel\nA 16-year-old boy was shot in the leg on Monday.", 0, 1),
        ("Teen shot in Dorvel\nThe boy was pronounced dead at the scene.", 1, 0),
        ("A man and a woman were shot in Dorvel on Monday.", 0, 2),
        ("Two teenage boys were shot in Dorvel on Monday.", 0, 2),
        ("A man was killed and another man was wounded in a Dorvel shooting.", 1, 1),
        ("One dead and another wounded after a shooting in Dorvel", 1, 1),
        ("Police investigate double shooting in Dorvel", 0, 2),
        ("A man shot and killed his wife before turning the gun on himself.", 2, 0),
        ("Man charged with attempted murder after teen shot in Dorvel", 0, 1),
        ("Odo Kell, 23, was shot in Dorvel on Monday.", 0, 1),
    ],
)
def test_victims_are_counted_as_a_reader_counts_them(page, killed, wounded):
    assert toll(page)[:2] == (killed, wounded)


def test_a_page_about_a_budget_has_no_toll():
    assert toll("Council passes budget\nThe vote was close.") is None


def test_an_age_or_an_hour_is_no_number_of_victims():
    page = "Boy, 15, shot in Dorvel\nPolice were called at 11:30 p.m. to a home in Dorvel."

    assert toll(page)[:2] == (0, 1)


def test_the_wounded_that_no_word_counts_are_a_row_of_the_page():
    rows = list(facts("Four people were shot in Dorvel, one of them fatally.").quantities)

    assert (Outcome.WOUNDED, 3, True) in {(q.outcome, q.best, q.main) for q in rows}


def test_another_incident_of_the_page_is_not_its_own():
    page = (
        "Man shot in Dorvel\nA man was shot in Dorvel on Monday.\n\n"
        + "The street was closed. " * 40
        + "\n\nIn June five people were killed in Sarka."
    )
    rows = {(q.outcome, q.best): q.main for q in facts(page).quantities}

    assert rows[Outcome.KILLED, 5] is False
    assert rows[Outcome.WOUNDED, 1] is True


@given(st.text(alphabet="shot dea1234 \n.,ATwokile", max_size=80))
def test_no_text_breaks_the_count(text):
    told = toll(text)

    assert told is None or told.killed + told.wounded > 0


@pytest.mark.parametrize(
    ("page", "killed", "wounded"),
    [
        ("Boy shot in Dorvel\nThe boy is in critical condition.", (0, 1), (0, 1)),
        ("Boy shot in Dorvel\nHis wounds are not life-threatening.", (0, 0), (1, 1)),
        ("Four shot, one killed in Dorvel\nA woman is on life support.", (1, 2), (2, 3)),
        ("Boy shot in Dorvel\nThe boy was pronounced dead.", (1, 1), (0, 0)),
        ("Dorvel shooting: coroner names a man\nThe man was shot on Monday.", (0, 1), (0, 1)),
        ("Three killed in Dorvel shooting\nA shooting killed four people.", (3, 4), (0, 0)),
    ],
)
def test_a_toll_is_as_wide_as_the_page_leaves_it(page, killed, wounded):
    room = toll(page).margins

    assert (room.killed.low, room.killed.high) == killed
    assert (room.wounded.low, room.wounded.high) == wounded


@pytest.mark.parametrize(
    ("page", "killed", "wounded"),
    [
        ("Man, 18, killed in Dorvel shooting", 1, 0),
        ("Man kills daughter, 7, in Dorvel shooting", 1, 0),
        ("Father of 5 killed in Dorvel shooting", 1, 0),
        (
            "One killed, three wounded in Dorvel\nA gunman killed a man, wounding three others.",
            1,
            3,
        ),
        ("Man shoots himself and son in Dorvel", 0, 2),
        ("A man killed his wife and himself in a Dorvel shooting.", 2, 0),
        ("Teen dies of Dorvel shooting\nThe teen shot March 18 died over the weekend.", 1, 0),
    ],
)
def test_ages_days_and_fathers_of_five_are_no_victims(page, killed, wounded):
    assert toll(page)[:2] == (killed, wounded)


def test_who_tells_the_toll_is_none_of_the_dead():
    found = marks("The toll rose to 15, a nurse said, as the army left.").quantities

    assert [(q.low, q.outcome.value) for q in found] == [(15, "killed")]
