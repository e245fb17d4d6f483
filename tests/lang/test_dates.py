from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.dates import coarse, easter, interval, nth_weekday, stepped, weekday_by

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@given(DAYS, st.sampled_from(["D", "W", "M", "Q", "Y", "E", "C"]))
def test_a_day_lies_in_every_unit_that_it_is_written_as(day, unit):
    first, last = interval(coarse(day, unit))

    assert first <= day <= last


@given(DAYS, st.integers(1, 7), st.booleans())
def test_the_nearest_weekday_is_less_than_a_week_away(day, weekday, forward):
    found = weekday_by(day, weekday, forward=forward)

    assert found.isoweekday() == weekday
    assert timedelta(0) <= (found - day if forward else day - found) < timedelta(7)


@given(DAYS, st.integers(-40, 40))
def test_months_forth_and_back_end_in_the_same_month(day, count):
    back = stepped(stepped(day, count, "M"), -count, "M")

    assert (back.year, back.month) == (day.year, day.month)


@given(st.text(max_size=12))
def test_any_text_is_an_interval_in_order_or_none(text):
    found = interval(text)

    assert found is None or found[0] <= found[1]


def test_the_month_before_the_31st_is_the_shorter_month():
    assert stepped(date(1998, 5, 31), -1, "M") == date(1998, 4, 30)


def test_winter_ends_in_the_next_year():
    assert interval("1998-WI") == (date(1998, 12, 1), date(1999, 2, 28))


def test_two_values_joined_are_one_stretch():
    assert interval("1998-05-03/1998-06") == (date(1998, 5, 3), date(1998, 6, 30))


def test_a_value_with_unknown_digits_is_no_interval():
    assert interval("XXXX-05-03") is None
    assert interval("PAST_REF") is None


def test_feasts_that_move():
    assert easter(1998) == date(1998, 4, 12)
    assert nth_weekday(1998, 11, (4, 4)) == date(1998, 11, 26)
    assert nth_weekday(1998, 5, (-1, 1)) == date(1998, 5, 25)
