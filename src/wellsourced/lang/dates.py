"""Days, weeks, months and longer: TIMEX3 values as intervals, and steps from one to another."""

import calendar
import re
from datetime import MAXYEAR, date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_PARTS = {"H1": (1, 6), "H2": (7, 12)} | {f"Q{q}": (3 * q - 2, 3 * q) for q in range(1, 5)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_SPLIT = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARS = re.compile(r"\d{2,4}")

Days = tuple[date, date]


def interval(value: str) -> Days | None:
    """Give the first and last day that a TIMEX3 value covers; None where it is no dated value.

    >>> interval("2008-02")
    (datetime.date(2008, 2, 1), datetime.date(2008, 2, 29))
    >>> interval("199")[0], interval("2007-W01")[0]
    (datetime.date(1990, 1, 1), datetime.date(2007, 1, 1))
    >>> interval("XXXX-03-25") is None
    True
    """
    first, slash, last = value.partition("/")
    if slash:
        start, end = interval(first), interval(last)
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    try:
        return _dated(value)
    except ValueError:
        return None


def _dated(value: str) -> Days | None:
    value, _, _ = value.partition("T")
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(5 if found[3] else 0), monday + timedelta(6)
    if found := _SPLIT.fullmatch(value):
        return _months(int(found[1]), *(_SEASONS | _PARTS)[found[2]])
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if _YEARS.fullmatch(value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return (
            (date(first, 1, 1), date(min(first + width - 1, MAXYEAR), 12, 31)) if first else None
        )
    return None


def _months(year: int, first: int, last: int) -> Days:
    if not 1 <= first <= 12:
        raise ValueError(first)
    year_end, month_end = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = date(year_end, month_end, calendar.monthrange(year_end, month_end)[1])
    return date(year, first, 1), end


def stepped(day: date, count: int, unit: str) -> date:
    """Go `count` units ("D", "W", "M", "Q", "Y") from a day; the month's last day caps it.

    >>> stepped(date(2008, 3, 31), -1, "M")
    datetime.date(2008, 2, 29)
    """
    if unit in {"D", "W"}:
        days = count * (7 if unit == "W" else 1)
        return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
    months = count * {"M": 1, "Q": 3, "Y": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), MAXYEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def coarse(day: date, unit: str) -> str:
    """Write the day, week, month, quarter, year, decade or century that a day is in.

    >>> [coarse(date(2008, 3, 30), u) for u in ("D", "W", "M", "Q", "Y", "E", "C")]
    ['2008-03-30', '2008-W13', '2008-03', '2008-Q1', '2008', '200', '20']
    """
    if unit == "W":
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "E": 3, "C": 2}[unit]]


def weekday_by(day: date, weekday: int, *, forward: bool) -> date:
    """Give the nearest day of that ISO weekday, at or before the day, or at or after it.

    >>> weekday_by(date(2008, 3, 30), 2, forward=False)
    datetime.date(2008, 3, 25)
    """
    ahead = (weekday - day.isoweekday()) % 7
    return stepped(day, ahead, "D") if forward else stepped(day, ahead - 7 if ahead else 0, "D")


def nth_weekday(year: int, month: int, rule: tuple[int, int]) -> date:
    """Give the n-th such weekday of a month; n < 0 counts from its end.

    >>> nth_weekday(1999, 11, (4, 4))
    datetime.date(1999, 11, 25)
    """
    nth, weekday = rule
    if nth > 0:
        return weekday_by(date(year, month, 7 * nth - 6), weekday, forward=True)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return stepped(weekday_by(last, weekday, forward=False), nth + 1, "W")


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar.

    >>> easter(2000)
    datetime.date(2000, 4, 23)
    """
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - sunday + 40) // 44
    return date(year, month, moon - sunday + 28 - 31 * (month // 4))
