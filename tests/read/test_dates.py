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
        ("https://a.example/news/04-03-2031", date(2031, 3, 4), date(2031, 3, 4)),
        ("https://a.example/2031/02/x", date(2031, 2, 1), date(2031, 2, 28)),
        ("https://a.example/2031/13/45/x", None, None),
        ("https://a.example/20310399", None, None),
    ],
)
def test_an_address_may_hold_the_day_or_the_month(url, first, last):
    assert days(Signs(url=url)) == (first, last)


HEAD, PRINTED = date(2031, 3, 4), date(2031, 3, 9)


def test_a_day_that_the_head_tells_and_the_page_prints_is_its_day():
    assert days(Signs(metadata=HEAD, printed={HEAD})) == (HEAD, HEAD)


def test_a_page_that_prints_no_day_was_public_some_time_after_it_was_made():
    found = published(Signs(metadata=HEAD, printed=(), fetched=date(2031, 3, 20)))

    assert (found.earliest, found.latest) == (HEAD, date(2031, 3, 20))
    assert found.basis.startswith("inferred: its metadata tells 2031-03-04")


@pytest.mark.parametrize(
    "agreeing",
    [
        {"telling": True},
        {"thread": ["2031-03-05T10:00"]},
        {"url": "https://courier.example/2031/03/bridge"},
        {"printed": None},
    ],
    ids=["it calls itself news", "its first comment", "its address", "it is no page"],
)
def test_a_day_that_is_not_printed_is_believed_where_something_else_agrees(agreeing):
    assert days(Signs(metadata=HEAD, **{"printed": (), **agreeing})) == (HEAD, HEAD)


def test_the_day_by_the_heading_is_later_than_the_day_on_which_a_story_was_begun():
    assert days(Signs(metadata=HEAD, stated=PRINTED, printed={PRINTED})) == (PRINTED, PRINTED)


def test_the_head_is_believed_against_a_day_by_the_heading_where_the_page_prints_both():
    assert days(Signs(metadata=HEAD, stated=PRINTED, printed={HEAD, PRINTED})) == (HEAD, HEAD)


def test_a_clock_elsewhere_may_be_a_day_behind_the_printed_one():
    next_day = date(2031, 3, 5)

    assert days(Signs(metadata=HEAD, stated=next_day, printed={HEAD, next_day})) == march(5, 5)


def test_the_head_tells_which_number_is_the_month():
    turned = date(2031, 4, 3)

    assert days(Signs(metadata=HEAD, stated=turned, printed={turned})) == (HEAD, HEAD)


def test_no_page_is_younger_than_the_day_on_which_it_was_fetched():
    assert days(Signs(stated=PRINTED, printed={PRINTED}, fetched=HEAD)) == (None, None)


def test_a_page_from_a_web_archive_was_there_on_the_day_that_the_archive_names():
    url = "https://archive.example/web/20310304101500/https://courier.example/bridge"

    assert days(Signs(stated=PRINTED, printed={PRINTED}, url=url)) == (None, None)


def test_an_address_is_not_believed_against_the_head_and_the_page_together():
    url = "https://courier.example/2031/03/03/bridge"

    assert days(Signs(metadata=HEAD, stated=HEAD, printed={HEAD}, url=url)) == (HEAD, HEAD)


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        (date(2006, 1, 31), ()),  # of a list of similar threads
        (date(2031, 3, 9), ()),
        (date(2031, 3, 9), ("The old bridge at Havrin fell. " * 20,)),
    ],
)
def test_a_printed_day_that_does_not_fit_the_first_comment_is_of_something_else(stated, body):
    thread = ("2031-03-04T19:31", "2031-03-05")

    found = published(Signs(stated=stated, printed={stated}, body=body, thread=thread))

    assert found.latest == date(2031, 3, 4)
    assert found.basis == "inferred: first comment is of 2031-03-04"


def test_an_old_story_that_readers_find_late_keeps_its_day():
    day = date(2006, 1, 31)
    body = ("The old bridge at Havrin fell. " * 20,)

    found = published(Signs(stated=day, printed={day}, body=body, thread=("2031-03-04",)))

    assert (found.latest, found.basis) == (day, "stated")
