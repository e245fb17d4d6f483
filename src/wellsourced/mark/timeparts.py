"""Times within a day, lengths of time, and times that come again."""

import re
from datetime import timedelta

from wellsourced.lang.dates import interval, stepped
from wellsourced.lang.numbers import value
from wellsourced.mark.timeanchor import (
    DURATION,
    SET,
    TIME,
    Anchor,
    Meaning,
    count_of,
    length_of,
    step_of,
    unit_of,
)
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timenames import day_of_month, month_number
from wellsourced.mark.timesteps import day_spoken, weekday_named
from wellsourced.mark.timewords import calendar

_LATELY = timedelta(days=8)  # a day told last that a time of the clock may be of


def _base_day(phrase: Phrase, anchor: Anchor) -> str:
    """The day that a part of the day or a clock time belongs to."""
    if phrase.form("M"):
        found = day_of_month(phrase, anchor)
    elif phrase.form("W"):
        found = weekday_named(phrase, anchor)
    elif phrase.form("G"):
        found = day_spoken(phrase, anchor)
    else:
        found = None
    if found:
        return found[1].partition("T")[0]
    if anchor.day:
        return anchor.day
    if phrase.form("Zz") or anchor.narrative:
        return _focus_day(anchor)
    if phrase.kind in {"clock", "noon"} and _just_told(anchor):
        return _focus_day(anchor)
    if anchor.now is None:
        return "XXXX-XX-XX"
    return stepped(anchor.now, step_of(phrase) if phrase.form("LN") else 0, "D").isoformat()


def _just_told(anchor: Anchor) -> bool:
    """Whether a day before today was told last: "on Thursday. It began at 9 a.m."."""
    told = interval(anchor.focus) if anchor.focus else None
    if anchor.now is None or told is None or told[0] != told[1] or anchor.future:
        return False
    return timedelta() < anchor.now - told[0] <= _LATELY


def _focus_day(anchor: Anchor) -> str:
    focus = (anchor.focus or "").partition("T")[0].partition("/")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", focus):
        return focus
    if re.fullmatch(r"\d{4}-\d\d", focus):
        return f"{focus}-XX"
    if re.fullmatch(r"\d{4}", focus):
        return f"{focus}-XX-XX"
    return anchor.now.isoformat() if anchor.now and not anchor.narrative else "XXXX-XX-XX"


def part_of_day(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a part of a day: "this morning", "Friday evening", "the night of 3 May"."""
    code = str(calendar().parts.words[phrase.form("P") or ""])
    return TIME, f"{_base_day(phrase, anchor)}T{code}"


def clock_time(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a time of the clock, with its day."""
    spelt = phrase.form("C") or phrase.form("ndY") or ""
    hour, _, minute = spelt.replace(".", ":").partition(":")
    if not hour.isdigit():
        hour = str(int(value(hour) or 0))
    at, low = int(hour), (phrase.form("a") or "").replace(".", "")
    if len(hour) == 4 and not minute:  # 0230 hours
        at, minute = int(hour[:2]), hour[2:]
    if at > 24 or (low in {"am", "pm"} and at > 12):
        return None
    at = at % 12 + (12 if low == "pm" else 0) if low in {"am", "pm"} else at
    return TIME, f"{_base_day(phrase, anchor)}T{at:02}:{(minute or '00')[:2]}"


def stretch(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give the length of "the past nine days"."""
    unit, clock = unit_of(phrase)
    if phrase.form("J"):
        return SET, "XXXX-" + str(calendar().seasons.words[phrase.form("J") or ""])
    if "o" in phrase.classes and not phrase.form("nd"):
        return None
    if (count := count_of(phrase)) == "24" and clock and phrase.form("L"):
        return DURATION, "P1D"
    return DURATION, length_of(count, unit, clock=clock)


def duration(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a length of time."""
    unit, clock = unit_of(phrase)
    return DURATION, length_of(count_of(phrase), unit, clock=clock)


def bare_unit(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a length without a number: "for years"."""
    unit, clock = unit_of(phrase)
    return DURATION, length_of("X", unit, clock=clock)


def frequency(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give what comes again: "every Friday", "daily", "each year"."""
    known = calendar()
    if form := phrase.form("F"):
        return SET, str(known.frequencies.words[form])
    if form := phrase.form("WMJPK"):
        return SET, _repeated(phrase, form.rstrip("."))
    unit, clock = unit_of(phrase)
    if phrase.form("5"):
        return SET, length_of("1", unit, clock=clock)
    count = "2" if phrase.form("6") else count_of(phrase) if phrase.form("nd") else "1"
    return SET, length_of(count, unit, clock=clock)


def _repeated(phrase: Phrase, form: str) -> str:
    """The value of what comes every week, year or day."""
    known = calendar()
    patterns = (
        (known.weekdays.words, "XXXX-WXX-{}"),
        (known.seasons.words, "XXXX-{}"),
        (known.parts.words, "XXXX-XX-XXT{}"),
    )
    named = next((p.format(words[form]) for words, p in patterns if form in words), None)
    if named is None:
        return f"XXXX-{month_number(phrase):02}" if phrase.form("M") else "XXXX-WXX-WE"
    return named
