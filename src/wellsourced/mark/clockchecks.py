"""Clock times given in two zones, and lengths given in two units."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.mark.timewords import calendar
from wellsourced.model import Check, Document, Span, Verdict

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\d{1,2}[:.]\d\d"
_LOCAL = re.compile(
    rf"(?P<first>{_CLOCK})(?:\s+(?P<zone>local time|[A-Z]{{2,4}}))?[^.;\n]{{0,25}}?"
    rf"[(,]\s?(?P<second>(?:{_CLOCK}|\d{{4}}))(?:\s\w+){{0,3}},?\s(?:UTC|GMT)"
)
_FINEST = 15  # minutes; no zone is set off from another by less
_LENGTHS = {
    "kilometer": 1.0, "kilometre": 1.0, "km": 1.0, "mile": 1.609, "meter": 0.001, "metre": 0.001,
    "foot": 0.0003048, "feet": 0.0003048, "ft": 0.0003048, "mph": 1.609, "km/h": 1.0, "kph": 1.0,
}  # fmt: skip
_UNIT = r"(?:kilomet(?:er|re)s?|km/h|km|kph|miles?|mph|met(?:er|re)s?|feet|foot|ft)"
_NUMBER = r"\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?"
_TWICE = re.compile(
    rf"(?P<a>{_NUMBER})[\s-]?(?P<u>{_UNIT})\s?\((?:about |around |roughly |~|approximately )?"
    rf"(?P<b>{_NUMBER})\s?(?P<v>{_UNIT})\)"
)
_BRACKET = re.compile(rf"(?<=[\w\s-]){_UNIT}\s?\(")
_FAR = 0.2  # of the larger: what rounding cannot explain


def clock_checks(document: Document) -> Iterator[Check]:
    """Check local times against the universal time beside them.

    Zones differ by quarters of an hour at the least, so 4:42 cannot be 2024 UTC anywhere.
    """
    if "UTC" not in document.text and "GMT" not in document.text:
        return
    for found in _LOCAL.finditer(document.text):
        here, there = _minutes(found["first"]), _minutes(found["second"])
        if here is None or there is None or (found["zone"] or "") in {"UTC", "GMT"}:
            continue
        offset = (here - there + 720) % 1440 - 720
        known = str(calendar().zones.words.get((found["zone"] or "").lower(), ""))
        fits = offset % _FINEST == 0 and known in {"", _written(offset)}
        yield Check(
            about=(Span(*found.span("first")), Span(*found.span("second"))),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{found['first']} and {found['second']} UTC are {_written(offset)} apart"
            + ("" if fits else f", {known or 'which is no time zone'}"),
        )


def _minutes(clock: str) -> int | None:
    """Minutes since midnight.

    >>> _minutes("7:37 p.m."), _minutes("1137"), _minutes("10.30")
    (1177, 697, 630)
    """
    digits = re.findall(r"\d+", clock)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = re.search(r"([ap])\.?m", clock)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _written(offset: int) -> str:
    """An offset as zones are written: "+05:30"; east of +12:00 rather than west of -11:00."""
    offset += 1440 if offset < -600 else 0
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def length_checks(document: Document) -> Iterator[Check]:
    """Check a length or speed against the same in another unit, in brackets behind it."""
    for unit in _BRACKET.finditer(document.text):
        found = _TWICE.search(document.text, max(0, unit.start() - 30), unit.end() + 40)
        if not found:
            continue
        first, second = value(found["a"]), value(found["b"])
        if not first or not second:
            continue
        one, other = first * _size(found["u"]), second * _size(found["v"])
        fits = abs(one - other) <= _FAR * max(one, other)
        ratio = _size(found["u"]) / _size(found["v"])
        yield Check(
            about=(Span(found.start("a"), found.end("u")), Span(found.start("b"), found.end("v"))),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{first:g} {found['u']} are {first * ratio:.1f} {found['v']}"
            + ("" if fits else f", not {second:g}"),
        )


def _size(unit: str) -> float:
    return _LENGTHS.get(unit) or _LENGTHS[unit.removesuffix("s")]
