"""When a page was published: an interval of days, with how we know."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.lang.datelines import written
from wellsourced.model import Dated
from wellsourced.read.moments import DAY, day_of, is_month, month_of

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:/(\d\d?)/|-(\d\d?)-|(\d\d))(\d\d?)(?=[/\-._?#]|$)|"
    r"/((?:19|20)\d\d)/([a-z]{3})[a-z]*/(\d{1,2})(?=/|$)",
    re.I,
)
_URL_TURNED = re.compile(r"[/-](\d\d)-(\d\d)-((?:19|20)\d\d)(?=[/\-._?#]|$)")
_ARCHIVED = re.compile(r"/(20\d\d)(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/https?:")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/)")
_YEARLESS = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*(\d{1,2}))?\b(?!\s*,?\s*(?:19|20)\d\d)(?![:\d])"
)
_FRESH = timedelta(days=7)  # a round-up of links, and a first comment, follow within a week
_WIDEST = timedelta(days=31)
_CLOCKS = timedelta(days=1)  # between the day of one place and of another
_LATE = timedelta(days=60)  # a thread's first post is its beginning, or follows a story within
_OPENING = 3  # paragraphs within which a dateline stands
_PROSE = 200  # characters of a story; a thread has none above its first post
_BEGUN = timedelta(days=62)  # from the first draft of a story to its publication


class Signs(NamedTuple):
    """What a page gives to date it by.

    `metadata`: as its head tells; `telling`: the head calls it news, which is dated by its maker.
    `stated`: printed by its heading; `printed`: all days printed on lines of their own, None where
    the page prints nothing (a feed, a file). `thread`: times of comments; `notices`: the lines
    that announce trackbacks; `said`: the words of its comments. `fetched`: when it was there.
    """

    given: date | None = None
    metadata: date | None = None
    stated: date | None = None
    url: str | None = None
    body: Sequence[str] = ()
    thread: Sequence[str] = ()
    notices: Sequence[str] = ()
    said: Sequence[str] = ()
    printed: Collection[date] | None = None
    telling: bool = False
    fetched: date | None = None


def published(signs: Signs) -> Dated:
    """Give the narrowest interval that the signs justify; unknown rather than a guess."""
    if signs.given:
        return _on(signs.given, "given")
    signs = _threaded(_possible(signs))
    address = _by_url(signs.url)
    on = address.earliest if address and address.earliest == address.latest else None
    if on and address and on != signs.metadata and not _agreed(signs):
        return address  # an address is made on the day, by the clock of the place
    return (
        _told(signs, address)
        or address
        or _by_dateline(signs)
        or _by_thread(signs)
        or _by_cutting(signs)
        or _unprinted(signs)
        or Dated()
    )


def _on(day: date, basis: str) -> Dated:
    return Dated(earliest=day, latest=day, basis=basis)


def _possible(signs: Signs) -> Signs:
    """Leave out what lies after the day on which the page was fetched, or archived."""
    fetched = signs.fetched or _archived(signs.url)
    if fetched is None:
        return signs
    last = fetched + _CLOCKS
    metadata = signs.metadata if signs.metadata and signs.metadata <= last else None
    stated = signs.stated if signs.stated and signs.stated <= last else None
    return signs._replace(metadata=metadata, stated=stated, fetched=fetched)


def _threaded(signs: Signs) -> Signs:
    """Leave out a day that is printed of something else, as the times of the comments show.

    No page is younger than most of its comments, and a thread that follows no story begins with
    its first post: the day of a list of similar threads is neither.
    """
    first, stated = _first(signs.thread), signs.stated
    if first is None or stated is None or stated == signs.metadata or not _in_order(signs.thread):
        return signs
    later = stated > first + _CLOCKS and stated > _day_within(signs.thread)
    if later or (_bare(signs) and stated < first - _LATE):
        return signs._replace(stated=None)
    return signs


def _bare(signs: Signs) -> bool:
    return sum(map(len, signs.body)) < _PROSE


def _in_order(thread: Sequence[str]) -> bool:
    """Whether the oldest comes first: comments from elsewhere are listed the newest first."""
    return bool(thread) and thread[0][:10] == min(thread)[:10]


def _day_within(thread: Sequence[str]) -> date:
    """The day up to which half of the comments were made."""
    return date.fromisoformat(sorted(thread)[(len(thread) - 1) // 2][:10])


def _archived(url: str | None) -> date | None:
    """The day on which a web archive took a page, by the address that it gives it.

    >>> _archived("https://archive.example/web/20310304101500/https://courier.example/bridge")
    datetime.date(2031, 3, 4)
    """
    told = _ARCHIVED.search(url or "")
    return _day(int(told[1]), int(told[2]), int(told[3])) if told else None


def _agreed(signs: Signs) -> bool:
    return signs.metadata is not None and signs.metadata == signs.stated


def _told(signs: Signs, address: Dated | None) -> Dated | None:
    """The day that the head tells, or that the page prints by its heading.

    Where both do and differ, the head is believed if the page prints its day too, but for a clock
    that stands elsewhere; else the page, as long as the head may tell when it was begun.
    """
    metadata, stated = signs.metadata, signs.stated
    shown = metadata is not None and _shown(metadata, signs, address)
    if metadata and stated and metadata != stated:
        apart = abs(metadata - stated)
        if apart <= _CLOCKS or (not shown and apart <= _BEGUN and not _turned(metadata, stated)):
            return _on(stated, "stated")
    if metadata and (shown or signs.telling or (stated and _turned(metadata, stated))):
        return _on(metadata, "metadata")
    return _on(stated, "stated") if stated and not metadata else None


def _shown(day: date, signs: Signs, address: Dated | None) -> bool:
    """Whether something else on the page agrees: its lines, its address, its first comment."""
    if signs.printed is None or day in (signs.stated, *signs.printed):
        return True
    if address and address.earliest and address.latest:
        return address.earliest <= day <= address.latest
    first = _first(signs.thread)
    return first is not None and timedelta(0) <= first - day <= _FRESH


def _first(thread: Iterable[str]) -> date | None:
    return min((date.fromisoformat(at[:10]) for at in thread), default=None)


def _turned(one: date, other: date) -> bool:
    """Whether two days are one, written as 4/5 and as 5/4."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _unprinted(signs: Signs) -> Dated | None:
    """A day that stands in the head only is when the page was made: it was not public before."""
    if signs.metadata is None:
        return None
    first = signs.metadata
    latest = max(signs.fetched, first) if signs.fetched else None
    basis = f"inferred: its metadata tells {first.isoformat()}, and no such day is printed"
    return Dated(earliest=first, latest=latest, basis=basis)


def _by_url(url: str | None) -> Dated | None:
    if on := _address_day(url):
        return _on(on, "url")
    if told := address_month(url):
        first = date(*told, 1)
        last = (first + _WIDEST).replace(day=1) - timedelta(days=1)
        return Dated(earliest=first, latest=last, basis="url")
    return None


def _address_day(url: str | None) -> date | None:
    if turned := _URL_TURNED.search(url or ""):
        return _day(int(turned[3]), int(turned[2]), int(turned[1]))
    told = _URL_DAY.search(url or "")
    if not told:
        return None
    year, month, day = told[1] or told[6], told[2] or told[3] or told[4], told[5] or told[8]
    if told[4] and len(day) < 2:
        return None
    number = int(month) if month else month_of(told[7]) if is_month(told[7]) else 0
    return _day(int(year), number, int(day))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def address_month(url: str | None) -> tuple[int, int] | None:
    """Give the year and the month that an address holds.

    >>> address_month("https://a.example/2031/03/bridge")
    (2031, 3)
    """
    told = _URL_MONTH.search(url or "")
    return (int(told[1]), int(told[2])) if told and 1 <= int(told[2]) <= 12 else None


def _by_dateline(signs: Signs) -> Dated | None:
    """The day on which a story was filed, if it opens so: "LORNE, May 4 2031 (Agency) -"."""
    found = (written(words, 0, len(words)) for words in signs.body[:_OPENING])
    day = next((d for d in found if d), None)
    late = day is not None and signs.fetched is not None and day > signs.fetched
    if day is None or late:
        return None
    return _on(day, "stated")


def _by_thread(signs: Signs) -> Dated | None:
    """A page is older than its first comment and than every notice of it, and seldom by much."""
    first = _first(signs.thread)
    noticed = min((d for words in signs.notices for d in _days(words)), default=None)
    latest = min((d for d in (first, noticed) if d), default=None)
    if latest is None:
        return None
    floor = _last_day(signs.body, latest)
    earliest = max(latest - _FRESH, floor) if floor else latest - _FRESH
    if latest == first and signs.printed is not None and _bare(signs) and _in_order(signs.thread):
        earliest = latest  # a thread that follows no story begins with its first post
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
