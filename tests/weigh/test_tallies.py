from tests.weigh.makers import Line, Page, day, page, weighed
from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import (
    ClaimType,
    Commitment,
    Document,
    DocumentId,
    Outcome,
    Part,
    PartId,
    PartKind,
    Status,
    Tally,
    Verdict,
)
from wellsourced.weigh.counts import heard


def dead(words: str, number: int, **more) -> Line:
    told = str(more.pop("told", "{} people were killed at the mill in Lorne")).format(words)
    counted = (words, Outcome.KILLED, number)
    more = {"place": "Lorne", "since": day(1), **more}
    return Line(words=told, count=counted, type=ClaimType.CASUALTY, group="people", **more)


def tally(*pages: Page) -> Tally:
    found = weighed(*pages).tallies
    assert len(found) == 1, found
    return found[0]


def test_a_growing_toll_is_the_last_one_told():
    told = tally(
        page("Courier", day(1), dead("14", 14, by=("Ada Orm",))),
        page("Herald", day(2), dead("21", 21, by=("Ada Orm",))),
        page("Post", day(3), dead("26", 26, by=("Ada Orm",))),
    )

    assert (told.low, told.best, told.high) == (26, 26, 26)
    assert told.status is Status.SINGLE_SOURCE
    assert [e.stance for e in told.evidence].count("superseded") == 2


def test_two_tolls_of_one_day_are_a_range_and_disputed():
    told = tally(
        page("Courier", day(1), dead("20", 20, by=("Ada Orm",))),
        page("Herald", day(1), dead("35", 35, by=("Mayor Bex",))),
    )

    assert (told.low, told.high) == (20, 35)
    assert told.status is Status.DISPUTED


def test_the_same_toll_from_two_apart_is_corroborated():
    told = tally(
        page("Courier", day(1), dead("20", 20, by=("Ada Orm",))),
        page("Herald", day(1), dead("20", 20, by=("Mayor Bex",))),
    )

    assert told.status is Status.CORROBORATED
    assert (told.origins.low, told.origins.high) == (2, 2)


def test_a_hedged_number_supports_nothing():
    told = tally(
        page("Courier", day(1), dead("20", 20, by=("Ada Orm",), sure=Commitment.POSSIBLE))
    )

    assert told.status is Status.UNSUPPORTED


def test_one_page_that_gives_two_numbers_counts_two_things():
    found = weighed(
        page(
            "Courier",
            day(1),
            dead("40", 40, by=("Ada Orm",)),
            dead("22", 22, by=("Ada Orm",), told="{} people were killed at the bridge in Lorne"),
        )
    ).tallies

    assert sorted(t.best for t in found) == [22, 40]


def test_a_part_greater_than_the_whole_is_an_inconsistency_between_pages():
    week = {"since": day(1), "until": day(7)}
    guard = {"told": "{} were killed this week", "by": ("Ada Orm",), **week}
    found = weighed(
        page("Courier", day(8), dead("12", 12, **guard, place="Norvia")),
        page("Herald", day(8), dead("20", 20, **guard, place="Lorne")),
    )

    assert [c.verdict for c in found.checks] == [Verdict.INCONSISTENT]
    assert {q.quote for q in found.checks[0].about} == {"12", "20"}
    assert len(found.checks[0].tallies) == 2


def test_how_many_they_are_who_tell_it_is_no_tally():
    text = "Two hospital officials said that nine men were killed in Dorvel."
    body = Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=len(text))
    page_ = Document(id=DocumentId("d"), evidence="e", file="f", text=text, parts=(body,))
    (found,) = marked([page_], Settings())

    assert [q.low for q in found.quantities] == [2, 9]
    assert [q.low for q in heard(found)] == [9]
