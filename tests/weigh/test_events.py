"""Numbers of one event are one count, however their pages word them; those of others are not."""

from datetime import date

import pytest

from tests.weigh.makers import Line, day, page, weighed
from wellsourced.lexicon.reader import read
from wellsourced.model import EntityKind, Outcome, Status
from wellsourced.weigh.comparing import Comparing, comparing, kinds
from wellsourced.weigh.counts import so_far

NAMES = (("Lorne", EntityKind.PLACE), ("Lake Guard", EntityKind.FORCE))


def head(words: str) -> Line:
    return Line(words=words, type=None, names=NAMES)


def toll(words: str, number: int, told: str, **more) -> Line:
    return Line(words=told, count=(words, Outcome.KILLED, number), type=None, **more)


BLAST = head("A blast tore through the grain mill at Lorne, and the Lake Guard closed the road")
LATER = head("Shopkeepers of Lorne swept the road by the mill after the explosion there, as the "
             "Lake Guard stood by")  # fmt: skip


def killed(*pages):
    return [t for t in weighed(*pages).tallies if t.outcome == "killed"]


def test_a_toll_of_one_event_grows_over_pages_that_word_it_otherwise():
    (told,) = killed(
        page("Courier", day(1), BLAST, toll("Fourteen", 14, "Fourteen lost their lives",
             by=("Ada Orm",))),
        page("Herald", day(2), LATER, toll("19", 19, "The death toll rose to 19",
             by=("Mayor Bex",))),
    )  # fmt: skip

    assert (told.low, told.best, told.high) == (19, 19, 19)
    assert [e.stance for e in told.evidence].count("superseded") == 1


def test_one_number_of_one_event_is_corroborated_by_two():
    (told,) = killed(
        page("Courier", day(1), BLAST, toll("19", 19, "In all 19 died", by=("Ada Orm",))),
        page("Herald", day(2), head("In Lorne the Lake Guard has counted"),
             toll("19", 19, "The number of dead was 19", by=("Mayor Bex",))),
    )  # fmt: skip

    assert told.status is Status.CORROBORATED


def test_tolls_of_two_happenings_stay_apart():
    flood = head("A flood swept the road by the mill of Lorne, where the Lake Guard helped")

    assert len(killed(
        page("Courier", day(1), BLAST, toll("19", 19, "In all 19 died", by=("Ada Orm",))),
        page("Herald", day(2), flood, toll("19", 19, "The number of dead was 19",
             by=("Mayor Bex",))),
    )) == 2  # fmt: skip


def test_the_toll_of_a_bombing_years_ago_is_another():
    old = Line(words="In 2019 a train bombing killed 31", count=("31", Outcome.KILLED, 31),
               type=None, since=date(2019, 1, 1), until=date(2019, 12, 31))  # fmt: skip

    assert len(killed(
        page("Courier", day(1), BLAST, toll("14", 14, "Fourteen (14) died", by=("Ada Orm",))),
        page("Herald", day(2), LATER, old),
    )) == 2  # fmt: skip


@pytest.mark.parametrize("example", [
    ("by Thursday noon", "Fourteen had died by Thursday noon; by Saturday it was 19."),
])  # fmt: skip
def test_the_words_for_what_a_count_had_come_to_hold_in_their_example(example):
    assert so_far(example[1])


def test_what_one_page_calls_a_blast_another_calls_an_explosion():
    assert kinds()["explosion"] == kinds()["blast"]


def test_no_word_tells_two_kinds_of_happening():
    told = [word for line in comparing().happenings for word in line]

    assert len(told) == len(set(told))
    assert read("en/comparing.toml", Comparing) == comparing()
