"""Each word list of a brief does what its example says, and sentences end where they end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model import OriginKind, Source, TimeMark, TimeType
from wellsourced.tell.brief.days import span, told, within
from wellsourced.tell.brief.ends import whole
from wellsourced.tell.brief.pen import lowered, quoted, sentence
from wellsourced.tell.brief.voices import order, unnamed
from wellsourced.tell.brief.words import words

LIST = words()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def time(value, earliest, latest=None):
    kind = TimeType.TIME if "T" in value else TimeType.DATE
    return TimeMark(
        start=0, end=1, type=kind, value=value, earliest=earliest, latest=latest or earliest
    )


def test_every_class_has_an_example_that_holds_one_of_its_words():
    groups = (
        LIST.openers,
        LIST.selves,
        LIST.verbs,
        LIST.prepositions,
        LIST.joints,
        LIST.offices,
        LIST.several,
        LIST.abbreviations,
        LIST.links,
        LIST.markers,
        LIST.sayings,
    )

    for group in groups:
        said = group.example.casefold()
        assert any(w.casefold() in said for w in group.words), group
        assert len(set(group.words)) == len(group.words)


def test_a_time_told_from_the_page_becomes_a_day():
    monday = date(2031, 3, 3)

    assert told(time("2031-03-03", monday), "on", 2031) == ("on 3 March", True)
    assert told(time("2031-03-03TMO", monday), "on", 2031) == ("on the morning of 3 March", True)
    assert told(time("2031-03-03", monday), "since", 2031) == ("3 March", False)
    assert told(time("2031-W10", monday, date(2031, 3, 9)), "left", 2031) == (
        "in the week of 3 March",
        False,
    )


def test_a_season_keeps_the_words_of_its_page():
    assert told(time("2031-SP", date(2031, 3, 1), date(2031, 5, 31)), "in", 2031) is None


@given(DAYS, DAYS)
def test_any_days_can_be_written(one, other):
    first, last = min(one, other), max(one, other)

    assert str(last.year) in span(first, last)
    assert within(first, last).split()[0] in ("on", "in", "between")


@pytest.mark.parametrize("group", [LIST.offices])
def test_an_office_that_one_alone_can_hold_has_its_article(group):
    assert unnamed(group.example) == f"the {group.example} (not named)"


def test_those_with_a_name_come_first_and_each_once():
    named = Source(name="Ada Tam", unnamed=False, kind=OriginKind.PERSON)
    hidden = Source(name="docker", unnamed=True, kind=OriginKind.UNNAMED)

    assert order([hidden, named, hidden]) == [named, hidden]


@given(st.text(min_size=1), st.data())
def test_a_sentence_holds_the_words_that_it_is_asked_for(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    left, right = whole(text, start, end)

    assert 0 <= left <= start
    assert end <= right <= len(text)


@given(st.text(min_size=1))
def test_any_words_make_a_sentence(text):
    assert sentence(text).endswith((".", "?", "!", "”"))
    assert lowered(text)[1:] == text[1:] or len(lowered(text)) != len(text)
    assert quoted(text)[0] + quoted(text)[-1] == "“”"
