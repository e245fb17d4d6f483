"""Figures for one thing that are worded apart: "dozens" and 36, "at least 25" and 25."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.mark.sums import same_group, span
from wellsourced.model import Bound, Check, Document, Marks, Outcome, Quantity, Span, Verdict

_MOST = 2  # agreements worth a line on one page
_FEW = 10  # fewer things than this are many things' number
_CROWD = 100
_ROUNDED = 0.05  # of a figure that "by so much" leads to
_ROUGH = 0.2  # "doubled" is said of what comes near it
_FOLDS = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "halved": 0.5}
_NUMBER = r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
_MOVED = re.compile(
    rf"\b(?=[cdfgijrs])(?:(?P<up>rose|risen|rising|rises|climb\w*|grew|grown|increas\w+|jump\w*)"
    rf"|(?P<down>fell|fallen|falls|falling|drop\w*|declin\w+|decreas\w+|shrank))\b"
    rf"[^.;:\n]{{0,60}}?\bfrom\s+(?P<first>{_NUMBER})(?:\s+(?!to\b)[a-z]+){{0,3}}\s+"
    rf"to\s+(?P<second>{_NUMBER})\b(?!\s?%|\s+per\s?cent)",
    re.IGNORECASE,
)
_SIZE = r"\d[\d,]*(?:\.\d+)?"
_BY = re.compile(
    rf"\b(?=[cdfgijr])(?P<verb>rose|risen|climbed|grew|increased|jumped|fell|dropped|declined|decreased)\s+by\s+"
    rf"(?P<by>{_NUMBER})(?P<share>\s?%|\s+per\s?cent)?,?\s+from\s+(?P<first>{_SIZE})\s+to\s+"
    rf"(?P<second>{_SIZE})(?![\d%]|\s?%|\s+(?:per\s?cent|million|billion))",
    re.IGNORECASE,
)
_FOLD = re.compile(
    r"\b(?=[dthq])(?<!nearly )(?<!almost )(?<!than )"
    r"(?P<fold>doubled|tripled|trebled|quadrupled|halved)"
    rf"(?:,?\s+[a-z]+){{0,3}}?,?\s+from\s+(?P<first>{_SIZE})\s+(?:[a-z]+\s+){{0,3}}?to\s+"
    rf"(?P<second>{_SIZE})(?![\d%]|\s?%|\s+(?:per\s?cent|million|billion))",
    re.IGNORECASE,
)


def agreeing_checks(found: Marks) -> Iterator[Check]:
    """Note where an exact figure lies within a wider one for the same people or things."""
    counted = [q for q in found.quantities if q.per is None and (q.low or q.high)]
    made = 0
    for index, second in enumerate(counted):
        first = next((q for q in counted[:index] if _agree(q, second)), None)
        if first is not None and made < _MOST:
            made += 1
            yield Check(
                about=(span(first), span(second)),
                verdict=Verdict.CONSISTENT,
                why=f"{_figure(first)} and {_figure(second)} can be one figure",
            )


def _agree(first: Quantity, second: Quantity) -> bool:
    if first.outcome is not second.outcome or not same_group(first, second):
        return False
    exact = [q for q in (first, second) if q.bound is Bound.EXACT]
    wide = [q for q in (first, second) if q.bound is not Bound.EXACT]
    if not wide or (first.low, first.high) == (second.low, second.high):
        return False
    if second.outcome in {Outcome.COUNT, Outcome.STRENGTH, Outcome.AMOUNT}:
        alone = first.group is None or second.group is None
        if max(_low(first), _low(second)) < _FEW or (alone and not _many(first, second)):
            return False
    if not exact and first.best != second.best:
        return False
    return _holds(wide[0], exact[0] if exact else wide[1])


def _many(first: Quantity, second: Quantity) -> bool:
    """Whether both are told by words for many, as crowds are: "hundreds", "several hundred"."""
    return all(q.best is None and q.low and q.high and q.low >= _CROWD for q in (first, second))


def _holds(wide: Quantity, figure: Quantity) -> bool:
    """Whether the figure lies within the wide one, and not far above its least."""
    number = _low(figure)
    high = wide.high if wide.high is not None else round(_low(wide) * 1.3)
    return _low(wide) <= number <= high


def _low(quantity: Quantity) -> int:
    return quantity.low if quantity.low is not None else quantity.high or 0


def _figure(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{low:,} or more" if low is not None else f"{high or 0:,} at most"


def _moved_by(found: re.Match[str]) -> Check | None:
    """Check "rose by 12 (or 50 percent) from 20 to 40"."""
    by, first, second = (value(found[name].lower()) for name in ("by", "first", "second"))
    if not by or not first or not second or _years(first, second):
        return None
    rises = bool(re.match(r"r|cl|gr|inc|j|up", found["verb"].lower()))
    step = by / 100 * first if found["share"] else by
    made = first + step if rises else first - step
    fits = abs(made - second) <= max(_ROUNDED * second, 0.5)
    sign = "+" if rises else "-"
    return Check(
        about=tuple(Span(*found.span(name)) for name in ("by", "first", "second")),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"{first:g} {sign} {step:g} = {made:g}{'' if fits else f', not {second:g}'}",
    )


def _years(first: float, second: float) -> bool:
    """Whether both may be years: "doubled from 1950 to 1960"."""
    return all(1800 <= n <= 2100 and n == int(n) for n in (first, second))


def _folded(found: re.Match[str]) -> Check | None:
    """Check "doubled from 20 to 40"."""
    first, second = (value(found[name].lower()) for name in ("first", "second"))
    if not first or not second or _years(first, second):
        return None
    fold = _FOLDS[found["fold"].lower()]
    made = first * fold
    fits = abs(made - second) <= _ROUGH * made
    return Check(
        about=tuple(Span(*found.span(name)) for name in ("fold", "first", "second")),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"{first:g} times {fold:g} are {made:g}{'' if fits else f', not {second:g}'}",
    )


def moved_checks(document: Document) -> Iterator[Check]:
    """Check what rose, fell, doubled, or rose by so much: "the toll doubled from 14 to 31"."""
    yield from (c for m in _BY.finditer(document.text) if (c := _moved_by(m)))
    yield from (c for m in _FOLD.finditer(document.text) if (c := _folded(m)))
    for found in _MOVED.finditer(document.text):
        first, second = value(found["first"]), value(found["second"])
        if first is None or second is None or first == second or _years(first, second):
            continue
        fits = (second > first) is bool(found["up"])
        yield Check(
            about=(Span(*found.span("first")), Span(*found.span("second"))),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{second:,.0f} is {'more' if second > first else 'less'} than {first:,.0f}",
        )
