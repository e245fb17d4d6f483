"""Numbers that their page has corrected, and those that are none of its business."""

from tests.weigh.makers import Line, day, names, page, weighed
from wellsourced.model import ClaimType, Outcome, Status

FIRE = {"type": ClaimType.CASUALTY, "place": "Lorne"}


def toll(number, words=None, **more):
    told = words or f"{number} people were killed in the Lorne mill fire"
    return Line(words=told, count=(f"{number} people", Outcome.KILLED, number), **FIRE, **more)


def note(number, words):
    return toll(number, words.replace("N people", f"{number} people"))


def tally(*pages):
    (found,) = (t for t in weighed(*pages).tallies if t.outcome is Outcome.KILLED)
    return found


EARLIER = "An earlier version of this report said that N people were killed in the Lorne mill fire"


def test_what_an_earlier_version_said_counts_no_more():
    told = tally(
        page("Courier", day(1), toll(40)),
        page("Courier", day(2), note(40, f"{EARLIER}; it was 14"), toll(14)),
    )

    assert (told.best, told.high) == (14, 14)
    assert any("taken back on 2031-05-02" in reason for reason in told.why)
    assert {e.stance for e in told.evidence if e.quote == "40 people"} == {"superseded"}


def test_it_counted_until_it_was_corrected():
    assert tally(page("Courier", day(1), toll(40))).best == 40


def test_what_another_says_is_not_corrected_by_this_page():
    told = tally(
        page("Courier", day(1), toll(40)),
        page("Herald", day(1), toll(40, by=("Mayor Bex",))),
        page("Courier", day(2), note(40, EARLIER)),
    )

    assert (told.best, told.high) == (40, 40)
    assert names(told.said_by) == ["Mayor Bex"]


def test_a_number_that_nobody_tells_any_more_is_retracted():
    told = tally(page("Courier", day(1), toll(40)), page("Courier", day(2), note(40, EARLIER)))

    assert told.status is Status.RETRACTED
    assert (told.origins.low, told.origins.high) == (0, 0)


def test_a_greater_number_that_was_wrong_overtakes_nothing():
    told = tally(
        page("Herald", day(1), toll(14, by=("Mayor Bex",))),
        page("Courier", day(2), toll(40)),
        page("Courier", day(3), note(40, EARLIER)),
    )

    assert told.best == 14
    assert told.status is Status.SINGLE_SOURCE
