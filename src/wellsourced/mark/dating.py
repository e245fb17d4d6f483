"""When what a clause tells was: its days, and the words that date it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import clause_of
from wellsourced.mark.scene import Scene
from wellsourced.mark.scopes import ranges
from wellsourced.mark.syntax import Passage
from wellsourced.model import ClaimType, Document, Span, TimeBasis, TimeMark, TimeType

_MONTH = timedelta(days=31)
_WEEK = timedelta(days=8)
_LEAD = 1_000  # characters in which a page tells what its news is
_SINCE = re.compile(r"\bsince\b[^.;:,]{0,60}$", re.IGNORECASE)
_NEAR = 250  # characters back that a date still dates a clause
_ACTS = frozenset(
    {
        ClaimType.ASSAULT,
        ClaimType.CASUALTY,
        ClaimType.ARREST,
        ClaimType.AID,
        ClaimType.MOBILIZE,
        ClaimType.PROTEST,
        ClaimType.RETREAT,
        ClaimType.WHEREABOUTS,
    }
)
_SEEN = {
    TimeBasis.NAMED: "",
    TimeBasis.PAGE: ", seen from the page's day",
    TimeBasis.COMMENT: ", seen from the comment's day",
    TimeBasis.DATELINE: ", seen from the dateline's day",
    TimeBasis.TEXT: ", seen from a time told before it",
}


class Dating(NamedTuple):
    """The days of what is told, and why these; all None: nothing dates it."""

    earliest: date | None = None
    latest: date | None = None
    why: str | None = None


class Clause(NamedTuple):
    """A clause as it is dated: where it stands, what it tells, and whether this still lasts."""

    span: Span
    passage: Passage
    type: ClaimType
    lasts: bool


def dating(clause: Clause, here: Scene, document: Document) -> Dating:
    """Give the days that the clause speaks of, or its sentence, or what stands just before.

    What lasts ("he *is* in Norvia") is not of the day of the sentence before. An act that nothing
    else dates, told as past, is of the day of the page's news: that which its lead names.
    """
    passage = clause.passage
    at = passage.tree.char_span(
        clause.span.start - passage.start, clause.span.end - passage.start, alignment_mode="expand"
    )
    if at is None:
        return Dating()
    sentence = passage.span(at[0].sent[0], at[0].sent[-1])
    own = [m for m in here.times.over(clause.span.start, clause.span.end) if _dates(m)]
    near_all = list(here.times.over(sentence.start, sentence.end))
    near = [m for m in near_all if _dates(m)]
    if marks := own or [m for m in near if _of_clause(m, at.root, passage)]:
        return _stretch(marks, passage, document)
    unsettled = any(m.type is TimeType.DATE and m.value.startswith("XXXX") for m in near_all)
    if clause.lasts or unsettled:
        return Dating()
    if found := next(_before(sentence.start, here), None):
        return _by(found, document, " before it")
    if clause.type in _ACTS and _past(at.root) and document.speech_at(sentence.start) is None:
        news = _news(here, document)
        return _by(news, document, " of the page's lead") if news else Dating()
    return Dating()


def _news(here: Scene, document: Document) -> TimeMark | None:
    """The first day that the page's lead tells of, where it is one of the days before the page."""
    last = document.published.latest
    if last is None:
        return None
    for mark in here.times.all():
        if mark.start > _LEAD:
            return None
        day = mark.earliest
        if day is None or day != mark.latest or not _dates(mark):
            continue
        if timedelta() <= last - day <= _WEEK:
            return mark
    return None


def _past(word: Token) -> bool:
    """Whether the verb that a word stands under tells of the past: "*killed*", "had *left*"."""
    verb = word
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "VBZ", "VBP"} for c in helpers):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers)


def _before(start: int, here: Scene) -> Iterator[TimeMark]:
    """The dates just before a sentence, the last first."""
    for mark in here.times.before(start):
        if start - mark.end > _NEAR:
            return
        if _dates(mark) and mark.type is TimeType.DATE and not _long(mark):
            yield mark


def _long(mark: TimeMark) -> bool:
    """Whether it is a season or more: what the next sentence tells need not be of all of it."""
    first, last = mark.earliest, mark.latest
    return first is not None and last is not None and last - first > _MONTH


def _stretch(marks: Sequence[TimeMark], passage: Passage, document: Document) -> Dating:
    """The first date, or the stretch of which it is one end: "from May to June", "since June"."""
    first = marks[0]
    if len(marks) > 1 and ranges(passage, first, marks[1]):
        both = _by(first, document)
        words = " ".join(document.text[first.start : marks[1].end].split())
        return both._replace(latest=marks[1].latest, why=f"“{words}”{_SEEN[first.basis]}")
    last = document.published.latest
    if _since(first, passage) and first.earliest and last and first.earliest < last:
        dated = _by(first, document)
        return dated._replace(latest=last, why=f"since {dated.why}, to the page's day")
    return _by(first, document)


def _since(mark: TimeMark, passage: Passage) -> bool:
    """Whether it tells when something began that goes on: "since June", "since it fell in May"."""
    ahead = passage.text[: mark.start - passage.start]
    return bool(_SINCE.search(ahead))


def _by(mark: TimeMark, document: Document, where: str = "") -> Dating:
    words = " ".join(document.text[mark.start : mark.end].split())
    return Dating(mark.earliest, mark.latest, f"“{words}”{where}{_SEEN[mark.basis]}")


def _of_clause(mark: TimeMark, head: Token, passage: Passage) -> bool:
    """Whether a date elsewhere in the sentence is the clause's: not "; see what he said in May".

    It is where it stands under a verb above the clause's own, or under one that is joined to it.
    """
    at = passage.tree.char_span(
        mark.start - passage.start, mark.end - passage.start, alignment_mode="expand"
    )
    verb = clause_of(at.root) if at is not None else None
    if verb is None:
        return True
    over = {head.i, *(t.i for t in head.ancestors)}
    joined = {c.i for c in verb.conjuncts}
    return verb.i in over or bool(joined & over)


def _dates(mark: TimeMark) -> bool:
    return mark.type is not TimeType.SET and bool(mark.earliest or mark.latest)
