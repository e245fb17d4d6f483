"""Days of the Jewish calendar as days of the common one.

Months are counted from Nisan, as feasts are: the year begins with the seventh, Tishri. A year has
a second Adar (13) seven times in nineteen.
"""

from datetime import date

_EPOCH = -1_373_427  # the day number of the day before 1 Tishri 1
_NISAN, _TISHRI, _ADAR, _SECOND = 1, 7, 12, 13


def first_day(year: int, month: int, day: int = 1) -> date:
    """Give the common day of a Jewish one; the day begins on the evening before.

    >>> first_day(5758, 1, 15), first_day(5784, 7)
    (datetime.date(1998, 4, 11), datetime.date(2023, 9, 16))
    """
    order = _months(year)
    if month == _ADAR and _SECOND in order and day:
        month = _SECOND  # the feasts of Adar are in the second
    before = sum(_length(year, m) for m in order[: order.index(month)])
    return date.fromordinal(_new_year(year) + before + day - 1)


def month_days(year: int, month: int) -> tuple[date, date]:
    """Give the first and last common day of a month.

    >>> month_days(5758, 1)
    (datetime.date(1998, 3, 28), datetime.date(1998, 4, 26))
    """
    order = _months(year)
    month = _SECOND if month == _ADAR and _SECOND in order else month
    start = _new_year(year) + sum(_length(year, m) for m in order[: order.index(month)])
    return date.fromordinal(start), date.fromordinal(start + _length(year, month) - 1)


def years_of(common: int) -> tuple[int, ...]:
    """Give the Jewish years that overlap a common one, in order.

    >>> years_of(1998)
    (5758, 5759)
    """
    return common + 3760, common + 3761


def _leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _months(year: int) -> list[int]:
    """The months of a year in their order."""
    return [*range(_TISHRI, (_SECOND if _leap(year) else _ADAR) + 1), *range(_NISAN, _TISHRI)]


def _elapsed(year: int) -> int:
    """Days from the beginning to the new moon of a year, put off where it may not fall."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(year: int) -> int:
    before, own, after = (_elapsed(y) for y in (year - 1, year, year + 1))
    put_off = 2 if after - own == 356 else 1 if own - before == 382 else 0
    return _EPOCH + own + put_off


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    days = _new_year(year + 1) - _new_year(year)
    if month == 8:
        return 30 if days % 10 == 5 else 29
    if month == 9:
        return 29 if days % 10 == 3 else 30
    if month == _ADAR:
        return 30 if _leap(year) else 29
    return 29 if month in {2, 4, 6, 10, _SECOND} else 30
