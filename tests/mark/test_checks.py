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


def test_some_of_the_things_counted_are_a_part_of_them():
    text = "The envoys listed 44 raids. At least 11 of the raids hit Havrin."

    assert "11 raids can be a part of the 44 raids" in [why for _, why, _ in checked(text)]


def test_soldiers_among_the_dead_are_a_part_of_them():
    text = "In Havrin 62 people were killed on Monday. Nine soldiers were killed, the army said."

    assert "9 soldiers killed can be a part of the 62 killed" in [w for _, w, _ in checked(text)]


def test_others_are_no_part_of_those_told_before():
    text = "In Havrin 62 people were killed on Monday. Nine other soldiers were killed later."

    assert checked(text) == []


def test_an_exact_figure_can_be_the_vague_one():
    text = "Dozens of people were killed in Havrin. The mayor said 36 people were killed."

    assert ("24 to 99 and 36 can be one figure") in [why for _, why, _ in checked(text)]


def test_what_rose_is_more_and_what_fell_is_less():
    assert failed("The toll rose sharply from 14 to 31.") == []
    assert failed("The toll rose sharply from 31 to 14.") == ["14 is less than 31"]
    assert failed("The price fell from five to six crowns.") == ["6 is more than 5"]


def test_shares_can_make_a_whole():
    text = "Some 52% voted to leave and 48% to stay."

    assert [(v, w) for v, w, _ in checked(text)] == [
        (Verdict.CONSISTENT, "52 + 48 = 100 percent"),
    ]


def test_a_share_is_held_against_the_numbers_it_is_made_of():
    assert failed("They lost 45 boats, or 30% of the 150 they had.") == []
    assert failed("They lost 45 boats, or 60% of the 150 they had.") == [
        "45 of 150 are 30.0 percent, not 60"
    ]


def test_one_man_has_one_age():
    assert failed("Odo Kell, 34, spoke in Havrin. Odo Kell was 34 years old.") == []
    assert failed("Odo Kell, 34, spoke in Havrin. The 51-year-old Odo Kell left.") == [
        "Odo Kell: 34 against 51 years old"
    ]
    assert failed("Odo Kell, 34, spoke in Havrin. The 51-year-old mayor left.") == []


def test_nobody_dies_before_he_is_born():
    assert failed("Kell was born in May 1931 and died in June 1990.") == []
    assert len(failed("Kell was born in May 1990 and died in June 1931.")) == 1


def test_a_stretch_of_time_runs_forward():
    assert failed("The siege lasted from May 1991 to June 1992.") == []
    assert len(failed("The siege lasted from May 1994 to June 1992.")) == 1


def test_dates_of_unsaid_year_are_never_out_of_order():
    assert failed("Kell was arrested on 9 May and released on 3 May.") == []


def test_the_toll_of_a_title_is_that_of_the_page():
    assert failed("12 killed in Havrin raid\n\nA raid killed 12 people in Havrin on Monday.") == []
    assert failed("12 killed in Havrin raid\n\nA raid killed 15 people in Havrin on Monday.") == [
        "12 killed in the title against 15 below it"
    ]
    assert failed("12 killed in Havrin\n\nA raid killed at least 15 people in Havrin.") == []


def test_two_words_for_one_day_agree():
    text = "The bridge fell yesterday. On Thursday the army had left."

    assert [(v, w) for v, w, _ in checked(text)] == [
        (Verdict.CONSISTENT, "“yesterday” and “Thursday” can both be 1998-05-14")
    ]


def test_weights_and_areas_are_held_against_each_other_as_lengths_are():
    assert failed("They found 100 kg (220 pounds) of it on 40 hectares (99 acres).") == []
    assert failed("They found 100 kg (440 pounds) of it.") == ["100 kg are 220.5 pounds, not 440"]
    assert failed("It was five-foot (one and a half meters) long, and 60m (197 feet) deep.") == []
