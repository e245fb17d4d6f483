from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mark.facts import FRIDAY, page, reading
from wellsourced.mark.times import times
from wellsourced.mark.timewords import calendar, words
from wellsourced.model import Dated, Document, Marks, Part, PartId, PartKind, TimeType


def found(text, on=FRIDAY):
    """The words and value of each time."""
    return [(text[t.start : t.end], t.value) for t in marks(text, on)]


def marks(text, on=FRIDAY):
    seen = reading(page(text, on))
    return times(seen, Marks(doc=seen.document.id))


def values(text, on=FRIDAY):
    return [value for _, value in found(text, on)]


def days(text, on=FRIDAY):
    return [(t.earliest, t.latest) for t in marks(text, on)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Thursday.", "1998-05-14"),
        ("They will meet on Monday.", "1998-05-18"),
        ("They met last Friday.", "1998-05-08"),
        ("They met yesterday.", "1998-05-14"),
        ("They met this morning.", "1998-05-15TMO"),
        ("They met on Wednesday night.", "1998-05-13TNI"),
        ("They met last week.", "1998-W19"),
        ("They met last month.", "1998-04"),
        ("They met two weeks ago.", "1998-05-01"),
        ("They met five years ago.", "1993"),
        ("They met on March 3.", "1998-03-03"),
        ("They met in December.", "1997-12"),
        ("They met last October.", "1997-10"),
        ("They met on 3 May 1996.", "1996-05-03"),
        ("They met on Sunday, May 3, 1998.", "1998-05-03"),
        ("They met on 1997-11-02.", "1997-11-02"),
        ("They met in the summer of 1997.", "1997-SU"),
        ("They met in the late 1980s.", "198"),
        ("They met in the 19th century.", "18"),
        ("They met for nine days.", "P9D"),
        ("They met for several weeks.", "PXW"),
        ("They met for two and a half years.", "P2Y6M"),
        ("They meet every Tuesday.", "XXXX-WXX-2"),
        ("They met at 5 p.m. on Thursday.", "1998-05-14T17:00"),
        ("They met on Christmas 1997.", "1997-12-25"),
        ("They met in the third quarter of 1997.", "1997-Q3"),
        ("They met in 480 BC.", "BC0480"),
    ],
)
def test_an_expression_has_its_value(text, value):
    assert values(text) == [value]


def test_last_month_seen_from_the_31st_is_the_month_before():
    assert days("They met last month.", date(1998, 5, 31)) == [
        (date(1998, 4, 1), date(1998, 4, 30))
    ]


def test_a_season_takes_the_year_of_the_one_joined_to_it():
    assert values("They fought in late summer and fall of 1996.") == ["1996-SU", "1996-FA"]


def test_both_ends_of_a_stretch_are_dated():
    assert values("From December 1996 to January of 1997 they met.") == ["1996-12", "1997-01"]


def test_days_of_a_month_are_one_stretch():
    assert days("From May 3-7 they met.") == [(date(1998, 5, 3), date(1998, 5, 7))]


def test_the_past_days_end_on_the_day_of_the_page():
    assert days("They met over the past nine days.") == [(date(1998, 5, 7), FRIDAY)]


def test_later_counts_from_what_was_told_last():
    assert values("They met on 2 May 1996. Over four months later they met again.") == [
        "1996-05-02",
        "1996-09",
    ]


def test_what_is_expected_by_a_day_lies_ahead():
    assert values("The bridge is to be rebuilt by June 1.") == ["1998-06-01"]


def test_without_a_day_of_speaking_the_year_stays_open():
    assert found("They met on March 3.", on=None) == [("March 3", "XXXX-03-03")]
    assert days("They met on March 3.", on=None) == [(None, None)]


def test_a_history_dates_by_what_it_told_before():
    text = (
        "The war began on 3 May 1861. In June the town fell. By August 1862 the river was held. "
        "In March 1863 the army left. In April it came back. It ended in October 1864."
    )

    assert values(text, date(2009, 1, 1)) == [
        "1861-05-03", "1861-06", "1862-08", "1863-03", "1863-04", "1864-10",
    ]  # fmt: skip


def test_a_comment_speaks_from_its_own_day():
    text = "They met on Friday.\n\nI was there yesterday."
    comment = Part(
        id=PartId("c"), kind=PartKind.COMMENT, start=21, end=len(text), at="1998-06-20T10:00"
    )
    body = Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=19)
    written = page(text)
    threaded = Document(
        id=written.id,
        evidence="e",
        file="d.txt",
        text=text,
        parts=(body, comment),
        published=written.published,
    )

    seen = reading(threaded)

    assert [t.value for t in times(seen, Marks(doc=seen.document.id))] == [
        "1998-05-15",
        "1998-06-19",
    ]


def test_a_count_of_soldiers_is_no_year_and_a_verb_is_no_month():
    assert values("2000 soldiers may march on.") == []


def test_an_age_is_no_time():
    assert values("The 34-year-old driver, 34 years old, left.") == []


@pytest.mark.parametrize("name", list(calendar().__struct_fields__))
def test_each_class_of_calendar_words_is_seen_in_its_example(name):
    group = getattr(calendar(), name)
    known = {*group.words, *getattr(group, "plurals", ())}

    assert set(words(group.example).forms) & known


@given(st.text(max_size=80))
def test_every_word_of_any_text_stands_where_it_says(text):
    cut = words(text)

    assert len(cut.classes) == len(cut.forms) == len(cut.starts)
    assert all(
        text[a:b].lower().replace("’", "'") == f.replace("’", "'")
        for a, b, f in zip(cut.starts, cut.ends, cut.forms, strict=True)
    )


def test_sets_and_lengths_have_their_types():
    kinds = [t.type for t in marks("They met daily for nine days until 3 May 1998 at 10:30.")]

    assert kinds == [TimeType.SET, TimeType.DURATION, TimeType.DATE, TimeType.TIME]


def test_a_weekday_lies_before_the_last_day_on_which_an_undated_page_may_have_been_written():
    seen = reading(page("The town has been shelled since Tuesday."))
    unsure = Dated(earliest=date(1998, 5, 16), latest=date(1998, 5, 19), basis="inferred")
    moved = replace(seen, document=msgspec.structs.replace(seen.document, published=unsure))

    told = times(moved, Marks(doc=seen.document.id))

    assert [t.earliest for t in told] == [date(1998, 5, 12)]


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("It began during Ramadan.", "1997-12-31/1998-01-29", (1997, 12, 31), (1998, 1, 29)),
        ("They marched on Ashura 1997.", "1997-05-18", (1997, 5, 18), (1997, 5, 18)),
        ("They met on Christmas Eve.", "1997-12-24", (1997, 12, 24), (1997, 12, 24)),
        ("It was in 1410 AH.", "1989-08-04/1990-07-23", (1989, 8, 4), (1990, 7, 23)),
        ("Fighting began on May 3, 4 and 6.", "1998-05-03/1998-05-06", (1998, 5, 3), (1998, 5, 6)),
        ("It fell in the first half of 1997.", "1997-H1", (1997, 1, 1), (1997, 6, 30)),
        ("They met in the early 2000s.", "200", (2000, 1, 1), (2004, 12, 31)),
        ("It is from the late 19th century.", "18", (1875, 1, 1), (1899, 12, 31)),
        ("Many fled in the past 24 hours.", "P1D", (1998, 5, 14), (1998, 5, 15)),
    ],
)
def test_feasts_eras_and_parts_of_ages_have_their_days(text, value, first, last):
    [mark] = marks(text)

    assert (mark.value, mark.earliest, mark.latest) == (value, date(*first), date(*last))


def test_nobody_knows_when_a_fiscal_year_begins():
    assert days("They spent it in fiscal year 1997.") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A vote is to be held on June 20.", "1998-06-20"),
        ("It was shared widely by Thursday.", "1998-05-14"),
        ("They will come by Thursday.", "1998-05-21"),
    ],
)
def test_what_is_to_come_is_told_by_the_verb(text, value):
    assert values(text) == [value]


def test_this_weekend_is_over_on_a_tuesday():
    assert values("He met them this weekend.", date(1998, 5, 12)) == ["1998-W19-WE"]


def test_a_year_holds_to_the_end_of_its_sentence():
    assert values("In 1990 he came, and on July 6 he left. On May 3 he died.") == [
        "1990",
        "1990-07-06",
        "1998-05-03",
    ]


def test_two_clocks_share_the_day_behind_them():
    assert values("They met at 5:30 a.m. (0230 GMT) on Thursday.") == [
        "1998-05-14T05:30",
        "1998-05-14T02:30",
        "1998-05-14",
    ]


def test_a_wire_story_is_seen_from_the_day_of_its_dateline():
    assert values("OLD HARBOUR, May 7 (Coast News) - The guard split on Tuesday.") == [
        "1998-05-07",
        "1998-05-05",
    ]


def test_what_is_reported_to_be_going_on_is_nothing_to_come():
    told = "His men have been reported to be leaving Selm in January."

    assert values(told, date(2031, 2, 15)) == ["2031-01"]
    assert values("A vote is to be held in March.", date(2031, 2, 15)) == ["2031-03"]


def test_a_time_of_the_clock_is_of_the_day_told_last():
    assert values("The guard split on Tuesday. It began at 9 a.m. in the port.") == [
        "1998-05-12",
        "1998-05-12T09:00",
    ]
    assert (
        values("The guard split on May 3, 1996. Talks go on at 9 a.m.")[-1] == "1998-05-15T09:00"
    )


def test_a_date_in_figures_alone_is_a_day():
    assert values("3/7/2017") == ["2017-03-07"]


PIECES = ("3", "7", "17", "2017", "90", "-", "/", ".", ", ", "May", " of ", "'s", "at ")


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_whatever_stands_alone_on_a_line_is_read(words_of_a_line):
    text = "".join(words_of_a_line)

    assert all(0 <= t.start < t.end <= len(text) for t in marks(text))
