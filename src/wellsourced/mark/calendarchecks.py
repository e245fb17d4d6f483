"""Weekdays against dates, and dates named in two ways."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from wellsourced.mark.timewords import calendar
from wellsourced.model import Check, Document, Span, TimeMark, TimeType, Verdict

_RELATIVE = re.compile(r"\b(?:last|next|past|previous)\s", re.IGNORECASE)
_NAMED = re.compile(
    r"\d{4}|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEAR = 80  # characters
_PAPER = re.compile(r"\b(?:[A-Z][a-z]+|[Tt]he) \Z")  # "the Havrin Sun, 16 August"
_YEAR = re.compile(r"\b\d{4}\b")


def calendar_checks(document: Document, times: Iterable[TimeMark]) -> Iterator[Check]:
    """Check every date that is written with its weekday.

    "Friday, 19 January 2007" can be right or wrong; without a year written beside it, only
    agreement is reported, since the year was guessed.
    """
    for mark in times:
        words = document.text[mark.start : mark.end]
        named = _weekday(words)
        paper = words.startswith("Sun,") and _PAPER.search(
            document.text, max(0, mark.start - _NEAR), mark.start
        )
        if paper or named is None or not _DAY.match(mark.value) or not _has_month(words):
            continue
        day = date.fromisoformat(mark.value[:10])
        agrees = day.isoweekday() == named
        if agrees or _YEAR.search(words):
            yield Check(
                about=(Span(mark.start, mark.end),),
                verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
                why=_why(day, named),
            )


def relative_checks(document: Document, times: Iterable[TimeMark]) -> Iterator[Check]:
    """Note where a relative date and a named one mean the same: "last month", "in August"."""
    dated = [t for t in times if t.earliest and t.latest]
    named = [t for t in dated if _NAMED.search(document.text[t.start : t.end])]
    for mark in dated:
        words = document.text[mark.start : mark.end]
        if not _RELATIVE.search(words):
            continue
        same = (t for t in named if t.value == mark.value and t is not mark)
        beside = _beside(document.text, mark)
        other = min(
            same,
            key=lambda t: (
                -len(beside & _beside(document.text, t)),
                abs(t.start - mark.start),
                t.start,
            ),
            default=None,
        )
        if other is None and mark.type is TimeType.DURATION:
            other = next((t for t in named if _begins(document.text, mark, t)), None)
        if other is not None:
            first, second = sorted((mark, other), key=lambda t: t.start)
            yield Check(
                about=(Span(first.start, first.end), Span(second.start, second.end)),
                verdict=Verdict.CONSISTENT,
                why=f"“{words}”, seen from the page's day, is {mark.earliest} to {mark.latest}: "
                f"“{document.text[other.start : other.end]}”",
            )


def _beside(text: str, mark: TimeMark) -> frozenset[str]:
    """The names and longer words beside a date, by which two dates are told of one thing."""
    near = text[max(0, mark.start - _NEAR) : mark.start] + text[mark.end : mark.end + _NEAR]
    return frozenset(re.findall(r"[A-Z]\w{3,}|[a-z]{6,}", near))


def same_day_checks(document: Document, times: Iterable[TimeMark]) -> Iterator[Check]:
    """Note where a day told one way lies in a time told another: "last week", "on Wednesday"."""
    dated = [t for t in times if t.type in {TimeType.DATE, TimeType.TIME} and _length(t)]
    dated = [t for t in dated if not document.text[t.start].isdigit() or t.type is TimeType.DATE]
    ways = {t: _way(document.text[t.start : t.end]) for t in dated}
    used: set[TimeMark] = set()
    for mark in dated:
        if len(used) >= 2 * _MOST or mark in used or ways[mark] not in {"relative", "weekday"}:
            continue
        fits = [
            t
            for t in dated
            if t not in used
            and ways[t] not in {ways[mark], None}
            and (_days(mark) == _days(t) or (ways[t] == "named" and _within(mark, t)))
            and not mark.start <= t.start < mark.end
        ]
        other = min(fits, key=lambda t: (_length(t), abs(t.start - mark.start)), default=None)
        if other is not None:
            used |= {mark, other}
            yield _same_day(document.text, *sorted((mark, other), key=lambda t: t.start))


_MOST = 2  # such pairs worth a line on one page
_WEEK = 8  # days
_WAYS = (
    ("named", re.compile(_NAMED.pattern + r"|\b\d{1,2}(?:st|nd|rd|th)\b")),
    ("weekday", re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)),
    (
        "relative",
        re.compile(r"\b(?:yesterday|today|tomorrow|last|next|past|this|ago)\b", re.IGNORECASE),
    ),
)


def _way(words: str) -> str | None:
    return next((name for name, pattern in _WAYS if pattern.search(words)), None)


def _length(mark: TimeMark) -> int:
    """Days that a mark may mean; 0: an open or a long time."""
    if mark.earliest is None or mark.latest is None:
        return 0
    days = (mark.latest - mark.earliest).days + 1
    return days if days <= _WEEK else 0


def _days(mark: TimeMark) -> tuple[date | None, date | None]:
    return mark.earliest, mark.latest


def _within(mark: TimeMark, other: TimeMark) -> bool:
    first, last, begin, end = mark.earliest, mark.latest, other.earliest, other.latest
    if not (first and last and begin and end):
        return False
    return (first <= begin and end <= last) or (begin <= first and last <= end)


def _same_day(text: str, first: TimeMark, second: TimeMark) -> Check:
    one, other = (text[t.start : t.end] for t in (first, second))
    inner = min(first, second, key=_length)
    return Check(
        about=(Span(first.start, first.end), Span(second.start, second.end)),
        verdict=Verdict.CONSISTENT,
        why=f"“{one}” and “{other}” can both be {inner.earliest}"
        + ("" if inner.earliest == inner.latest else f" to {inner.latest}"),
    )


def _begins(text: str, span: TimeMark, named: TimeMark) -> bool:
    """Whether a stretch of time begins in a date that "since" stands before."""
    since = text[max(0, named.start - 8) : named.start].lower().split()[-1:] == ["since"]
    first, last, begin = named.earliest, named.latest, span.earliest
    return since and bool(first and last and begin and first <= begin <= last)


def _weekday(words: str) -> int | None:
    known = calendar().weekdays.words
    found = (known.get(w.lower()) for w in re.findall(r"[A-Za-z]+", words))
    number = next((n for n in found if n is not None), None)
    return int(number) if number is not None else None


def _has_month(words: str) -> bool:
    found = re.findall(r"[A-Za-z]+|/", words.lower())
    return any(w in calendar().months.words or w == "/" for w in found)


def _why(day: date, named: int) -> str:
    written = f"{day.day} {day:%B} {day.year}"
    real = _NAMES[day.isoweekday() - 1]
    if day.isoweekday() == named:
        return f"{written} was a {real}"
    return f"{written} was a {real}, not a {_NAMES[named - 1]}"
