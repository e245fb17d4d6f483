"""Where a wire story's dateline ends and its first sentence begins."""

import re
from datetime import date

_CITY = r"(?:[A-Z]{2} )?[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE.'’\-]{2,}"
_DATELINE = re.compile(
    rf"{_CITY}(?:[ /]{_CITY}){{0,3}}"  # NEW HARBOUR
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?(?! \d|\w))?"  # , Ruritania
    r"(?: \([A-Z][\w .]{2,30}\)(?=,))?"  # (Ruritania),
    r"(?:,? (?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8}\.?)"  # , Sept. 21
    r"(?:,? (?:\d{4}|\d\d)\b)?)?"  # 1990
    r"(?: ?\([\w /.&-]{2,40}\))?"  # (Agency)
    r"\s*(?:[–—]|-{1,2}(?=\s))\s*"
    r"(?:\[[A-Z][A-Z ,'.-]*\]\s*){0,4}"  # [REPORT] [TEXT]: what a monitoring service adds
)


def dateline(text: str, start: int, end: int) -> int | None:
    """Give where the dateline that a paragraph opens with ends; None: it opens with none.

    A parser takes "HARBOUR CITY, Iraq (Agency) -" for a part of the sentence that follows.

    >>> text = "OLD HARBOUR, Sept. 21 (Coast News) - The guard has split."
    >>> text[dateline(text, 0, len(text)):]
    'The guard has split.'
    >>> text = "DORVEL (NORVIA), 3 JAN 90 (COAST NEWS) -- [TEXT] THE GUARD HAS SPLIT."
    >>> text[dateline(text, 0, len(text)):]
    'THE GUARD HAS SPLIT.'
    >>> dateline("The guard - or what is left of it - has split.", 0, 47) is None
    True
    """
    found = _DATELINE.match(text, start, end)
    return found.end() if found and found.end() < end else None


_AGENCY = re.compile(r"\(([^()]+)\)\s*[–—-]")


def agency(text: str, start: int, end: int) -> str | None:
    """Give whom a dateline names in brackets as the one who filed the story; None: nobody.

    >>> agency("OLD HARBOUR, Sept. 21 (Coast News) - The guard has split.", 0, 57)
    'Coast News'
    >>> agency("The guard (Coast News) - has split.", 0, 35) is None
    True
    """
    stop = dateline(text, start, end)
    found = _AGENCY.search(text, start, stop) if stop is not None else None
    return found[1].strip() if found else None


_DAY = re.compile(
    r"(?:(\d{1,2}) ([A-Z][A-Za-z]{2})[A-Za-z]*|([A-Z][A-Za-z]{2})[A-Za-z]*\.? (\d{1,2}))"
)
_YEAR = re.compile(r"\.?,? (\d{4}|\d\d)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TURN = 50  # years of two digits from here on are of the last century


def written(text: str, start: int, end: int) -> date | None:
    """Give the day that a dateline names with its year; None: there is none.

    >>> text = "DORVEL (NORVIA), 3 JAN 90 (COAST NEWS) -- [TEXT] THE GUARD HAS SPLIT."
    >>> written(text, 0, len(text))
    datetime.date(1990, 1, 3)
    """
    stop = dateline(text, start, end)
    found = _DAY.search(text, start, stop) if stop is not None else None
    year = _YEAR.match(text, found.end(), stop) if found and stop is not None else None
    if found is None or year is None:
        return None
    month = (found[2] or found[3]).lower()
    number = int(year[1])
    full = number if number > 99 else number + (1900 if number >= _TURN else 2000)
    try:
        return date(full, _MONTHS.index(month) + 1, int(found[1] or found[4]))
    except ValueError:
        return None
