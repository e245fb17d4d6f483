"""Counts told: each number beside its words and scope, and which later one takes its place."""

import functools
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from wellsourced.model import (
    Document,
    DocumentId,
    Linked,
    Marks,
    Outcome,
    Quantity,
    Quote,
    Source,
    Utterance,
)
from wellsourced.weigh.comparing import comparing
from wellsourced.weigh.scenes import NOWHERE, Scene, scene
from wellsourced.weigh.tellings import sentence_at, telling_words
from wellsourced.weigh.world import World

GROWING = frozenset(
    {
        Outcome.KILLED,
        Outcome.WOUNDED,
        Outcome.CAPTURED,
        Outcome.DETAINED,
        Outcome.SURRENDERED,
        Outcome.DISPLACED,
        Outcome.MISSING,
    }
)


_TELLERS = 12  # more than these are no source but a crowd


class Count(NamedTuple):
    """A number told once.

    `scene`: what the page is about, of a number of the page's own event; `so_far`: whether it
    is what a count had come to by its day.
    """

    quantity: Quantity
    utterance: Utterance
    quote: Quote
    words: frozenset[str]
    group: str | None
    by: frozenset[str]
    place: frozenset[str]
    scene: Scene = NOWHERE
    so_far: bool = False

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Sorts counts, whatever order they came in."""
        return self.quote.document, self.quote.start, self.quote.end, self.quantity.outcome

    @property
    def day(self) -> date | None:
        """When it was told, as far as known."""
        return self.utterance.said_on or self.utterance.heard_on

    @property
    def number(self) -> tuple[int | None, int | None]:
        """Its bounds."""
        return self.quantity.low, self.quantity.high

    @property
    def least(self) -> int:
        """The number to compare by."""
        q = self.quantity
        return q.low if q.low is not None else q.high or 0


def counts(
    linked: Linked, documents: Mapping[DocumentId, Document], marks: Iterable[Marks], of: World
) -> list[Count]:
    """Put each number beside who tells it; how many they are who tell is no tally."""
    said = {(u.document, u.claim): u for u in linked.counts}
    out = [
        _count(page, q, said[m.doc, q.mark], _told(page.document, q, m))
        for m in marks
        if m.doc in documents and m.quantities
        for page in [_Page(documents[m.doc], scene(documents[m.doc], m, of), of)]
        for q in heard(m)
        if (m.doc, q.mark) in said
    ]
    return sorted(out, key=lambda c: c.key)


def heard(marks: Marks) -> Iterator[Quantity]:
    """Give the numbers of a page without those of the few who say something: "*two* officials"."""
    sources = sorted((a.source.start, a.source.end) for a in marks.attributions if a.source)
    for q in marks.quantities:
        at = bisect_right(sources, (q.start, sys.maxsize)) - 1
        few = q.outcome is Outcome.COUNT and (q.low or 0) <= _TELLERS
        if not (few and at >= 0 and q.start < sources[at][1]):
            yield q


def _told(document: Document, q: Quantity, marks: Marks) -> frozenset[str]:
    """The words of the sentence that tell of the number, without it and those for who says so."""
    sentence = _unnumbered(telling_words(sentence_at(document.text, q.start, q.end)))
    for a in marks.attributions if q.attribution is not None else ():
        if a.id != q.attribution:
            continue
        source = telling_words(a.source.of(document.text)) if a.source else frozenset()
        content = telling_words(" ".join(s.of(document.text) for s in a.content))
        return sentence - (source - content)
    return sentence


def _unnumbered(told: frozenset[str]) -> frozenset[str]:
    """What is left without figures: how many there are does not say what is counted.

    >>> sorted(_unnumbered(telling_words("18 people were killed in the Lorne flood")))
    ['flood', 'kil', 'lorn', 'peopl']
    """
    return frozenset(w for w in told if not w[0].isdigit())


class _Page(NamedTuple):
    """A document with what it is about, and the names of the case."""

    document: Document
    scene: Scene
    of: World


def _count(page: _Page, q: Quantity, said: Utterance, told: frozenset[str]) -> Count:
    document, of = page.document, page.of
    words = Quote(
        document=document.id, start=q.start, end=q.end, quote=document.text[q.start : q.end]
    )
    return Count(
        quantity=q,
        utterance=said,
        quote=words,
        words=told,
        group=of.called(q.group) if q.group else None,
        by=of.several(q.by),
        place=of.several(q.place),
        scene=page.scene if q.main and not said.commenter else NOWHERE,
        so_far=bool(q.latest) and so_far(sentence_at(document.text, q.start, q.end)),
    )


def so_far(sentence: str) -> bool:
    """Whether a sentence tells what a count had come to by some time.

    >>> so_far("Nine had died by Monday noon; by Tuesday it was twelve.")
    True
    >>> so_far("Nine were killed by gunmen on Monday.")
    False
    """
    return bool(_so_far().search(sentence.casefold()))


@functools.cache
def _so_far() -> re.Pattern[str]:
    before = "|".join(comparing().so_far)
    return re.compile(rf"\b(?:{before}) (?:\w+ )?(?:{'|'.join(sorted(comparing().times))})\b")


def superseded(pile: Sequence[Count]) -> dict[tuple[str, int, int, str], str]:
    """Give the numbers that a later one has taken the place of, with the reason.

    A growing count is replaced by a greater one told later, by whomever; any count by a later
    one of the same origin.
    """
    flat = [c for c in pile if c.day and _flat(c)]
    anybody = _Latest(flat)
    by_origin: dict[Source, list[Count]] = defaultdict(list)
    for c in flat:
        if not c.utterance.origin.unnamed:
            by_origin[c.utterance.origin].append(c)
    own = {origin: _Latest(told) for origin, told in by_origin.items()}
    out = {}
    for c in pile:
        voice = own.get(c.utterance.origin)
        found = [anybody.replacing(c), voice.corrected(c) if voice else None]
        newer = max((o for o in found if o is not None), key=_rank, default=None)
        if newer is not None:
            out[c.key] = f"a later count has “{newer.quote.quote}” ({newer.day})"
    return out


class _Latest:
    """For each day the greatest numbers told on it, the latest day first; two that differ."""

    def __init__(self, found: Iterable[Count]) -> None:
        days: dict[date | None, list[Count]] = {}
        for c in sorted(found, key=_rank, reverse=True):
            told = days.setdefault(c.day, [])
            if not told or (len(told) == 1 and told[0].number != c.number):
                told.append(c)
        self._found = [c for told in days.values() for c in told]

    def replacing(self, c: Count) -> Count | None:
        """Give the last greater number told after a number that grows, by whomever."""
        if c.day is None or c.quantity.outcome not in GROWING:
            return None
        later = takewhile(
            lambda o: o.day is not None and c.day is not None and o.day > c.day, self._found
        )
        return next((o for o in later if o.least > c.least), None)

    def corrected(self, c: Count) -> Count | None:
        """Give the last other number that the origin of a number tells after it."""
        if c.day is None:
            return None
        grows = c.quantity.outcome in GROWING
        for o in self._found:
            if o.day is None or o.day < c.day:
                return None
            if o.number != c.number and (o.day > c.day or (grows and o.least > c.least)):
                return o
        return None


def _rank(c: Count) -> tuple[date, int, tuple[str, int, int, str]]:
    return c.day or date.min, c.least, c.key


def _flat(c: Count) -> bool:
    return not c.utterance.commenter and c.utterance.commitment in ("CT+", "CT-")
