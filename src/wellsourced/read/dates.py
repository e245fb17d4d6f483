"""When a page was published: an interval of days, with how we know."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import Dated
from wellsourced.read.moments import DAY, day_of, month_of

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:/(\d\d?)/|-(\d\d?)-|(\d\d))(\d\d?)(?=[/\-._?#]|$)|"
    r"/((?:19|20)\d\d)/([a-z]{3})[a-z]*/(\d{1,2})(?=/|$)",
    re.I,
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/)")
_YEARLESS = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*(\d{1,2}))?\b(?!\s*,?\s*(?:19|20)\d\d)(?![:\d])"
)
_FRESH = timedelta(days=7)  # a round-up of links, and a first comment, follow within a week
_WIDEST = timedelta(days=31)


class Signs(NamedTuple):
    """What a page gives to date it by.

    `thread`: times of comments; `notices`: the lines that announce trackbacks; `said`: the words
    of its comments.
    """

    given: date | None = None
    metadata: date | None = None
    stated: date | None = None
    url: str | None = None
    body: Sequence[str] = ()
    thread: Sequence[str] = ()
    notices: Sequence[str] = ()
    said: Sequence[str] = ()


def published(signs: Signs) -> Dated:
    """Give the narrowest interval that the signs justify; unknown rather than a guess."""
    address = _by_url(signs.url)
    if signs.given is None and address and address.earliest == address.latest != signs.metadata:
        return address  # an address is made on the day, by the clock of the place
    for day, basis in (
        (signs.given, "given"),
        (signs.metadata, "metadata"),
        (signs.stated, "stated"),
    ):
        if day:
            return Dated(earliest=day, latest=day, basis=basis)
    return address or _by_thread(signs) or _by_cutting(signs) or Dated()


def _by_url(url: str | None) -> Dated | None:
    if on := _address_day(url):
        return Dated(earliest=on, latest=on, basis="url")
    if told := address_month(url):
        first = date(*told, 1)
        last = (first + _WIDEST).replace(day=1) - timedelta(days=1)
        return Dated(earliest=first, latest=last, basis="url")
    return None


def _address_day(url: str | None) -> date | None:
    told = _URL_DAY.search(url or "")
    if not told:
        return None
    year, month, day = told[1] or told[6], told[2] or told[3] or told[4], told[5] or told[8]
    if told[4] and len(day) < 2:
        return None
    try:
        return date(int(year), int(month) if month else month_of(told[7]), int(day))
    except (ValueError, KeyError):
        return None


def address_month(url: str | None) -> tuple[int, int] | None:
    """Give the year and the month that an address holds.

    >>> address_month("https://a.example/2031/03/bridge")
    (2031, 3)
    """
    told = _URL_MONTH.search(url or "")
    return (int(told[1]), int(told[2])) if told and 1 <= int(told[2]) <= 12 else None


def _by_thread(signs: Signs) -> Dated | None:
    """A page is older than its first comment and than every notice of it, and seldom by much."""
    first = min((date.fromisoformat(at[:10]) for at in signs.thread), default=None)
    noticed = min((d for words in signs.notices for d in _days(words)), default=None)
    latest = min((d for d in (first, noticed) if d), default=None)
    if latest is None:
        return None
    floor = _last_day(signs.body, latest)
    earliest = max(latest - _FRESH, floor) if floor else latest - _FRESH
    basis = "first comment" if latest == first else "a trackback"
    basis = f"inferred: {basis} is of {latest.isoformat()}"
    if floor and floor == earliest:
        basis += f", the text speaks of {floor.isoformat()}"
    return Dated(earliest=earliest, latest=latest, basis=basis)


def _by_cutting(signs: Signs) -> Dated | None:
    """A dated text that a reader pastes is fresh; the story told ends shortly before it."""
    pasted = [d for words in signs.said for d in _days(words)]
    for day in pasted:
        floor = _last_day(signs.body, day)
        if floor and day - floor <= _FRESH:
            basis = (
                f"inferred: the text speaks of {floor.isoformat()}, "
                f"a reader quotes a text of {day.isoformat()}"
            )
            return Dated(earliest=floor, latest=day + timedelta(days=2), basis=basis)
    return None


def _days(words: str) -> list[date]:
    return [day for told in DAY.finditer(words) if (day := day_of(told))]


def _last_day(paragraphs: Iterable[str], latest: date) -> date | None:
    """Give the last day, up to `latest`, that the text names; a day without a year is the last."""
    named = []
    for words in paragraphs:
        named += _days(words)
        for told in _YEARLESS.finditer(words):
            for number in (told[2], told[3]):
                if number and (day := _before(month_of(told[1]), int(number), latest)):
                    named.append(day)
    return max((d for d in named if d <= latest), default=None)


def _before(month: int, day: int, latest: date) -> date | None:
    """Give the last such day that is not after `latest`, if that is within half a year."""
    for year in (latest.year, latest.year - 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on <= latest:
            return on if latest - on < timedelta(days=183) else None
    return None
