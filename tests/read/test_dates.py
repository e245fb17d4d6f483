from datetime import date

import pytest

from wellsourced.read.dates import Signs, published


def days(signs: Signs) -> tuple[date | None, date | None]:
    found = published(signs)
    return found.earliest, found.latest


def march(first: int, last: int) -> tuple[date, date]:
    return date(2031, 3, first), date(2031, 3, last)


def test_a_page_without_any_sign_has_no_date():
    assert published(Signs(body=["It fell on Monday."])).basis == "unknown"


def test_a_page_is_a_few_days_older_than_its_first_comment():
    assert days(Signs(thread=["2031-03-09T10:00", "2031-03-08"])) == march(1, 8)


def test_the_last_day_that_the_text_speaks_of_makes_the_interval_narrower():
    assert days(Signs(thread=["2031-03-09"], body=["It fell on March 6."])) == march(6, 9)


def test_the_last_of_the_days_from_to_counts():
    assert days(Signs(thread=["2031-03-09"], body=["From March 2-7 it rained."])) == march(7, 9)


def test_a_day_still_to_come_tells_nothing():
    assert days(Signs(thread=["2031-03-09"], body=["They vote on March 20."])) == march(2, 9)


def test_a_dated_round_up_that_links_to_the_page_is_younger_than_it():
    notice = "Trackbacked by The Far Shore – Web round-up for 03/09/2031"
    assert days(Signs(notices=[notice])) == march(2, 9)


def test_a_dated_text_that_a_reader_pastes_is_fresh():
    signs = Signs(body=["From March 2-7 it rained."], said=["Sun Mar 8, 2031 9:39am\nIt fell."])

    assert days(signs) == march(7, 10)


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://a.example/2031/03/04/x", date(2031, 3, 4), date(2031, 3, 4)),
        ("https://a.example/2031/mar/04/x", date(2031, 3, 4), date(2031, 3, 4)),
        ("https://a.example/2031/02/x", date(2031, 2, 1), date(2031, 2, 28)),
        ("https://a.example/2031/13/45/x", None, None),
        ("https://a.example/20310399", None, None),
    ],
)
def test_an_address_may_hold_the_day_or_the_month(url, first, last):
    assert days(Signs(url=url)) == (first, last)
