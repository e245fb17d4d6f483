from datetime import date

import pytest

from tests.mark.facts import FRIDAY, page
from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import Layer, TimeBasis

WEDNESDAY = date(1998, 5, 13)
BLAST = "A bomb exploded in Havrin on Wednesday. " + "The mayor spoke of a dark hour. " * 9


def found(text, on=FRIDAY):
    return next(marked([page(text, on)], Settings(), only=frozenset({Layer.CLAIMS})))


def told(text, kind, on=FRIDAY):
    """The days of the claims of a type, with why."""
    return [(c.earliest, c.dated) for c in found(text, on).claims if c.type.value == kind]


def test_a_claim_tells_by_which_words_it_is_dated_and_from_where_they_are_seen():
    text = "Soldiers killed nine people in Havrin on Wednesday."

    assert told(text, "CASUALTY") == [(WEDNESDAY, "“Wednesday”, seen from the page's day")]


def test_a_date_that_is_told_whole_is_seen_from_nowhere():
    text = "Soldiers killed nine people in Havrin on 3 May 1996."

    assert told(text, "CASUALTY") == [(date(1996, 5, 3), "“3 May 1996”")]


def test_an_act_without_a_date_is_of_the_day_of_the_page_s_lead():
    text = f"{BLAST}\n\nNine people were killed."

    assert told(text, "CASUALTY") == [
        (WEDNESDAY, "“Wednesday” of the page's lead, seen from the page's day")
    ]


def test_what_lasts_or_is_said_has_no_day_of_its_own():
    text = f"{BLAST}\n\nThe army controls the port. The mayor demanded that the army leave."

    assert [day for day, _ in told(text, "CONTROL") + told(text, "DEMAND")] == [None, None]


def test_no_page_s_own_day_is_the_day_of_what_it_tells():
    text = "Nine people were killed in Havrin. The mayor was wounded."

    assert [day for day, _ in told(text, "CASUALTY")] == [None, None]


def test_a_lead_of_long_ago_is_no_news():
    text = BLAST.replace("on Wednesday", "on 3 May 1996") + "\n\nNine people were killed."

    assert told(text, "CASUALTY") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("They met on 3 May 1996.", ["named"]),
        ("They met on Tuesday.", ["page"]),
        ("They met on 3 May 1996 and two days later.", ["named", "text"]),
        ("OLD HARBOUR, May 7 (Coast News) - The guard split on Tuesday.", ["page", "dateline"]),
    ],
)
def test_a_time_tells_from_where_it_is_seen(text, bases):
    assert [TimeBasis(t.basis).value for t in found(text).times] == bases


def test_what_goes_on_since_a_day_reaches_to_the_page_s():
    claims = found("Soldiers have shelled Havrin since Tuesday.").claims

    assert {(c.earliest, c.latest) for c in claims} == {(date(1998, 5, 12), FRIDAY)}
    assert claims[0].dated == "since “Tuesday”, seen from the page's day, to the page's day"


def test_what_befell_in_the_past_days_is_of_these_days():
    claims = found("Soldiers killed nine people in the past six days.").claims

    assert (date(1998, 5, 10), FRIDAY) in {(c.earliest, c.latest) for c in claims}


def test_the_days_of_a_timeline_are_of_the_year_that_it_began_with():
    text = (
        "2 February 2014: Rebels surrounded Tarn.\n\n"
        "5 February: Thirteen miners were killed near the airport.\n\n"
        "1 March: The army killed two rebels."
    )

    assert [day for day, _ in told(text, "CASUALTY")] == [date(2014, 2, 5), date(2014, 3, 1)]


def test_a_day_whose_year_nobody_knows_is_not_the_day_told_before():
    text = "Rebels left Tarn in 2009. On 5 May nine miners were killed."

    assert told(text, "CASUALTY")[0][0] != date(2009, 1, 1)
