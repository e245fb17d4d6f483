"""Days as a sentence tells them."""

from datetime import date, timedelta

from wellsourced.model import TimeMark, TimeType
from wellsourced.tell.brief.words import words


def day(of: date, year: int | None = None) -> str:
    """Write a day; the year where it is not the one that all is about.

    >>> day(date(2031, 3, 4)), day(date(2031, 3, 4), 2031)
    ('4 March 2031', '4 March')
    """
    return f"{of.day} {of:%B}" + ("" if of.year == year else f" {of.year}")


def span(earliest: date | None, latest: date | None, year: int | None = None) -> str:
    """Write days, a whole month or a whole year.

    >>> span(date(2031, 3, 4), date(2031, 3, 10), 2031), span(date(2031, 3, 1), date(2031, 3, 31))
    ('4–10 March', 'March 2031')
    >>> span(None, date(2031, 3, 4)), span(date(2031, 3, 30), date(2031, 4, 2), 2031)
    ('until 4 March 2031', '30 March – 2 April')
    """
    if earliest is None or latest is None:
        of = earliest or latest
        return f"{'from' if earliest else 'until'} {day(of, year)}" if of else ""
    if earliest == latest:
        return day(earliest, year)
    whole = _whole(earliest, latest)
    if whole:
        return whole
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day(latest, year)}"
    first = day(earliest, latest.year if latest.year == earliest.year else year)
    return f"{first} – {day(latest, year)}"


def within(earliest: date, latest: date, year: int | None = None) -> str:
    """Write when something was, with its preposition.

    >>> within(date(2031, 3, 4), date(2031, 3, 4), 2031)
    'on 4 March'
    >>> within(date(2031, 3, 3), date(2031, 3, 9), 2031)
    'in the week of 3 March'
    >>> within(date(2031, 3, 1), date(2031, 3, 31))
    'in March 2031'
    >>> within(date(2031, 3, 1), date(2031, 3, 2), 2031)
    'between 1 and 2 March'
    """
    if earliest == latest:
        return f"on {day(earliest, year)}"
    if _whole(earliest, latest):
        return f"in {_whole(earliest, latest)}"
    if earliest.weekday() == 0 and latest - earliest == timedelta(days=6):
        return f"in the week of {day(earliest, year)}"
    same = (earliest.year, earliest.month) == (latest.year, latest.month)
    first = f"{earliest.day}" if same else day(earliest, year)
    return f"between {first} and {day(latest, year)}"


def told(mark: TimeMark, before: str, year: int | None) -> tuple[str, bool] | None:
    """Give the words for a time that a page tells from its own day; None: they stay.

    With them, whether the preposition that stands before goes. `before`: the word before it.
    """
    if mark.earliest is None or mark.latest is None or mark.type is TimeType.DURATION:
        return None
    long = mark.latest - mark.earliest > timedelta(days=31)
    if long and not _whole(mark.earliest, mark.latest):
        return None
    known = words().prepositions.words
    part = words().dayparts.get(mark.value.rpartition("T")[2]) if "T" in mark.value else None
    when = within(mark.earliest, mark.latest, year)
    if before in ("on", "in"):
        head = f"on the {part} of {day(mark.earliest, year)}" if part else when
        return head, True
    if before in known:
        return span(mark.earliest, mark.latest, year), False
    return (f"on the {part} of {day(mark.earliest, year)}" if part else when), False


def _whole(earliest: date, latest: date) -> str:
    """A month or a year, if the days are all of it."""
    after = latest + timedelta(days=1) if latest < date.max else latest
    if earliest.day != 1 or after.day != 1 or earliest.year != latest.year:
        return ""
    if (earliest.month, latest.month) == (1, 12):
        return f"{earliest:%Y}"
    return f"{earliest:%B %Y}" if earliest.month == latest.month else ""
