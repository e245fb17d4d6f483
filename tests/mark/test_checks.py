from msgspec.structs import replace

from tests.mark.facts import facts
from wellsourced.mark.sums import same_group
from wellsourced.model import Bound, Outcome, Quantity, Verdict


def checked(text):
    """Verdict, reason and the words of each check."""
    return [
        (c.verdict, c.why, [text[s.start : s.end] for s in c.about]) for c in facts(text).checks
    ]


def failed(text):
    return [why for verdict, why, _ in checked(text) if verdict is Verdict.INCONSISTENT]


def test_a_list_of_parts_that_misses_the_total_is_inconsistent():
    text = "The army killed 50 rebels, 22 in Havrin and 15 in Karsk, it said."

    assert checked(text) == [
        (
            Verdict.INCONSISTENT,
            "22 + 15 = 37, not the 50 killed stated",
            ["50 rebels", "22", "15"],
        )
    ]


def test_a_list_of_parts_that_makes_the_total_is_consistent():
    text = "The army killed 37 rebels, 22 in Havrin and 15 in Karsk, it said."

    assert [(v, w) for v, w, _ in checked(text)] == [
        (Verdict.CONSISTENT, "22 + 15 = 37, the 37 killed stated")
    ]


def test_some_of_the_parts_are_no_contradiction():
    assert failed("The army killed 50 rebels, including 22 in Havrin and 15 in Karsk.") == []
    assert failed("The army killed 50 rebels. It killed 22 in Havrin and 15 in Karsk.") == []


def test_a_daily_rate_that_makes_far_more_than_the_total_is_inconsistent():
    text = (
        "Since Tuesday 80 rebels were killed and 300 were wounded.\n\n"
        "From May 10-14 the rebels had an average of 16 rebels killed per day. "
        "Another 90 rebels were wounded per day."
    )

    verdicts = {tuple(words): verdict for verdict, _, words in checked(text)}

    assert failed(text) == ["90 a day over 5 days make 450, against the 300 wounded stated"]
    assert Verdict.CONSISTENT in verdicts.values()


def test_a_daily_rate_of_fighters_may_be_that_of_a_force_the_settings_name():
    force = Quantity(
        start=0,
        end=4,
        outcome=Outcome.WOUNDED,
        low=300,
        high=300,
        bound=Bound.EXACT,
        group="River Guard",
    )

    assert same_group(force, replace(force, group="fighters"))
    assert not same_group(force, replace(force, group="Selm police"))


def test_a_weekday_is_held_against_the_date_with_its_year():
    assert failed("They met on Monday, May 4, 1998.") == []
    assert failed("They met on Monday, May 5, 1998.") == ["5 May 1998 was a Tuesday, not a Monday"]


def test_a_weekday_without_a_year_never_fails():
    assert failed("They met on Monday, May 5.") == []


def test_a_local_time_is_some_zone_away_from_universal_time():
    assert failed("It fell at 7:37 p.m. local time (1137 UTC).") == []
    assert failed("It fell at 4:42 a.m. local time (2024 UTC).") == [
        "4:42 a.m. and 2024 UTC are +08:18 apart, which is no time zone"
    ]


def test_a_length_is_the_same_in_both_units():
    assert failed("It lies 160 km (100 miles) away.") == []
    assert failed("It lies 160 km (400 miles) away.") == ["160 km are 99.4 miles, not 400"]


def test_two_names_of_one_month_agree():
    text = "They left last month. In April 1998 the bridge fell."

    assert [v for v, _, _ in checked(text)] == [Verdict.CONSISTENT]


def test_two_different_tolls_are_no_sum_that_fails():
    text = "Police said 14 people were killed in Havrin. The mayor said 20 people were killed."

    assert failed(text) == []


def test_every_reason_shows_its_numbers():
    for verdict, why, words in checked("The army killed 50 rebels, 22 in Havrin and 15 in Karsk."):
        assert words
        assert any(c.isdigit() for c in why), verdict
