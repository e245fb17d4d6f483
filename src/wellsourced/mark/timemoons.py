"""Times of other calendars: months and feasts of the Islamic, the Jewish and the Persian year."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from wellsourced.lang import hebrew, hijri, persian
from wellsourced.lang.dates import Days
from wellsourced.lang.numbers import ordinal
from wellsourced.mark.timeanchor import DATE, Anchor, Meaning
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timewords import calendar

_OWN = 1600  # years before it are not the common ones where a month of another calendar stands


class _Reckoning(NamedTuple):
    """How a calendar is counted."""

    first: Callable[[int, int, int], date]
    month: Callable[[int, int], Days]
    years: Callable[[int], Iterable[int]]
    own: range  # the years that are written by it


_CALENDARS = {
    "H": _Reckoning(hijri.first_day, hijri.month_days, hijri.years_of, range(1, 1500)),
    "J": _Reckoning(hebrew.first_day, hebrew.month_days, hebrew.years_of, range(5000, 6000)),
    "P": _Reckoning(persian.first_day, persian.month_days, persian.years_of, range(1, 1500)),
}


def moon_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a month of another calendar, or a day of it: "Ramadan", "17 Ramadan 1418"."""
    rule = str(calendar().moons.words[phrase.form("I") or ""])
    doubtful, rule = rule.endswith("?"), rule.rstrip("?")
    day, year = _day(phrase), _year(phrase, rule)
    if doubtful and not day and year is None:
        return None  # a name of persons as well
    return feast(f"{rule}-{day}", phrase, replaced_year=year, anchor=anchor)


def _day(phrase: Phrase) -> int:
    """The day before or behind the month; 0: none."""
    found = phrase.slice(r"[dOo](?=f?I)|(?<=I)[dO]")
    if not found:
        return 0
    number = int(digits) if (digits := re.sub(r"\D", "", found)) else ordinal(found) or 0
    return number if number <= 31 else 0


def _year(phrase: Phrase, rule: str) -> int | None:
    """The year written behind, by its own calendar or by the common one."""
    found = phrase.slice(r"(?<=[I,])[Yn](?=g?$)")
    return int(found) if found and found.isdigit() and len(found) == 4 else None


def feast(
    rule: str, phrase: Phrase, *, anchor: Anchor, replaced_year: int | None = None
) -> Meaning | None:
    """Give the days of a feast or a month: of the year named, or the last, or the one to come.

    A rule is the calendar's letter, the month and the day (0: all of the month); several rules
    are parted by commas: whichever is nearest.
    """
    rules = rule.split(",")
    here = anchor.here
    if replaced_year is None and here is None:
        return DATE, "XXXX-XX-XX"
    found = sorted({d for r in rules for d in _all(r, replaced_year, here)})
    if replaced_year is not None:
        chosen = _of_year(found, replaced_year)
    else:
        chosen = _nearest(found, phrase, anchor)
    if chosen is None:
        return None
    first, last = (d.isoformat() for d in chosen)
    return DATE, first if first == last else f"{first}/{last}"


def _all(rule: str, year: int | None, here: date | None) -> Iterable[Days]:
    """Every day or month that a rule can mean."""
    kind = _CALENDARS[rule[0]]
    month, day = (int(x) for x in rule[1:].split("-"))
    if year is not None and year in kind.own:
        years = {year}
    else:
        common = year if year is not None else here.year if here else 1
        years = {y for c in (common - 1, common, common + 1) for y in kind.years(c)}
    for one in sorted(years):
        yield (kind.first(one, month, day),) * 2 if day else kind.month(one, month)


def _of_year(found: list[Days], year: int) -> Days | None:
    if year < _OWN or year > date.max.year // 2:
        return found[0] if found else None
    starts = [d for d in found if d[0].year == year]
    return next(iter(starts or [d for d in found if d[1].year == year]), None)


def _nearest(found: list[Days], phrase: Phrase, anchor: Anchor) -> Days | None:
    """The one to come where the clause looks ahead, else the running or the last."""
    here = anchor.here
    if here is None:
        return None
    if anchor.future or phrase.form("N"):
        return next((d for d in found if (d[0] if phrase.form("N") else d[1]) >= here), None)
    before = [d for d in found if (d[1] if phrase.form("L") else d[0]) <= here]
    return before[-1] if before else None
