"""The day that words tell from the moment at which the page was fetched: "3 hours ago"."""

import re
from datetime import date, datetime, timedelta

_NUMBER = r"(?P<n{0}>\d{{1,3}}|an?|one|two|three|eine[rmn]?|une?|un[ao])"
_MINUTE = r"(?:m(?:in(?:ute|uto)?n?s?)?\.?|minuti|minuten)"
_HOUR = r"(?:h(?:(?:ou)?rs?)?|stunden?|heures?|horas?|or[ae]|uur)"
_SECOND = r"(?:s(?:ec(?:ond)?s?)?|sekunden?|secondes?|segundos?|secondi)"
_DAY = r"(?:d(?:ays?)?|tag(?:en?)?|jours?|d[ií]as?|giorn[oi]|dagen|dag)"
_UNIT = (
    rf"(?:(?P<second{{0}}>{_SECOND})|(?P<minute{{0}}>{_MINUTE})|(?P<hour{{0}}>{_HOUR})"
    rf"|(?P<day{{0}}>{_DAY}))"
)
_AGO = re.compile(
    rf"(?<![\w-])(?:{_NUMBER.format(1)}\s?{_UNIT.format(1)}\s(?:ago|fa|geleden)"
    rf"|(?:vor|il y a|hace|há)\s{_NUMBER.format(2)}\s{_UNIT.format(2)})(?!\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:.*[|·•,:–-]|(?:posted|published|on|gepostet|veröffentlicht|publié|publicado))?\s*"
    r"(?:(?P<now>just now|moments ago|today|heute|aujourd['’]hui|hoy|oggi|vandaag)"
    r"|(?P<yesterday>yesterday|gestern|ayer|ieri|gisteren))"
    r"(?:[\s,|·•–-]*(?:at|um|à|alle|ore|a las|om)?\s*\d{1,2}[:.h]\d\d.{0,8})?\W*",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3}
_LONGEST = 40  # characters of a line that tells an age and no more
_MOST = 31  # days back that are told by the day


def day_by_age(words: str, fetched: datetime) -> date | None:
    """Give the day; None where the words tell none, or only a week, a month or a year.

    >>> at = datetime(2031, 3, 4, 1, 30)
    >>> day_by_age("3 hours ago", at), day_by_age("Gestern, 10:15", at)
    (datetime.date(2031, 3, 3), datetime.date(2031, 3, 3))
    >>> day_by_age("vor 2 Tagen", at), day_by_age("2 weeks ago", at)
    (datetime.date(2031, 3, 2), None)
    >>> day_by_age("What we know today", at) is None
    True
    """
    if len(words) > _LONGEST:
        return None
    if told := _AGO.search(words):
        back = _back(told, "1" if told["n1"] else "2")
        return (fetched - back).date() if back <= timedelta(days=_MOST) else None
    if told := _NAMED.fullmatch(words):
        return (fetched - timedelta(days=told["yesterday"] is not None)).date()
    return None


def _back(told: re.Match[str], form: str) -> timedelta:
    number = told[f"n{form}"].lower()
    n = int(number) if number.isdigit() else _NUMBERS.get(number, 1)
    if told[f"day{form}"]:
        return timedelta(days=n)
    if told[f"hour{form}"]:
        return timedelta(hours=n)
    return timedelta(minutes=n if told[f"minute{form}"] else 0)
