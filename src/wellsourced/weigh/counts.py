"""Counts told: each number beside its words and scope, and which later one takes its place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.model import (
    Document,
    DocumentId,
    Linked,
    Marks,
    Outcome,
    Quantity,
    Quote,
    Utterance,
)
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


class Count(NamedTuple):
    """A number told once."""

    quantity: Quantity
    utterance: Utterance
    quote: Quote
    words: frozenset[str]
    group: str | None
    by: frozenset[str]
    place: frozenset[str]

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
    """Put each number beside who tells it."""
    said = {(u.document, u.claim): u for u in linked.counts}
    out = [
        _count(documents[m.doc], q, said[m.doc, q.mark], _told(documents[m.doc], q, m), of)
        for m in marks
        if m.doc in documents
        for q in m.quantities
        if (m.doc, q.mark) in said
    ]
    return sorted(out, key=lambda c: c.key)


def _told(document: Document, q: Quantity, marks: Marks) -> frozenset[str]:
    """The words of the sentence that tell of the number, without it and those for who says so."""
    sentence = _unnumbered(telling_words(sentence_at(document.text, q.start, q.end)))
    holding = (a for a in marks.attributions if a.id == q.attribution)
    for a in holding:
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


def _count(
    document: Document, q: Quantity, said: Utterance, told: frozenset[str], of: World
) -> Count:
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
    )


def superseded(pile: Sequence[Count]) -> dict[tuple[str, int, int, str], str]:
    """Give the numbers that a later one has taken the place of, with the reason.

    A growing count is replaced by a greater one told later, by whomever; any count by a later
    one of the same origin.
    """
    out = {}
    for c in pile:
        newer = [o for o in pile if _replaces(o, c)]
        if newer:
            last = max(newer, key=lambda o: (o.day or date.min, o.least, o.key))
            out[c.key] = f"a later count has “{last.quote.quote}” ({last.day})"
    return out


def _replaces(o: Count, c: Count) -> bool:
    if o.day is None or c.day is None or o.day < c.day or o.number == c.number:
        return False
    if o.utterance.commenter or o.utterance.commitment not in ("CT+", "CT-"):
        return False
    grows = c.quantity.outcome in GROWING and o.least > c.least
    if o.utterance.origin == c.utterance.origin and not o.utterance.origin.unnamed:
        return grows or o.day > c.day
    return grows and o.day > c.day
