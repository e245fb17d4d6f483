"""Days of the Persian solar calendar as days of the common one.

A year has a thirtieth day in its last month eight times in thirty-three: right from 1799 to 2121.
"""

from datetime import date

_NOWRUZ = date(1998, 3, 21).toordinal()  # 1 Farvardin 1377
_YEAR = 1377


def first_day(year: int, month: int, day: int = 1) -> date:
    """Give the common day of a Persian one.

    >>> first_day(1342, 3, 15), first_day(1357, 11, 22), first_day(1399, 1)
    (datetime.date(1963, 6, 5), datetime.date(1979, 2, 11), datetime.date(2020, 3, 20))
    """
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return date.fromordinal(_new_year(year) + before + day - 1)


def month_days(year: int, month: int) -> tuple[date, date]:
    """Give the first and last common day of a month.

    >>> month_days(1376, 7)
    (datetime.date(1997, 9, 23), datetime.date(1997, 10, 22))
    """
    after = first_day(year, month + 1) if month < 12 else first_day(year + 1, 1)
    return first_day(year, month), date.fromordinal(after.toordinal() - 1)


def years_of(common: int) -> tuple[int, ...]:
    """Give the Persian years that overlap a common one, in order.

    >>> years_of(1998)
    (1376, 1377)
    """
    return common - 622, common - 621


def _new_year(year: int) -> int:
    return _NOWRUZ + 365 * (year - _YEAR) + _leaps(year) - _leaps(_YEAR)


def _leaps(year: int) -> int:
    """How many years before this one had a day more."""
    return (8 * (year - 1) + 29) // 33
