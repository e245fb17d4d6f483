"""Clock times given in two zones, and measures given in two units."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.mark.timewords import calendar
from wellsourced.model import Check, Document, Span, Verdict

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?[aApP]\.?[mM]\b\.?|\d{1,2}[:.]\d\d"
_LOCAL = re.compile(
    rf"(?P<first>{_CLOCK})(?:\s+(?P<zone>local time|[A-Z]{{2,4}}))?[^.;\n]{{0,25}}?"
    rf"[({{,]\s?(?P<second>(?:{_CLOCK}|\d{{4}}))(?:\s\w+){{0,3}},?\s(?:UTC|GMT)"
)
_HALF = r"\d{1,2}(?:[:.]\d\d)?\s?[aApP]\.?[mM]\b\.?"
_HOURS = re.compile(
    rf"\b[Aa]t\s+(?:about\s+|around\s+)?(?P<first>{_HALF})[^.!?\n]{{3,120}}?(?:[.;]\s[^.!?\n]{{0,60}}?)?"
    rf"\b(?P<n>\d{{1,2}}|[a-z]+)\s+hours\s+later,?\s+at\s+(?:about\s+|around\s+)?(?P<second>{_HALF})"
)
_DAY = 20  # hours; from one clock time to another of the same day or night
_FINEST = 15  # minutes; no zone is set off from another by less
_SIZES: dict[str, dict[str, float]] = {  # each unit in metres, grams, square metres or litres
    "length": {
        **dict.fromkeys(("kilometer", "kilometre", "km", "km/h", "kph"), 1000.0),
        **dict.fromkeys(("meter", "metre", "m"), 1.0),
        **dict.fromkeys(("centimeter", "centimetre", "cm"), 0.01),
        **dict.fromkeys(("mile", "mph"), 1609.0),
        **dict.fromkeys(("foot", "feet", "ft"), 0.3048),
        **dict.fromkeys(("inch", "inche"), 0.0254),
        "yard": 0.9144,
    },
    "weight": {
        **dict.fromkeys(("kilogram", "kg"), 1000.0),
        **dict.fromkeys(("pound", "lb"), 453.6),
        **dict.fromkeys(("tonne", "ton"), 1e6),
        "ounce": 28.35,
        "gram": 1.0,
    },
    "area": {
        **dict.fromkeys(("square kilometer", "square kilometre", "sq km"), 1e6),
        **dict.fromkeys(("square mile", "sq mi"), 2.59e6),
        "hectare": 10_000.0,
        "acre": 4047.0,
    },
    "volume": {"liter": 1.0, "litre": 1.0, "gallon": 3.785},
}
_UNIT = "(?:{}|(?<=\\d)m|(?<=\\d )m)".format(
    "|".join(
        sorted(
            (f"{u}s?" for sizes in _SIZES.values() for u in sizes if len(u) > 1),
            key=lambda u: (-len(u), u),
        )
    )
)
_WIDEST = 2 + max(len(u) for sizes in _SIZES.values() for u in sizes)  # "s", and a blank
_PART = r"(?:a |one |two |three )?(?:half|third|quarter)s?"
_NUMBER = rf"\d[\d,]*(?:\.\d+)?(?: million)?|[a-z]+ and {_PART}|[a-z]+(?:-[a-z]+)?"
_TWICE = re.compile(
    rf"(?P<a>{_NUMBER})[\s-]?(?P<u>{_UNIT})\s?\((?:about |around |roughly |~|approximately )?"
    rf"(?P<b>{_NUMBER})[\s-]?(?P<v>{_UNIT})\)"
)
_LARGER = re.compile(
    r"(?P<n>\d+|[a-z]+)[\s-](?P<u>feet|foot|ft|pounds?|lbs?|miles?|yards?),?\s(?:and\s)?\Z"
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
    half = re.search(r"([ap])\.?m", clock.lower())
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _written(offset: int) -> str:
    """An offset as zones are written: "+05:30"; east of +12:00 rather than west of -11:00."""
    offset += 1440 if offset < -600 else 0
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def hour_checks(document: Document) -> Iterator[Check]:
    """Check the hours that passed between two clock times against the two.

    "At 9:15 a.m. the gate fell; six hours later, at 11:40 a.m., ..." cannot be.
    """
    for found in _HOURS.finditer(document.text):
        first, second = _minutes(found["first"]), _minutes(found["second"])
        hours = value(found["n"].lower())
        if first is None or second is None or not hours or hours > _DAY:
            continue
        passed = (second - first) % 1440 / 60
        fits = abs(passed - hours) <= 1 + hours * _FAR
        yield Check(
            about=tuple(Span(*found.span(name)) for name in ("first", "n", "second")),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"from {found['first']} to {found['second']} are {passed:.1f} hours"
            + ("" if fits else f", not {hours:g}"),
        )


def _bracketed(text: str) -> Iterator[re.Match[str]]:
    """Units right before a bracket: sought from the bracket, which is rarer."""
    last, opens = 0, text.find("(")
    while opens >= 0:
        unit = _BRACKET.search(text, max(last, opens - _WIDEST), opens + 1)
        if unit:
            yield unit
        last, opens = opens + 1, text.find("(", opens + 1)


def length_checks(document: Document) -> Iterator[Check]:
    """Check a length, weight, area or speed against the same in another unit, in brackets."""
    for unit in _bracketed(document.text):
        found = _TWICE.search(document.text, max(0, unit.start() - 30), unit.end() + 45)
        if not found:
            continue
        first, second = _amount(found["a"]), _amount(found["b"])
        ratio = _ratio(found["u"], found["v"])
        if not first or not second or not ratio:
            continue
        made = first * ratio + _besides(document.text, found)
        fits = abs(made - second) <= _FAR * max(made, second)
        yield Check(
            about=(Span(found.start("a"), found.end("u")), Span(found.start("b"), found.end("v"))),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{first:g} {found['u']} are {made:.1f} {found['v']}"
            + ("" if fits else f", not {second:g}"),
        )


def _besides(text: str, found: re.Match[str]) -> float:
    """The larger unit in front of the measure, in the other's unit: "*5 feet* 10 inches"."""
    larger = _LARGER.search(text, max(0, found.start() - 20), found.start())
    if larger is None:
        return 0.0
    return (value(larger["n"].lower()) or 0) * (_ratio(larger["u"], found["v"]) or 0)


def _amount(words: str) -> float | None:
    """A number that may end in a fraction.

    >>> _amount("one and a half"), _amount("one and two thirds")
    (1.5, 1.6666666666666665)
    """
    whole, _, part = words.partition(" and ")
    number, *below = re.split(r"[ ]", part)[::-1] if part else [""]
    size = _PARTS.get(number.rstrip("s"))
    first = value(whole)
    if not part or size is None or first is None:
        return value(words)
    return first + size * (value(below[0]) or 1 if below and below[0] != "a" else 1)


_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}


def _ratio(unit: str, other: str) -> float | None:
    """How many of the other unit make one; None where they measure different things."""
    for sizes in _SIZES.values():
        first, second = (sizes.get(u) or sizes.get(u.removesuffix("s")) for u in (unit, other))
        if first and second:
            return first / second
    return None
