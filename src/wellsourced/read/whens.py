"""The time that a line of a thread tells, in the many ways in which pages set it."""

import re
from typing import NamedTuple

from wellsourced.read.moments import CLOCK, clock_of, moment

_AGO = re.compile(
    r"\b(?:about |over |almost )?(?:\d+|an?|one|two)\s?(?:s|sec(?:ond)?|m|min(?:ute)?|h(?:ou)?r?|"
    r"d(?:ay)?|w(?:ee)?k?|month|mo|y(?:ea)?r?)s? ago\b|\b(?:just now|yesterday)\b|"
    r"\bvor (?:\d+|einem|einer) \w+|\bil y a (?:\d+|une?) \w+|\bhace (?:\d+|una?) \w+|"
    r"\b(?:\d+|un[ao]?) \w+ fa\b|\b\d+ \w+ geleden\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\d+\s?(?:s|min|m|hrs?|h|d|w|wk|mo|y|yr|std|tage?|j)\b\.?(?: ago)?", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:\s*[,|·\-–]\s*|\s+)(?:(?:um|à|à las|a las?|às|alle|ore|om|kl\.?|klo|o|at)\s+)?"
    r"(?P<hour>[01]?\d|2[0-3])[:h.](?P<minute>[0-5]\d)(?::\d\d)?(?!\d)(?:\s?(?:Uhr|h)\b)?",
    re.IGNORECASE,
)
_UHR = re.compile(r"\s?(?:Uhr\b|h\b)", re.IGNORECASE)
_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[\s,@|()\-–—•·]*(?:at|on)?[\s,@|(]*", re.IGNORECASE)


class When(NamedTuple):
    """Where words tell a time, and which, if day and year are told."""

    start: int
    end: int
    at: str | None


def when(words: str) -> When | None:
    """Give the time that a line tells, be it only a part: a time of day, a day of some year.

    >>> when("Ana 12 points 3h ago"), when("#3 Ana, 5:02 pm")
    (When(start=14, end=20, at=None), When(start=8, end=15, at=None))
    >>> when("9:12 AM on March 3 by Ana")
    When(start=0, end=18, at=None)
    """
    if told := whole(words):
        return told
    if _AGE.fullmatch(words):
        return When(0, len(words), None)
    return _part_of_a_time(words)


def whole(words: str) -> When | None:
    """Give the day that a line tells, with its time; of "3 years ago" which day is not known.

    >>> whole("Ana schrieb am 3. März 2031 um 09:12 Uhr:")
    When(start=15, end=40, at='2031-03-03T09:12')
    """
    if told := moment(words):
        beside = None if told.time else _BESIDE.match(words, told.end)
        if beside:
            time = f"{int(beside['hour']):02d}:{beside['minute']}"
            return When(told.start, beside.end(), f"{told.day.isoformat()}T{time}")
        named = _UHR.match(words, told.end)
        return When(told.start, named.end() if named else told.end, told.iso)
    ago = _AGO.search(words)
    return When(ago.start(), ago.end(), None) if ago else None


def _part_of_a_time(words: str) -> When | None:
    """A time of day, a day of a year that is not told, or both beside each other."""
    clock = next((c for c in CLOCK.finditer(words) if clock_of(c)), None)
    day = _MONTH_DAY.search(words)
    if clock and day:
        first, second = sorted((clock.span(), day.span()))
        if first[1] <= second[0] and _GLUE.fullmatch(words, first[1], second[0]):
            return When(first[0], second[1], None)
    one = clock or day
    return When(*one.span(), None) if one else None


def clock(words: str) -> str | None:
    """Give the time of day that the words are, if they are nothing else.

    >>> clock("9:12 am"), clock("9:12 am at the pier")
    ('09:12', None)
    """
    told = CLOCK.fullmatch(words.strip(" ,-–|·"))
    return clock_of(told) if told else None
