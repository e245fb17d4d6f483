"""The age of one person, where a page tells it more than once."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wellsourced.model import Check, Document, EntityKind, Marks, Mention, Span, Verdict

_BEHIND = re.compile(
    r", (?:aged? )?(?P<a>\d{1,2})(?=[,.;)])|(?: is| was) (?P<b>\d{1,2}) years old(?! (?:when|at))"
)
_BEFORE = re.compile(r"\b[Tt]he (?P<n>\d{1,2})-year-old(?: (?!and\b|of\b|who\b)[a-z]+){0,3} $")
_OF_NOBODY = re.compile(r"\b(?P<n>\d{1,2})-year-old\b")
_OWN = re.compile(r" (?:is|was) \d{1,2} years old")
_LEAST = 2  # years that no birthday explains
_REACH = 40  # characters in front of a name


class _Age(NamedTuple):
    years: int
    start: int
    end: int
    name: str


def age_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check the ages of each person by name; the first is also held against "the 64-year-old"."""
    first: dict[str, _Age] = {}
    told: set[tuple[str, int]] = set()
    for age in _ages(document.text, found):
        other = first.setdefault(age.name, age)
        if other is age or (age.name, age.years) in told:
            continue
        told.add((age.name, age.years))
        if check := _same(other, age):
            yield check
    for one in _OF_NOBODY.finditer(document.text):
        years = int(one["n"])
        alike = (a for a in first.values() if a.years == years)
        fits = [a for a in alike if not a.start <= one.start() < a.end]
        if len(fits) == 1:
            yield _told(fits[0], _Age(years, *one.span(), fits[0].name), Verdict.CONSISTENT)


def _ages(text: str, found: Marks) -> Iterator[_Age]:
    for mention in found.entities:
        words = text[mention.start : mention.end]
        if mention.kind is not EntityKind.PERSON or " " not in mention.name:
            continue
        if mention.name in words or (
            words in mention.name.split() and _OWN.match(text, mention.end)
        ):
            yield from _of(text, mention)


def _of(text: str, mention: Mention) -> Iterator[_Age]:
    behind = _BEHIND.match(text, mention.end)
    if behind:
        years = int(behind["a"] or behind["b"])
        yield _Age(years, mention.start, behind.end(), mention.name)
    before = _BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
    if before:
        yield _Age(int(before["n"]), before.start(), mention.end, mention.name)


def _same(first: _Age, second: _Age) -> Check | None:
    apart = abs(first.years - second.years)
    if 0 < apart < _LEAST:
        return None
    return _told(first, second, Verdict.INCONSISTENT if apart else Verdict.CONSISTENT)


def _told(first: _Age, second: _Age, verdict: Verdict) -> Check:
    spans = sorted(Span(a.start, a.end) for a in (first, second))
    relation = "and" if verdict is Verdict.CONSISTENT else "against"
    return Check(
        about=tuple(spans),
        verdict=verdict,
        why=f"{first.name}: {first.years} {relation} {second.years} years old",
    )
