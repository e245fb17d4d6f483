"""Months and feasts of the Islamic calendar as days of the common one, to within a day.

The tabular calendar: its months begin by arithmetic, those of a country when the moon is seen.
"""

from collections.abc import Iterator
from datetime import date

_EPOCH = 227_014  # the day number of the last day before 1 Muharram 1


def first_day(year: int, month: int, day: int = 1) -> date:
    """Give the common day of an Islamic one.

    >>> first_day(1428, 9), first_day(1429, 1, 10)
    (datetime.date(2007, 9, 13), datetime.date(2008, 1, 19))
    """
    months = 29 * (month - 1) + month // 2
    leaps = (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + day + months + (year - 1) * 354 + leaps)


def month_days(year: int, month: int) -> tuple[date, date]:
    """Give the first and last common day of an Islamic month; of the year where month is 0.

    >>> month_days(1428, 9)
    (datetime.date(2007, 9, 13), datetime.date(2007, 10, 12))
    """
    if not month:
        return first_day(year, 1), date.fromordinal(first_day(year + 1, 1).toordinal() - 1)
    after = first_day(year + (month == 12), month % 12 + 1)
    return first_day(year, month), date.fromordinal(after.toordinal() - 1)


def years_of(common: int) -> Iterator[int]:
    """Give the Islamic years that overlap a common one, in order.

    >>> list(years_of(2008))
    [1428, 1429, 1430]
    """
    guess = (common - 622) * 33 // 32
    for year in range(guess - 1, guess + 4):
        first, last = month_days(year, 0)
        if first.year <= common <= last.year:
            yield year
