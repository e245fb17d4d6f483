"""What comes first: stretches of time that end before they begin, deaths before births."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from wellsourced.model import Check, Document, Span, TimeMark, TimeType, Verdict

_FIRST = {
    "born": "died",
    "arrested": "released",
    "detained": "freed",
    "abducted": "freed",
    "kidnapped": "released",
    "captured": "released",
    "left": "returned",
    "fled": "returned",
    "began": "ended",
    "started": "finished",
    "opened": "closed",
    "founded": "dissolved",
    "elected": "resigned",
}
_FROM = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through|and)\s+(?:the\s+)?$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|before|after|again|had|until)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?;:]\s|\n")
_YEAR = re.compile(r"\b\d{4}\b")
_AHEAD = 60  # characters from a date back to its verb
_LONGEST = 160  # characters from the first date to the second


def order_checks(document: Document, times: Iterable[TimeMark]) -> Iterator[Check]:
    """Check that stretches run forward, and that what ends an affair comes after its beginning.

    Only dates that name their year can fail: others were resolved by guess.
    """
    text = document.text
    dated = [t for t in times if t.type is TimeType.DATE and t.earliest and t.latest]
    for first, second in pairwise(dated):
        between = text[first.end : second.start]
        if len(between) > _LONGEST or _STOP.search(between) or not _named(text, first, second):
            continue
        found = _check(text, first, second)
        stretch = _FROM.search(text, max(0, first.start - 12), first.start)
        fails = found.verdict is Verdict.INCONSISTENT
        if (stretch and fails and _TO.fullmatch(between)) or _verbs(text, first, second):
            yield found


def _named(text: str, first: TimeMark, second: TimeMark) -> bool:
    return all(_YEAR.search(text, t.start, t.end) for t in (first, second))


def _verbs(text: str, first: TimeMark, second: TimeMark) -> bool:
    """Whether one date is of the beginning, the next of the end: "born in ..., died in ..."."""
    before = re.findall(r"[a-z]+", text[max(0, first.start - _AHEAD) : first.start])
    between = text[first.end : second.start]
    words = re.findall(r"[a-z]+", between)
    begun = next((w for w in reversed(before) if w in _FIRST), None)
    return begun is not None and _FIRST[begun] in words and not _NOT.search(between)


def _check(text: str, first: TimeMark, second: TimeMark) -> Check:
    fails = bool(first.earliest and second.latest and second.latest < first.earliest)
    words = [text[t.start : t.end] for t in (first, second)]
    return Check(
        about=(Span(first.start, first.end), Span(second.start, second.end)),
        verdict=Verdict.INCONSISTENT if fails else Verdict.CONSISTENT,
        why=f"“{words[1]}” is {'before' if fails else 'not before'} “{words[0]}”: "
        f"{second.earliest} to {second.latest}, {first.earliest} to {first.latest}",
    )
