"""Counts as they are worded: "at least 14", "dozens", "six or seven", each with low and high."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec import Struct

from wellsourced.lang.numbers import SCALES, TENS, UNITS, value
from wellsourced.lexicon.reader import read
from wellsourced.model import Bound

_LONGEST_LEAD = 40  # characters
_MOVED = 90  # characters from "rose" to "from 14 to 31"


class Spans(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a span of numbers."""

    example: str
    words: dict[str, tuple[int, int]]


class Fixed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one number."""

    example: str
    words: dict[str, int]


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """Words before and after a number that bound it."""

    example: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind."""

    example: str
    words: tuple[str, ...]


class Money(Struct, frozen=True, forbid_unknown_fields=True):
    """Signs and names of currencies."""

    example: str
    signs: tuple[str, ...]
    words: tuple[str, ...]


class Persons(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for one person, and for several."""

    example: str
    words: tuple[str, ...]
    plurals: tuple[str, ...]


class Sizes(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for how many a force has, and for the number itself."""

    example: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]


class Counting(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list of counts."""

    vague: Spans
    exact: Fixed
    bounds: dict[Bound, Limit]
    measures: Listed
    money: Money
    persons: Persons
    sizes: Sizes
    meant: Listed
    attackers: Listed


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a text: `start` to `end` with the words that bound it, `core` the number alone.

    `vague`: the words name a span of numbers ("dozens"); `money`: a sign of a currency stands by.
    """

    start: int
    end: int
    core: int
    low: int | None
    high: int | None
    bound: Bound
    vague: bool = False
    money: bool = False


@functools.cache
def counting() -> Counting:
    """The word list, read once."""
    known: Counting = read("en/counts.toml", Counting)
    return known


def counts(text: str) -> Iterator[Count]:
    """Give the counts of a text in order; ordinals, percentages and decimals of measures apart.

    >>> [(c.low, c.high, c.bound.value) for c in counts("Over 40 were held, up to 2,000 fled.")]
    [(40, None, 'more_than'), (None, 2000, 'at_most')]
    >>> [(c.low, c.high) for c in counts("Hundreds left; six or seven stayed, then 2.9 million.")]
    [(200, 999), (6, 7), (2900000, 2900000)]
    """
    for found in _pattern().finditer(text):
        part = _part().search(text, max(0, found.start() - _LONGEST_LEAD), found.start())
        if part is not None and (share := _share(found, part)) is not None:
            yield share
            continue
        lead = _lead().search(text, max(0, found.start() - _LONGEST_LEAD), found.start())
        count = _count(found, lead)
        if (
            count is not None
            and found["last"]
            and _moved().search(text, max(0, found.start() - _MOVED), found.start())
        ):
            yield from _ends(found)
        elif count is not None:
            yield count


def _ends(found: re.Match[str]) -> Iterator[Count]:
    """Both numbers of what moved: "the toll rose from 14 to 31"."""
    for name in ("core", "last"):
        number = value(re.sub(r"\s+", " ", found[name].lower()))
        if number is not None and number == int(number):
            start, end = found.span(name)
            yield Count(start, end, start, int(number), int(number), Bound.EXACT)


def _share(found: re.Match[str], part: re.Match[str]) -> Count | None:
    """A fraction of a number: "a third of the 60"."""
    whole = value(re.sub(r"\s+", " ", found["core"].lower()))
    above, below = _FRACTIONS[part["part"].lower().replace("-", " ").split()[-1].rstrip("s")]
    if part["part"].lower().startswith(("two", "three")):
        above = 2 if part["part"].lower().startswith("two") else 3
    if not whole or found["last"] or found["sign"] or whole < below:
        return None
    size = whole * above / below
    return Count(
        start=part.start("part"),
        end=found.end("core"),
        core=found.start("core"),
        low=round(size),
        high=round(size),
        bound=Bound.EXACT if size == int(size) else Bound.APPROX,
    )


def _count(found: re.Match[str], lead: re.Match[str] | None) -> Count | None:
    words = re.sub(r"\s+", " ", found["core"].lower())
    span = _span(words, found["last"])
    if span is None:
        return None
    low, high, vague = span
    behind = _behind().match(found.string, found.end())
    named = _bound(lead.group() if lead else "", found["after"] or (behind["b"] if behind else ""))
    limits: tuple[int | None, int | None] = (low, high)
    if named is Bound.AT_MOST:
        limits = (None, high)
    elif named in {Bound.AT_LEAST, Bound.MORE_THAN}:
        limits = (low, None)
    return Count(
        start=lead.start() if lead else found.start(),
        end=found.end("after")
        if found["after"]
        else found.end("last" if found["last"] else "core"),
        core=found.start("core"),
        low=limits[0],
        high=limits[1],
        bound=named or (Bound.APPROX if vague or low != high else Bound.EXACT),
        vague=vague,
        money=bool(found["sign"]),
    )


def _span(words: str, last: str | None) -> tuple[int, int, bool] | None:
    known = counting()
    if words in known.vague.words:
        return (*known.vague.words[words], True)
    first = known.exact.words.get(words)
    if first is None:
        number = value(words)
        if number is None or number != int(number):
            return None
        first = int(number)
    if not last:
        return first, first, False
    second = value(last)
    if second is None or second <= first or second != int(second):
        return None if second is None else (first, first, False)
    scale = re.search(r"(?:hundred|thousand|million|billion)s?$", last.lower())
    if scale and first < 100 and second >= first * SCALES[scale.group()]:
        first *= SCALES[scale.group()]
    return first, int(second), False


def _bound(before: str, after: str) -> Bound | None:
    before, after = (re.sub(r"\s+", " ", w.lower()).strip() for w in (before, after))
    for bound, limit in counting().bounds.items():
        if any(before.startswith(w) for w in limit.before if before) or after in limit.after:
            return bound
    return None


_FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5)}


@functools.cache
def _behind() -> re.Pattern[str]:
    """Words behind the noun that bound the number: "66 people *or more*"."""
    return re.compile(r"\s+[a-z]+\s+(?P<b>or\s+(?:more|fewer|less))\b")


@functools.cache
def _moved() -> re.Pattern[str]:
    """A word of rise or fall, and "from", right before a number."""
    words = (
        r"(?:ris|rais|ros|increas|grow|grew|climb|jump|up|fall|fell|drop|declin|decreas|down|cut|"
        r"reduc|revis)\w*"
    )
    return re.compile(rf"\b{words}\b[^.;:\n]{{0,60}}\bfrom\s+$", re.IGNORECASE)


@functools.cache
def _part() -> re.Pattern[str]:
    """A fraction right before the number that it is of."""
    fractions = r"half|(?:a|one)[ -](?:third|quarter|fifth)|two[ -]thirds|three[ -]quarters"
    return re.compile(
        rf"(?<!than )(?<!nearly )(?<!almost )(?<!about )(?<!over )\b(?P<part>{fractions})\s+of\s+"
        r"(?:the|its|their|those|these)\s+$",
        re.IGNORECASE,
    )


@functools.cache
def _lead() -> re.Pattern[str]:
    """The words right before a number that bound it."""
    words = _either(w for limit in counting().bounds.values() for w in limit.before)
    return re.compile(rf"\b(?:(?:{words})\s+)+$", re.IGNORECASE)


@functools.cache
def _pattern() -> re.Pattern[str]:
    known = counting()
    limits = known.bounds.values()
    after = _either(w for limit in limits for w in limit.after)
    fixed = _either([*known.vague.words, *known.exact.words])
    small = rf"(?:(?:{_either(TENS)})(?:[\s-]+(?:{_either(UNITS)})\b)?|(?:{_either(UNITS)})\b)"
    scale = _either(SCALES)
    digits = r"\d{1,3}(?:,\d{3,4})+(?!\d)|\d+(?:\.\d+)?"
    half = r"(?:[\s-]+and[\s-]+a[\s-]+half)?"
    spelt = rf"{small}{half}(?:[\s-]+(?:{scale})\b(?:[\s-]+(?:and[\s-]+)?{small})?)*"
    number = rf"(?:(?:{digits})(?:\s+(?:{scale})\b)?|(?:{spelt})\b)"
    return re.compile(
        rf"(?<![\w.,/:#~-])"
        rf"(?P<between>between\s+)?(?P<sign>(?:US|A|C)?[$£€¥]\s?)?"
        rf"(?P<core>(?:{fixed})\b|{number})"
        rf"(?:\s*(?(between)\band\b|(?:-|–|\bto\b|\bor\b))\s*(?P<last>{number}))?"
        rf"(?![\d%:/]|\.\d|,\d|\s?%|(?:st|nd|rd|th|s)\b|-[A-Za-z~]|~)"
        rf"(?:\s*(?P<after>{after})(?!\w))?",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in listed)
