from datetime import date

import pytest

from tests.mark.facts import facts
from wellsourced.config import Actor, Settings
from wellsourced.mark.counts import counting, counts
from wellsourced.mark.layers import marked
from wellsourced.mark.outcomes import fates
from wellsourced.model import Bound, EntityKind, Outcome
from wellsourced.read.pipe import Row, document_of_row


def told(text):
    """Outcome, low and high of each count."""
    return [(q.outcome.value, q.low, q.high) for q in facts(text).quantities]


def only(text):
    (quantity,) = facts(text).quantities
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("At least 14 miners were killed.", 14, None, Bound.AT_LEAST),
        ("More than 14 people were killed.", 14, None, Bound.MORE_THAN),
        ("Up to 1,500 people were killed.", None, 1500, Bound.AT_MOST),
        ("About 14 people were killed.", 14, 14, Bound.APPROX),
        ("Dozens of people were killed.", 24, 99, Bound.APPROX),
        ("Hundreds of people were killed.", 200, 999, Bound.APPROX),
        ("Several hundred people were killed.", 300, 999, Bound.APPROX),
        ("Hundreds of thousands of people were killed.", 200_000, 999_999, Bound.APPROX),
        ("Six or seven people were killed.", 6, 7, Bound.APPROX),
        ("Between 12 and 15 people were killed.", 12, 15, Bound.APPROX),
        ("Forty-two people were killed.", 42, 42, Bound.EXACT),
        ("No people were killed.", 0, 0, Bound.EXACT),
    ],
)
def test_a_count_has_its_bounds(text, low, high, bound):
    quantity = only(text)

    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)
    assert quantity.outcome is Outcome.KILLED


@pytest.mark.parametrize("outcome", list(fates()))
def test_the_example_of_each_outcome_has_that_outcome(outcome):
    assert only(fates()[outcome].example).outcome is outcome


def test_each_class_of_counting_words_is_found_in_its_example():
    known = counting()
    for group in (known.vague, known.exact, *known.bounds.values(), known.money):
        assert list(counts(group.example))


def test_a_measure_is_no_count():
    assert told(counting().measures.example) == []


def test_what_befell_them_goes_on_in_the_list():
    text = (
        "In Havrin 40 fighters were killed, 60 were wounded, 30 were captured, and 12 surrendered."
    )

    assert told(text) == [
        ("killed", 40, 40), ("wounded", 60, 60), ("captured", 30, 30), ("surrendered", 12, 12),
    ]  # fmt: skip
    assert {q.group for q in facts(text).quantities} == {"fighters"}


def test_the_place_of_a_count_is_the_one_behind_it():
    text = "The army killed nine rebels in Havrin and four in Karsk."

    assert [(q.low, q.place) for q in facts(text).quantities] == [(9, "Havrin"), (4, "Karsk")]


def test_who_did_it_is_the_subject_or_the_agent():
    assert only("The Iron Oar Brigade killed nine soldiers.").by == "Iron Oar Brigade"
    assert only("Nine soldiers were killed by police.").by == "police"
    assert only("Nine soldiers were killed.").by is None


def test_a_rate_says_per_what():
    assert only("Nine soldiers were killed per day.").per == "day"
    assert only("They were paid $50 each.").per == "person"
    assert only("They got a monthly wage of $90.").per == "person-month"
    assert only("They had an average of nine of their fighters killed per day.").per == "day"


def test_money_is_an_amount():
    quantity = only("They paid £1.5 million.")

    assert (quantity.outcome, quantity.best) == (Outcome.AMOUNT, 1_500_000)


def test_a_count_is_dated_by_its_sentence():
    stretch = only("From May 3-7 nine soldiers were killed.")
    since = only("Since the fight began on Tuesday, nine soldiers were killed.")

    assert (stretch.earliest, stretch.latest) == (date(1998, 5, 3), date(1998, 5, 7))
    assert (since.earliest, since.latest) == (date(1998, 5, 12), date(1998, 5, 15))


@pytest.mark.parametrize(
    "text",
    [
        "They fought for nine days.",
        "Some 40 percent voted.",
        "Article 9 was quoted.",
        "He is aged 42.",
        "They met on May 3, 1998.",
        "It was no question of money.",
        "One of them left.",
        "They flew in a Boeing 707.",
    ],
)
def test_not_every_number_counts(text):
    assert told(text) == []


def test_one_person_is_a_count_where_something_befell_him():
    assert told("A policeman was killed.") == [("killed", 1, 1)]
    assert told("A policeman spoke.") == []


def test_deaths_and_tolls_are_of_the_killed():
    assert told("The death toll rose to 54.") == [("killed", 54, 54)]
    assert told("There were 12 deaths.") == [("killed", 12, 12)]
    assert told("The attack left 12 dead and 30 injured.") == [
        ("killed", 12, 12), ("wounded", 30, 30),
    ]  # fmt: skip


def test_a_part_of_the_dead_is_dead():
    assert told("Nine people were killed, including three children.") == [
        ("killed", 9, 9), ("killed", 3, 3),
    ]  # fmt: skip


def test_every_count_points_at_its_words():
    text = "“More than 1,500 people” fled; 12 were hurt in Havrin — 3 of them badly."

    for q in facts(text).quantities:
        assert text[q.start : q.end].strip() == text[q.start : q.end]


def test_a_bare_number_sizes_the_force_whose_membership_is_spoken_of():
    text = "Estimates of Lake Front membership vary, but the number I heard was 4,000."
    quantity = only(text)

    assert (quantity.outcome, quantity.low, quantity.bound) == (
        Outcome.STRENGTH,
        4000,
        Bound.APPROX,
    )
    assert quantity.group == "Lake Front"


def test_some_of_those_who_were_named_are_no_force():
    assert told("Hundreds of these fighters crossed the lake.") == [("count", 200, 999)]


def test_a_monthly_wage_is_for_a_person_and_a_month():
    assert only("Each fighter receives a monthly stipend of $200.").per == "person-month"


def test_the_place_of_what_two_men_tell_is_not_where_the_two_men_are():
    (two, _) = facts("Two commanders told us that 300 men fought in Lebanon.").quantities

    assert two.place is None
    (nine,) = facts("Nine men were killed in Rome, the ministry said.").quantities
    assert nine.place == "Rome"


def test_two_forces_did_it_where_the_settings_know_both():
    both = Settings(
        actors=(
            Actor(name="Norvian army", kind=EntityKind.FORCE, aliases=("Norvian forces",)),
            Actor(name="Sarkan army", kind=EntityKind.FORCE, aliases=("Sarkan forces",)),
        )
    )
    page = document_of_row(
        Row(id="x", text="Norvian and Sarkan forces detained 15 men in Rome."), both
    )
    (count,) = next(marked([page], both)).quantities

    assert count.by == "Norvian army; Sarkan army"


def test_those_of_an_assassination_or_a_massacre_are_dead():
    text = "The assassination of six miners shook the town. So did the massacre of 44 farmers."

    assert [(q.outcome.value, q.low) for q in facts(text).quantities] == [
        ("killed", 6),
        ("killed", 44),
    ]


def test_massacres_themselves_are_no_dead():
    text = "Nine massacres shook the province."

    assert [q.outcome.value for q in facts(text).quantities] == ["count"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A third of the 60 rebels were killed.", [("killed", 20, 20)]),
        ("Two thirds of the 60 rebels were killed.", [("killed", 40, 40)]),
        ("Half of the 41 men were wounded.", [("wounded", 20, 20)]),
        ("Scores of people were killed.", [("killed", 40, 99)]),
        ("Three dozen people were hurt.", [("wounded", 36, 36)]),
        ("The group is 5,000 strong.", [("strength", 5000, 5000)]),
        ("They planned to kill 40 people.", [("count", 40, 40)]),
        ("Five attempted murders were tried.", [("count", 5, 5)]),
        ("The army seized 30 rifles.", [("count", 30, 30)]),
        ("The toll rose from 14 to 31.", [("killed", 14, 14), ("killed", 31, 31)]),
        ("Sixty-six people or more were injured.", [("wounded", 66, None)]),
        ("A man died in the 7500 block of Reed Lane.", [("killed", 1, 1)]),
        ("The dead were Odo Kell, 70; Ana Marsh, 47.", []),
        (
            "One man was killed and another three were wounded.",
            [("killed", 1, 1), ("wounded", 3, 3)],
        ),
    ],
)
def test_a_number_is_what_its_words_make_it(text, rows):
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The gunman killed 12 people and himself.", [(12, None), (1, "gunman")]),
        ("Four people died, including the gunman.", [(4, None), (1, "gunman")]),
        ("A bomber blew himself up, killing nine.", [(1, "bomber"), (9, None)]),
        ("The blast killed 14 people and two attackers.", [(14, None), (2, "attackers")]),
    ],
)
def test_attackers_are_counted_apart_from_their_victims(text, rows):
    assert [(q.best, q.group) for q in facts(text).quantities] == rows


def test_victims_told_by_name_are_counted():
    names = "Odo Kell, Ana Marsh and Ivo Brandt"

    assert [(q.best, names) for q in facts(f"Gunmen killed {names}.").quantities] == [(3, names)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The number of people killed in the quake has risen to 812, up from 640 on Monday.",
            [("killed", 812), ("killed", 640)],
        ),
        (
            "He said 530 of the deaths were in Lorne, 190 in Dorvel and 92 in the valley.",
            [("killed", 530), ("killed", 190), ("killed", 92)],
        ),
        ("Among the dead are 46 children.", [("killed", 46)]),
        ("The wounded include three nurses and two boys.", [("wounded", 3), ("wounded", 2)]),
        (
            "The Front says 13 of its fighters were killed; the army puts the figure at 60.",
            [("killed", 13), ("killed", 60)],
        ),
        ("At least 30 were injured and 215 are missing.", [("wounded", 30), ("missing", 215)]),
        ("Each family gets 20,000 liras.", [("amount", 20_000)]),
    ],
)
def test_numbers_that_stand_apart_from_what_they_count(text, rows):
    assert [(outcome, low) for outcome, low, _ in told(text)] == rows
