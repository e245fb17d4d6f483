"""A reader who takes "that" back takes back what he said last, and no word of another's."""

from tests.weigh.makers import Line, day, page, weighed
from wellsourced.model import ClaimType, Outcome, Status
from wellsourced.weigh.comparing import comparing
from wellsourced.weigh.retractions import points_back

SAID = Line(words="At least 25 people died", count=("25", Outcome.KILLED, 25),
            type=ClaimType.CASUALTY, reader="dockhand", at=day(4))  # fmt: skip


def thread(by: str, words: str = "OK I take that back, I only heard it from a friend"):
    found = weighed(
        page("Courier", day(4), Line(words="The mill burned", type=None), SAID,
             Line(words=words, type=None, reader=by, at=day(5)))
    )  # fmt: skip
    return found.claims[0].status, found.tallies[0].status


def test_a_reader_who_takes_that_back_takes_back_his_last_word():
    assert thread("dockhand") == (Status.RETRACTED, Status.RETRACTED)


def test_a_reader_takes_back_no_word_of_another():
    assert thread("marla") == (Status.UNSUPPORTED, Status.UNSUPPORTED)


def test_each_of_the_words_points_back():
    assert all(points_back(f"OK {words}.") for words in comparing().takes_back)
