"""How long against when: "on 9 May 1996, two years after ... in March 1994"."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wellsourced.lang.numbers import value
from wellsourced.model import Check, Document, Span, TimeMark, TimeType, Verdict

_UNITS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 6.0, "month": 20.0, "year": 300.0}  # days that rounding explains
_ROUNDED = 0.25  # of a length, what "about" and "almost" explain besides
_LOOSE = 1.5  # "over two months" are no three and a half
_HOW = (
    r"(?P<how>over|more than|at least|nearly|almost|about|around|some|roughly|less than|under|just"
    r"|exactly)?"
)
_LENGTH = rf"(?:{_HOW}\s+)?(?P<n>\d{{1,3}}|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>day|week|month|year)s?"
_APART = re.compile(
    rf"\b{_LENGTH}\s+(?P<way>later|after|before|earlier|prior to)\b", re.IGNORECASE
)
_WAY = re.compile(
    r"(?:day|week|month|year)s?\s+(?:later|after|before|earlier|prior)", re.IGNORECASE
)
_BACK = 60  # characters that "more than thirty-seven" takes in front of its unit
_FOR = re.compile(
    rf"\b(?:has|have)\b(?:\s+[a-z]+){{1,6}}\s+for\s+{_LENGTH},?\s+(?:ever\s+)?since\s+"
    rf"(?:(?:early|late|mid)[ -])?(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_LASTED = re.compile(
    r"\b(?P<how>over|about|some)?(?P<n>\d{1,2}|[a-z]+)(?:-|\s+)(?P<unit>day|week|month)s?"
    r"(?:\s+[a-z]+){0,2},?\s+(?:from|between)\s+(?=[A-Z\d])"
)
_FROM = re.compile(r"(?:day|week|month)s?(?:\s+[a-z]+){0,2},?\s+(?:from|between)\s")
_TO = re.compile(r"\s+(?:to|until|till|through)\s+")
_STOP = re.compile(r"[.!?;:][\"”’')]*\s|\n")
_BESIDE = re.compile(r"[\s,–—(-]*(?:on|in)?\s*")
_DATED = re.compile(r"\b\d{4}\b|\b(?:January|February|March|April|May|June|July|August|September"
                    r"|October|November|December)\b")  # fmt: skip
_YEAR = re.compile(r"\b\d{4}\b")
_REACH = 170  # characters from one date to the other


class _Length(NamedTuple):
    """A stretch of time as it is worded, with the days that it can mean."""

    number: float
    unit: str
    least: float
    most: float


def lasting_checks(document: Document, times: Iterable[TimeMark]) -> Iterator[Check]:
    """Check what passed between two dates against the two, and "for so long" against "since".

    It fails only where both dates are written with their year, and are further off than any
    rounding explains.
    """
    text = document.text
    dated = [t for t in times if t.type is TimeType.DATE and t.earliest and t.latest]
    dated = [t for t in dated if _DATED.search(text, t.start, t.end)]
    for found in _apart(text):
        length = _length(found)
        ends = _ends(text, found, dated) if length else None
        if length and ends:
            check = _check(text, found, length, ends)
            if check is not None:
                yield check
    yield from _stretches(text, dated)
    yield from _since(document)


def _apart(text: str) -> Iterator[re.Match[str]]:
    """Lengths with "later", "before": sought from their units, which are rarer than words."""
    for unit in _WAY.finditer(text):
        near = _APART.finditer(text, max(0, unit.start() - _BACK))
        found = next((f for f in near if f.end() >= unit.end()), None)
        if found is not None and found.start("unit") == unit.start():
            yield found


def _stretches(text: str, dated: list[TimeMark]) -> Iterator[Check]:
    """Check "the five-day siege, from 3 to 9 May", and "for nine days, from 3 May to 5 June"."""
    if not _FROM.search(text):
        return
    for found in _LASTED.finditer(text):
        length = _length(found)
        behind = [t for t in dated if t.start >= found.end()]
        ends = _stretch(text, found.end(), behind)
        if length is None or ends is None:
            continue
        days = (ends[1] - ends[0]).days
        fits = length.least <= days + 1 and days <= length.most
        first, last = behind[0], ends[2]
        yield Check(
            about=(Span(found.start("n"), found.end("unit")), Span(first.start, last)),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"from {ends[0]} to {ends[1]} are {days} days and the last, which "
            f"{'can be' if fits else 'cannot be'} {length.number:g} {length.unit}s",
        )


def _stretch(text: str, start: int, behind: list[TimeMark]) -> tuple[date, date, int] | None:
    """First and last day of "May 3 to May 9", both told to the day."""
    if not behind or behind[0].start > start + 1:
        return None
    first = behind[0]
    day, end = _day(text, first), first.end
    last = first.latest
    if len(behind) > 1 and _TO.fullmatch(text, first.end, behind[1].start):
        last, end = _day(text, behind[1]), behind[1].end
    elif first.earliest != first.latest and "/" in first.value:
        day = first.earliest
    if day is None or last is None or last <= day:
        return None
    return day, last, end


def _day(text: str, mark: TimeMark) -> date | None:
    """The day of a date that names it."""
    return mark.earliest if mark.earliest == mark.latest else None


def _length(found: re.Match[str]) -> _Length | None:
    """The days that the words can mean.

    >>> _length(_APART.search("over four months later"))[2:]
    (101.76, 182.64)
    """
    word = found["n"].lower()
    number = 1.0 if word in {"a", "an"} else value(word)
    if not number:
        return None
    unit, how = found["unit"].lower(), (found["how"] or "").lower()
    days, slack = number * _UNITS[unit], _SLACK[unit]
    least, most = days - slack, days + slack
    if how in {"over", "more than", "at least"}:
        most = max(days * _LOOSE, days + slack)
    if how in {"nearly", "almost", "less than", "under", "about", "around", "some", "roughly"}:
        least, most = least - days * _ROUNDED, most + days * _ROUNDED
    return _Length(number, unit, round(least, 2), round(most, 2))


def _ends(
    text: str, found: re.Match[str], dated: list[TimeMark]
) -> tuple[TimeMark, TimeMark] | None:
    """The earlier and the later date that the length stands between, in one sentence."""
    before = [t for t in dated if t.end <= found.start() and _joined(text, t.end, found.start())]
    behind = [t for t in dated if t.start >= found.end() and _joined(text, found.end(), t.start)]
    way = found["way"].lower()
    last = before[-1] if before else None
    if way == "later":
        touching = last is not None and _BESIDE.fullmatch(text, last.end, found.start())
        if touching and len(before) > 1:
            return before[-2], before[-1]
        near = (
            behind[0] if behind and _BESIDE.fullmatch(text, found.end(), behind[0].start) else None
        )
        return (last, near) if last and near else None
    first = behind[0] if behind else None
    if last is None or first is None:
        return None
    if way == "earlier":
        near_first = _BESIDE.fullmatch(text, found.end(), first.start)
        return (first, last) if near_first else None
    if not _BESIDE.fullmatch(text, last.end, found.start()):
        return None
    return (first, last) if way == "after" else (last, first)


def _joined(text: str, start: int, end: int) -> bool:
    return end - start <= _REACH and not _STOP.search(text, start, end)


def _check(
    text: str, found: re.Match[str], length: _Length, ends: tuple[TimeMark, TimeMark]
) -> Check | None:
    first, second = ends
    least, most = _between(first, second)
    fits = least <= length.most and length.least <= most
    if not fits and not all(_YEAR.search(text, t.start, t.end) for t in ends):
        return None
    spans = sorted(
        Span(*s) for s in ((first.start, first.end), (second.start, second.end), found.span())
    )
    one, other = (text[t.start : t.end] for t in ends)
    words = " ".join(found.group().split()[:-1])
    return Check(
        about=tuple(spans),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"from “{one}” to “{other}” are {_told(least, most)}, which "
        f"{'can be' if fits else 'cannot be'} “{words}”",
    )


def _between(first: TimeMark, second: TimeMark) -> tuple[int, int]:
    """The fewest and the most days from the one date to the other."""
    a, b = first.earliest or date.min, first.latest or date.max
    c, d = second.earliest or date.min, second.latest or date.max
    return (c - b).days, (d - a).days


def _told(least: int, most: int) -> str:
    return f"{least:,} days" if least == most else f"{least:,} to {most:,} days"


def _since(document: Document) -> Iterator[Check]:
    """Check "has ruled for 18 years, since 1980" against the page's year."""
    seen = document.published.latest
    if seen is None:
        return
    for found in _FOR.finditer(document.text):
        length, year = _length(found), int(found["year"])
        if length is None or year > seen.year:
            continue
        least = (seen - date(year, 12, 31)).days
        most = (seen - date(year, 1, 1)).days
        fits = least <= length.most and length.least <= most
        yield Check(
            about=(Span(found.start("n"), found.end("unit")), Span(*found.span("year"))),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"from {year} to {seen.year} are {_years(least, most)}, "
            f"{'' if fits else 'not '}{length.number:g} {length.unit}s",
        )


def _years(least: int, most: int) -> str:
    low, high = max(math.floor(least / 365.25), 0), math.floor(most / 365.25)
    return f"{low} years" if low == high else f"{low} or {high} years"
