"""The dead by their order: "all but one of the sixteen", "a sixteenth death"."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import ORDINALS, value
from wellsourced.model import Bound, Check, Document, Marks, Outcome, Quantity, Span, Verdict

_NUMBER = r"\d{1,4}|[a-z]+(?:-[a-z]+)?"
_BUT = re.compile(
    rf"\b[Aa]ll but (?P<but>{_NUMBER}) of (?:the|its|their) (?P<all>{_NUMBER})\b"
    r"(?P<rest>[^.;:!?\n]{0,70})"
)
_DYING = re.compile(r"\b(?:died|dead|killed|perished|drowned|lost their lives)\b")
_NTH = re.compile(
    rf"\b(?:[Aa]|[Tt]he|reported)\s+(?P<nth>{'|'.join(sorted(ORDINALS))}|\d{{1,3}}(?:st|nd|rd|th))\s+"
    r"(?P<what>death|fatality|victim|person|body|man|woman|officer|soldier)\b(?P<rest>[^.;:!?\n]{0,40})"
)


def survivor_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check a death's number against those who could have died, and those who had before it."""
    text = document.text
    dead = [
        q
        for q in found.quantities
        if q.outcome is Outcome.KILLED and q.per is None and q.bound is Bound.EXACT and q.best
    ]
    left = [m for m in _BUT.finditer(text) if _DYING.search(m["rest"])]
    for nth in _NTH.finditer(text):
        number = _order(nth["nth"])
        if nth["what"] not in {"death", "fatality"} and not _DYING.search(nth["rest"]):
            continue
        check = _too_many(number, nth, left) or _next(number, nth, dead)
        if check is not None:
            yield check


def _order(word: str) -> int:
    """Give the number of an ordinal.

    >>> _order("sixteenth"), _order("21st")
    (16, 21)
    """
    return int(word[:-2]) if word[0].isdigit() else ORDINALS[word.lower()]


def _too_many(number: int, nth: re.Match[str], left: list[re.Match[str]]) -> Check | None:
    """All but one of the sixteen died: no sixteenth death."""
    for found in left:
        whole, spared = value(found["all"]), value(found["but"])
        if whole is None or spared is None or not spared < whole or nth["what"] != "death":
            continue
        died = int(whole - spared)
        fits = number <= died
        if number > whole:
            continue  # others died too
        return Check(
            about=tuple(
                sorted(
                    (
                        Span(found.start(), found.end("all")),
                        Span(nth.start("nth"), nth.end("what")),
                    )
                )
            ),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{whole:g} - {spared:g} = {died}, "
            f"{'room' if fits else 'no room'} for death {number}",
        )
    return None


def _next(number: int, nth: re.Match[str], dead: list[Quantity]) -> Check | None:
    """The one who comes after those counted: "four dead ... a fifth person died"."""
    before = [q for q in dead if q.best in {number, number - 1} and number > 1]
    if not before:
        return None
    one = min(before, key=lambda q: (abs(q.start - nth.start()), q.start))
    return Check(
        about=tuple(sorted((Span(one.start, one.end), Span(nth.start("nth"), nth.end("what"))))),
        verdict=Verdict.CONSISTENT,
        why=f"{one.best} and the {nth['nth']} make {max(number, one.best or 0)} killed",
    )
