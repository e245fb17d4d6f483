"""Parts of longer times: "the second week of March", "the last ten days of Ramadan"."""

import re

from wellsourced.lang.dates import Days, coarse, interval, nth_weekday, stepped
from wellsourced.lang.numbers import ordinal
from wellsourced.mark.timeanchor import DATE, DURATION, Anchor, Meaning, count_of, unit_of
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timemoons import moon_named
from wellsourced.mark.timenames import day_of_month, month_named, season_named, year_named
from wellsourced.mark.timesteps import this_unit
from wellsourced.mark.timewords import calendar

_SATURDAY = 6


def part_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a part of a longer time: a day or days of it; several units are a length."""
    found = part_days(phrase, anchor)
    if found is None:
        return None
    if phrase.form("Vh") and phrase.form("ndqv"):
        return DURATION, f"P{count_of(_head(phrase))}{unit_of(_head(phrase))[0]}"
    return DATE, _written(found)


def week_of(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give the week that a day is in: "the week of March 10"."""
    told = day_of_month(_after_of(phrase), anchor)
    days = interval(told[1]) if told else None
    if days is None:
        return None
    return DATE, coarse(days[0], "W") + ("-WE" if phrase.form("K") else "")


def part_days(phrase: Phrase, anchor: Anchor) -> Days | None:
    """Give the first and last day of a part; None where the whole is not known."""
    whole = _whole(_after_of(phrase), anchor)
    rank = _rank(phrase)
    if whole is None or rank is None:
        return None
    head = _head(phrase)
    if head.form("W"):
        return _weekday(head, rank, whole)
    if head.form("K"):
        saturday = nth_weekday(whole[0].year, whole[0].month, (rank, _SATURDAY))
        return (saturday, stepped(saturday, 1, "D")) if _one_month(whole) else None
    count = count_of(head) if head.form("nd") else "1"
    unit = unit_of(head)[0]
    if not count.isdigit() or unit not in "DWMY":
        return None
    return _stretch(whole, rank, int(count), unit)


def _stretch(whole: Days, rank: int, count: int, unit: str) -> Days | None:
    """The n-th of equal stretches from the beginning, or the last one."""
    if rank < 0:
        after = stepped(whole[1], 1, "D")
        first, last = stepped(after, -count, unit), whole[1]
    else:
        first = stepped(whole[0], (rank - 1) * count, unit)
        last = stepped(stepped(whole[0], rank * count, unit), -1, "D")
    last = min(last, whole[1]) if unit == "W" else last
    return (first, last) if whole[0] <= first <= last <= whole[1] else None


def _weekday(head: Phrase, rank: int, whole: Days) -> Days | None:
    """The n-th weekday of a month."""
    weekday = int(calendar().weekdays.words[(head.form("W") or "").rstrip(".")])
    if not _one_month(whole):
        return None
    found = nth_weekday(whole[0].year, whole[0].month, (rank, weekday))
    return (found, found) if whole[0] <= found <= whole[1] else None


def _one_month(whole: Days) -> bool:
    return whole[0].day == 1 and (whole[0].year, whole[0].month) == (whole[1].year, whole[1].month)


def _rank(phrase: Phrase) -> int | None:
    form = phrase.form("oOL") or ""
    if form in {"last", "final"}:
        return -1
    return ordinal(form)


def _of(phrase: Phrase) -> int:
    """Where the whole begins: behind the first "of" or "in"."""
    found = re.search(r"[fp]", phrase.classes)
    return phrase.first + (found.end() if found else 0)


def _after_of(phrase: Phrase) -> Phrase:
    return Phrase("month", phrase.words, _of(phrase), phrase.last)


def _head(phrase: Phrase) -> Phrase:
    return Phrase(phrase.kind, phrase.words, phrase.first, _of(phrase) - 1)


def _whole(phrase: Phrase, anchor: Anchor) -> Days | None:
    """The days of the longer time."""
    if phrase.form("I"):
        told = moon_named(phrase, anchor)
    elif phrase.form("M"):
        told = month_named(phrase, anchor)
    elif phrase.form("J"):
        told = season_named(phrase, anchor)
    elif phrase.form("U"):
        told = _unit(phrase, anchor)
    else:
        told = year_named(Phrase("year", phrase.words, phrase.first, phrase.last), anchor)
    return interval(told[1]) if told else None


def _unit(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """What "last month", "the month", "that year" are."""
    if phrase.form("LTN"):
        return this_unit(phrase, anchor)
    unit = unit_of(phrase)[0]
    base = anchor.told if phrase.form("Zz") else anchor.here
    return (DATE, coarse(base, unit)) if base and unit in "MY" else None


def _written(days: Days) -> str:
    first, last = days
    if first == last:
        return first.isoformat()
    month = coarse(first, "M")
    if interval(month) == days:
        return month
    return f"{first.isoformat()}/{last.isoformat()}"
