"""Times that are parts of others, counted from others, or of other calendars."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mark.facts import page
from tests.mark.test_times import FRIDAY, days, found, marks, values
from wellsourced.config import Settings
from wellsourced.lang import hebrew, persian
from wellsourced.mark.layers import marked
from wellsourced.model import Layer


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met in the second week of March.", date(1998, 3, 8), date(1998, 3, 14)),
        ("They met in the last week of April 1996.", date(1996, 4, 24), date(1996, 4, 30)),
        ("They met the week of March 10.", date(1998, 3, 9), date(1998, 3, 15)),
        ("They met on the first Monday of May.", date(1998, 5, 4), date(1998, 5, 4)),
        ("They met on the last Friday in April.", date(1998, 4, 24), date(1998, 4, 24)),
        ("They met on the first weekend of May.", date(1998, 5, 2), date(1998, 5, 3)),
        ("They met on the last day of the month.", date(1998, 5, 31), date(1998, 5, 31)),
        ("They met in the first three months of 1998.", date(1998, 1, 1), date(1998, 3, 31)),
        ("They met on the first day of Ramadan.", date(1997, 12, 31), date(1997, 12, 31)),
    ],
)
def test_a_part_of_a_longer_time_is_its_own_days(text, first, last):
    assert days(text) == [(first, last)]


def test_no_month_has_a_sixth_week():
    assert [v for _, v in found("They met in the sixth week of March.")] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("six days after Tuesday", date(1998, 5, 18), date(1998, 5, 18)),
        ("two days after the vote of May 3", date(1998, 5, 5), date(1998, 5, 5)),
        ("a week before Christmas 1997", date(1997, 12, 18), date(1997, 12, 18)),
        ("four months after May 3, 1996", date(1996, 9, 1), date(1996, 9, 30)),
    ],
)
def test_a_length_is_counted_from_the_day_behind_it(text, first, last):
    assert days(f"They left {text}.")[0] == (first, last)


def test_six_days_after_the_attack_are_counted_from_the_day_on_which_it_was_told():
    text = (
        "Raiders attacked the port on May 3. The mayor spoke. Six days after the attack he left."
    )

    assert days(text)[-1] == (date(1998, 5, 9), date(1998, 5, 9))
    assert marks(text)[-1].value == "P6D"


def test_what_nothing_tells_is_not_counted():
    assert days("The mayor spoke on May 3. Six days after the flood he left.")[-1] == (None, None)
    assert days("It was bought on May 3. Buyers must wait 30 days after buying it.")[-1] == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the past six days", date(1998, 5, 10), FRIDAY),
        ("in the next six days", date(1998, 5, 16), date(1998, 5, 21)),
        ("two weeks from now", date(1998, 5, 29), date(1998, 5, 29)),
        ("the day before yesterday", date(1998, 5, 13), date(1998, 5, 13)),
        ("a week ago Tuesday", date(1998, 5, 5), date(1998, 5, 5)),
        ("a week from Tuesday", date(1998, 5, 26), date(1998, 5, 26)),
        ("Tuesday last week", date(1998, 5, 5), date(1998, 5, 5)),
        ("on Tuesday of next week", date(1998, 5, 19), date(1998, 5, 19)),
    ],
)
def test_days_are_counted_from_the_day_of_speaking(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "on", "value"),
    [
        ("They fought this winter.", date(1998, 3, 10), "1997-WI"),
        ("They fought this winter.", date(1998, 1, 10), "1997-WI"),
        ("They fought this winter.", date(1998, 12, 20), "1998-WI"),
        ("They will fight this winter.", date(1998, 3, 10), "1998-WI"),
        ("They fought this winter.", date(1998, 11, 2), "1998-WI"),
        ("They fought this summer.", date(1998, 9, 20), "1998-SU"),
        ("They fought last winter.", date(1998, 1, 10), "1996-WI"),
        ("They fought last winter.", date(1998, 3, 10), "1997-WI"),
    ],
)
def test_a_season_without_a_year_is_the_running_one_or_the_nearer(text, on, value):
    assert values(text, on) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Yom Kippur", "1997-10-11"),
        ("on the first day of Passover 1998", "1998-04-11"),
        ("on 14 Nisan 5758", "1998-04-10"),
        ("on Nowruz", "1998-03-21"),
        ("on 15 Khordad 1342", "1963-06-05"),
        ("on 22 Bahman", "1998-02-11"),
        ("in Mehr 1376", "1997-09-23/1997-10-22"),
        ("on the tenth of Muharram", "1998-05-07"),
        ("on 17 Ramadan 1418", "1998-01-16"),
        ("during Eid", "1998-04-08"),
        ("on Eid al-Fitr 1997", "1997-02-09"),
    ],
)
def test_days_of_other_calendars(text, value):
    assert values(f"They met {text}.")[0] == value


@pytest.mark.parametrize("text", ["Mehr spoke to Azar.", "Eid said so.", "He saw Safar and Tir."])
def test_names_of_persons_are_no_months(text):
    assert values(text) == []


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1)))
def test_the_months_of_other_calendars_follow_each_other_without_a_gap(day):
    for calendar in (hebrew, persian):
        years = calendar.years_of(day.year)
        months = sorted(
            calendar.month_days(year, month) for year in years for month in range(1, 13)
        )
        covered = [m for m in months if m[0] <= day <= m[1]]
        leap_month = calendar is hebrew and len(covered) == 0  # the first Adar of a leap year
        assert len(covered) == 1 or leap_month


@pytest.mark.parametrize(
    ("text", "value", "dated"),
    [
        ("in fiscal 1997", "1997", False),
        ("in FY1997", "1997", False),
        ("in the third quarter of fiscal 1997", "1997-Q3", False),
        ("in Q3 1997", "1997-Q3", True),
        ("in Q1", "1998-Q1", True),
    ],
)
def test_nobody_tells_when_a_fiscal_year_begins(text, value, dated):
    assert values(f"Sales rose {text}.") == [value]
    assert (days(f"Sales rose {text}.")[0][0] is not None) is dated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("every Friday", "XXXX-WXX-5"),
        ("twice a week", "P1W"),
        ("three times a day", "P1D"),
        ("every other day", "P2D"),
        ("on weekends", "XXXX-WXX-WE"),
    ],
)
def test_what_comes_again_is_a_set(text, value):
    assert [(m.type.value, m.value) for m in marks(f"They meet {text}.")] == [("SET", value)]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("at 10:30 p.m. EST on Thursday", datetime(1998, 5, 15, 3, 30, tzinfo=UTC)),
        ("at 1400 GMT", datetime(1998, 5, 15, 14, 0, tzinfo=UTC)),
        ("at 2:30 a.m. UTC+3", datetime(1998, 5, 14, 23, 30, tzinfo=UTC)),
        ("at 5 p.m.", None),
        ("at 5 p.m. ET", None),
    ],
)
def test_a_time_of_the_clock_with_its_zone_is_a_minute_everywhere(text, utc):
    assert marks(f"They met {text}.")[0].utc == utc


def test_hours_of_four_figures_are_of_the_clock():
    assert values("They met at 0230 hours.") == ["1998-05-15T02:30"]


def test_the_later_year_of_a_dash_is_of_the_same_century():
    assert values("They fought in 1987-91.") == ["1987", "1991"]
    assert values("He lived 8 May 1950 - 31 March 1996.") == ["1950-05-08", "1996-03-31"]


def test_times_alone_are_found_without_a_parser_and_are_the_same():
    text = "OLD HARBOUR, May 7 (Coast News) - The guard split on Tuesday, and at 9 p.m. it left."
    alone, beside = (
        next(marked([page(text)], Settings(), only=only)).times
        for only in (frozenset({Layer.TIMES}), frozenset(Layer))
    )

    assert alone == beside
