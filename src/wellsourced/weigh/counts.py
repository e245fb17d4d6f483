"""Counts told: each number beside its words and scope, and which later one takes its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
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
from wellsourced.weigh.propositions import meet, shared_words
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
_COMMON = 300  # numbers beside which a word may stand and still say what is counted
_SLACK = timedelta(days=3)
_TOLD_APART = timedelta(days=10)
_ANYBODY = frozenset({"people", "persons", "men", "others", "civilians", "fighters", "members"})


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


def one_scope(a: Count, b: Count, of: World) -> bool:
    """Whether two numbers can count the same.

    One voice on one page that gives two numbers counts two things.
    """
    if (a.quantity.outcome, a.quantity.per) != (b.quantity.outcome, b.quantity.per):
        return False
    if a.utterance.same == b.utterance.same:
        return True
    one_page = a.quote.document == b.quote.document
    if one_page and a.number != b.number and a.utterance.origin == b.utterance.origin:
        return False
    fits = _groups_fit(a, b) and _sets_fit(a.by, b.by) and _places_fit(a, b, of)
    return fits and _times_fit(a, b)


def _groups_fit(a: Count, b: Count) -> bool:
    if a.group is None or b.group is None or a.group.casefold() == b.group.casefold():
        return True
    return a.group.casefold() in _ANYBODY and b.group.casefold() in _ANYBODY


def _sets_fit(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _places_fit(a: Count, b: Count, of: World) -> bool:
    """One place; a number for a town is none for its country, unless both sentences name it."""
    if not a.place or not b.place or a.place == b.place:
        return True
    finer = [x for x in a.place for y in b.place if of.inside(x, y)]
    finer += [y for x in a.place for y in b.place if of.inside(y, x)]
    return any(telling_words(n) <= a.words & b.words for n in finer)


def _times_fit(a: Count, b: Count) -> bool:
    p, q = a.quantity, b.quantity
    if (p.earliest or p.latest) and (q.earliest or q.latest):
        return meet((p.earliest, p.latest), (q.earliest, q.latest), _SLACK)
    if a.day is None or b.day is None:
        return True
    return abs(a.day - b.day) <= _TOLD_APART


def alike(a: Count, b: Count) -> float:
    """Give how much two numbers are told alike; 0: too little to be one count.

    The more of the scope is said, the fewer words have to be the same, and fewest in a page and
    its headline.
    """
    if a.utterance.same == b.utterance.same:
        return 1.0
    specific = a.group is not None and a.group == b.group and a.group.casefold() not in _ANYBODY
    said = specific + bool(a.place & b.place) + bool(a.by & b.by)
    needed = {0: 0.6, 1: 0.45}.get(said, 0.3)
    needed = max(needed, 0.5) if a.quantity.outcome not in GROWING else needed
    headline = a.quote.document == b.quote.document and a.number == b.number
    needed = min(needed, 0.3) if headline else needed
    shared = shared_words(a.words, b.words, frozenset())
    return shared if shared >= needed else 0.0


def scopes(found: Sequence[Count], of: World) -> list[list[Count]]:
    """Give the numbers by what they count: those told alike, if all of them can be one count."""
    piles = {n: [n] for n in range(len(found))}
    owner = dict(enumerate(range(len(found))))
    for _, n, m in sorted(_links(found, of)):
        a, b = owner[n], owner[m]
        if a != b and all(one_scope(found[x], found[y], of) for x in piles[a] for y in piles[b]):
            piles[a] += piles.pop(b)
            owner.update(dict.fromkeys(piles[a], a))
    return [[found[n] for n in sorted(pile)] for _, pile in sorted(piles.items())]


def _links(found: Sequence[Count], of: World) -> Iterator[tuple[float, int, int]]:
    """Pairs that can be one count, those told most alike first."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(found):
        for word in c.words:
            by_word[word].append(n)
    near = {
        (n, m)
        for places in by_word.values()
        if len(places) <= _COMMON
        for at, n in enumerate(places)
        for m in places[at + 1 :]
    }
    for n, m in near:
        if one_scope(found[n], found[m], of) and (score := alike(found[n], found[m])):
            yield -score, n, m


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
