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
_DATE = r"(?:[A-Z]?[a-z]*\.?\s?\d{0,2},?\s){0,3}?"
_BORN = re.compile(
    r"(?:, (?:aged? )?\d{1,2},)? (?:\(|was |is )?(?:who was )?born (?:on |in )?"
    rf"{_DATE}(?:in )?(?P<year>(?:19|20)\d\d)\b"
)
_LIFE = re.compile(
    rf"\bborn (?:on |in )?{_DATE}(?P<born>1[89]\d\d|20\d\d)\b[^.;\n]{{0,60}}?"
    rf"\bdied (?:on |in )?{_DATE}(?P<died>1[89]\d\d|20\d\d),? "
    r"(?:at the age of|aged?|at) (?P<age>\d{1,3})\b"
)
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
    yield from _born(document, found, first)
    yield from _at_death(document.text)
    for one in _OF_NOBODY.finditer(document.text):
        years = int(one["n"])
        alike = (a for a in first.values() if a.years == years)
        fits = [a for a in alike if not a.start <= one.start() < a.end]
        if len(fits) == 1:
            yield _told(fits[0], _Age(years, *one.span(), fits[0].name), Verdict.CONSISTENT)


def _born(document: Document, found: Marks, first: dict[str, _Age]) -> Iterator[Check]:
    """Check an age against the year of birth and the page's own year."""
    now = document.published.latest
    if now is None:
        return
    for mention in found.entities:
        born = _BORN.match(document.text, mention.end)
        age = first.get(mention.name)
        if not born or age is None:
            continue
        made = now.year - int(born["year"])
        fits = made - age.years in {0, 1}
        if fits or abs(made - age.years - 0.5) > _LEAST:
            yield Check(
                about=tuple(sorted((Span(age.start, age.end), Span(*born.span("year"))))),
                verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
                why=f"{mention.name}: born in {born['year']}, {made - 1} or {made} years old in "
                f"{now.year}{'' if fits else f', not {age.years}'}",
            )


def _at_death(text: str) -> Iterator[Check]:
    """Check "born in 1931, died in 1990 at the age of 59"."""
    for found in _LIFE.finditer(text):
        born, died, age = (int(found[name]) for name in ("born", "died", "age"))
        made = died - born
        fits = made - age in {0, 1}
        if made > 0 and (fits or abs(made - age - 0.5) > _LEAST):
            yield Check(
                about=tuple(Span(*found.span(name)) for name in ("born", "died", "age")),
                verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
                why=f"from {born} to {died} are {made - 1} or {made} years"
                f"{'' if fits else f', not {age}'}",
            )


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
