"""Who has taken back what: a page that corrects itself, a reader who says he was wrong."""

import functools
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from wellsourced.model import Document, DocumentId, Part, Polarity, Quote
from wellsourced.weigh.comparing import comparing
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.tellings import Slots, Telling, telling_words

ALIKE = 0.3  # share of the correction's words that what it corrects has
_REACH = 300  # characters around the words that take back, in which the correction stands


class Correction(NamedTuple):
    """Words in which a voice takes back its own: the page's, or a reader's.

    `last`: from where to where the reader's words before go, where he takes back "that".
    """

    document: DocumentId
    reader: str | None
    outlet: str | None
    day: date | None
    words: Quote
    around: tuple[int, int]
    last: tuple[int, int] | None = None


class Retraction(NamedTuple):
    """A telling, and the words in which its own voice takes it back."""

    telling: Telling
    words: Quote
    by: Telling | None  # the telling of the contrary, where there is one


class Told(NamedTuple):
    """A claim's tellings, and those that say the contrary."""

    own: Sequence[Telling]
    contrary: Sequence[Telling]


def corrections(documents: Iterable[Document]) -> Iterator[Correction]:
    """Give the sentences in which a page or a reader takes something back, as they were marked."""
    for document in sorted(documents, key=lambda d: d.id):
        marked = {(s.start, s.end) for p in document.parts for s in p.takes_back}
        for start, end in sorted(marked):
            yield _correction(document, start, end)


def _correction(document: Document, start: int, stop: int) -> Correction:
    part = document.speech_at(start)
    quote = Quote(document=document.id, start=start, end=stop, quote=document.text[start:stop])
    low, high = (part.start, part.end) if part else (0, len(document.text))
    around = max(low, start - _REACH), min(high, stop + _REACH)
    reader = (part.author or "") if part else None
    day = document.published.latest
    last = _last(document, part, start) if points_back(quote.quote) else None
    return Correction(document.id, reader, document.outlet, day, quote, around, last)


def points_back(words: str) -> bool:
    """Whether words take back what was said before them, without telling it again.

    >>> points_back("OK I take that back"), points_back("I was wrong about the mill")
    (True, False)
    """
    return _back().search(" ".join(words.casefold().replace("’", "'").split())) is not None


@functools.cache
def _back() -> re.Pattern[str]:
    words = sorted(comparing().takes_back, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _last(document: Document, part: Part | None, at: int) -> tuple[int, int] | None:
    """The words of a reader before a place: of the comment in which it stands, or his last."""
    if part is None or not part.author:
        return None
    if document.text[part.start : at].strip():
        return part.start, at
    own = [p for p in document.parts if p.author == part.author and p.end <= part.start]
    before = max(own, key=lambda p: (p.end, p.start), default=None)
    return (before.start, before.end) if before is not None else None


def retractions(
    found: Sequence[Told], taken: Sequence[tuple[Correction, Sequence[Telling]]]
) -> list[Retraction]:
    """Give the tellings that were taken back; `taken`: corrections, with what they tell again.

    Their voice corrects itself later: it says the contrary beside words of correction, or the
    correction speaks of the same. What a correction repeats of what it corrects is taken back too.
    """
    made = _Made(found, taken)
    return [r for told in found for r in _taken_back(told, made)]


class Alike:
    """The corrections of outlets, by whom and when; which of them speak of what is told."""

    def __init__(self, made: Sequence[Correction]) -> None:
        self._outlets: dict[str, _Own] = {}
        dated = [(c.day, n) for n, c in enumerate(made) if c.day is not None]
        for day, n in sorted(dated):
            c = made[n]
            if c.reader is None and c.outlet is not None:
                own = self._outlets.setdefault(c.outlet, _Own([], []))
                own.add(day, n, words_of(c))

    def of(self, t: Telling) -> Iterator[int]:
        """Give the places of those that its own voice makes later, and that speak of the same."""
        outlets, u = self._outlets, t.utterance
        if not outlets or u.commenter or (day := t.day) is None:
            return
        for voice in {u.origin.name, *u.chain}:
            if own := outlets.get(voice):
                yield from own.like(t, day)


class _Own(NamedTuple):
    """One outlet's corrections in the order of their days."""

    days: list[date]
    found: list[tuple[int, frozenset[str]]]  # whose place, and its words

    def add(self, day: date, n: int, words: frozenset[str]) -> None:
        self.days.append(day)
        self.found.append((n, words))

    def like(self, t: Telling, day: date) -> Iterator[int]:
        """Give those made on a day or later that share enough words with a telling."""
        first = bisect_left(self.days, day)
        if first == len(self.days):
            return
        needed = max(2, math.ceil(ALIKE * len(t.words)))
        for n, words in islice(self.found, first, None):
            if len(t.words & words) >= needed and _likeness(t, words) >= ALIKE:
                yield n


class _Asked(NamedTuple):
    """A correction, its words, and what it tells again."""

    made: Correction
    words: frozenset[str]
    repeats: Sequence[Telling]


class _Made:
    """The corrections that can be of some claims, by who makes them and on which pages."""

    def __init__(
        self, found: Sequence[Told], taken: Sequence[tuple[Correction, Sequence[Telling]]]
    ) -> None:
        near = list(_bearing(found, taken)) if taken else []
        self._all = [_Asked(c, words_of(c), told) for c, told in near]
        self._alike = Alike([c for c, _ in near])
        self._by_page: dict[DocumentId, list[int]] = defaultdict(list)
        for n, (c, _) in enumerate(near):
            self._by_page[c.document].append(n)

    def __bool__(self) -> bool:
        return bool(self._all)

    def beside(self, found: Iterable[Telling]) -> dict[str, list[int]]:
        """Give those that outlets make on the pages of some tellings, by outlet."""
        out: dict[str, list[int]] = defaultdict(list)
        pages = self._by_page
        for page in {d for t in found if (d := t.quote.document) in pages} if pages else ():
            for n in pages[page]:
                out[self._all[n].made.outlet or ""].append(n)
        return out

    def by(self, t: Telling, contrary: Mapping[str, Iterable[int]]) -> list[_Asked]:
        """Give those of a telling's own voice that can be of it.

        They are made on its page, beside the contrary, or speak of the same.
        """
        near = set(self._alike.of(t))
        if contrary:
            voices = {t.utterance.origin.name, *t.utterance.chain}
            near.update(*(contrary[voice] for voice in voices if voice in contrary))
        near.update(self._by_page.get(t.quote.document, ()))
        return [self._all[n] for n in sorted(near) if _own(t, self._all[n].made)] if near else []


def heard_in(found: Collection[Telling]) -> tuple[set[DocumentId], set[str]]:
    """Give the pages on which tellings stand, and the voices through which they come."""
    said = {(t.utterance.origin.name, t.utterance.chain) for t in found}
    pages = {t.quote.document for t in found}
    return pages, {voice for name, chain in said for voice in (name, *chain)}


def _bearing(
    found: Sequence[Told], taken: Sequence[tuple[Correction, Sequence[Telling]]]
) -> Iterator[tuple[Correction, Sequence[Telling]]]:
    """The corrections by a voice that tells any of the claims, or on a page that does.

    A bundle of blocks brings the corrections of all of them.
    """
    pages, voices = heard_in([t for told in found for t in told.own])
    for c, told in taken:
        if c.document in pages or (c.reader is None and c.outlet in voices):
            yield c, told


def _taken_back(told: Told, made: _Made) -> Iterator[Retraction]:
    """What is taken back of one claim's tellings."""
    corrected: dict[int, Retraction] = {}
    if made:
        contrary = made.beside(told.contrary)
        near = [made.by(t, contrary) for t in told.own]
        corrected = _corrected(told, near) if any(near) else {}
    withdrawn = [t for t in told.own if t.attitude is Attitude.RETRACTS]
    for n, t in enumerate(told.own) if corrected or withdrawn else ():
        if taken := corrected.get(n) or _recanted(t, withdrawn):
            yield taken


def _corrected(told: Told, near: Sequence[Sequence[_Asked]]) -> dict[int, Retraction]:
    """The tellings that corrections take back, by their places; `near`: those that can be."""
    wanted = {c.made.document for found in near for c in found}
    pages: dict[DocumentId, list[Telling]] = defaultdict(list)
    for o in told.contrary:
        if o.quote.document in wanted:
            pages[o.quote.document].append(o)
    outlets: dict[str, list[Telling]] = defaultdict(list)
    for t in told.own:
        if t.utterance.own:
            outlets[t.utterance.origin.name].append(t)
    out: dict[int, Retraction] = {}
    left: list[tuple[int, Telling, list[_Asked]]] = []
    for n, (t, found) in enumerate(zip(told.own, near, strict=True)):
        own = _of(t, outlets, found) if found else []
        by = _best(t, [c for c in own if _later(t, c.made)], pages)
        if by is not None:
            out[n] = by
        elif own:
            left.append((n, t, own))
    if out:
        last = out[max(out)]
        repeated = ((n, _repeated(t, own, last)) for n, t, own in left)
        out.update((n, r) for n, r in repeated if r is not None)
    return out


def _recanted(t: Telling, withdrawn: Sequence[Telling]) -> Retraction | None:
    """What a source takes back itself: "Colonel Kell withdrew his statement that they fled"."""
    if t.attitude is Attitude.RETRACTS:
        return Retraction(t, t.quote, None)
    if t.utterance.origin.unnamed:
        return None
    for o in withdrawn:
        after = o.day is not None and t.day is not None and o.day >= t.day
        if o.utterance.origin == t.utterance.origin and after:
            return Retraction(t, o.quote, None)
    return None


def _of(
    t: Telling, outlets: Mapping[str, Sequence[Telling]], own: Sequence[_Asked]
) -> list[_Asked]:
    """The corrections by the voice that told it, but for those that repeat something else."""
    return [c for c in own if not _anothers(t, c.made, outlets) and not _elsewhere(t, c.repeats)]


def _anothers(t: Telling, c: Correction, outlets: Mapping[str, Sequence[Telling]]) -> bool:
    """Whether a page takes back what it said itself, and not what somebody told it."""
    if c.reader is not None or t.utterance.origin.name == c.outlet:
        return False
    return any(_later(o, c) for o in outlets.get(c.outlet or "", ()))


def _elsewhere(t: Telling, told: Sequence[Telling]) -> bool:
    """Whether a correction repeats what others did, as "the army left Tarn", or its contrary."""
    alike = [o for o in told if o.slots.type is t.slots.type]
    return bool(alike) and not any(_meant(t.slots, o.slots) for o in alike)


def _meant(a: Slots, b: Slots) -> bool:
    """Whether what is told again, or corrected, can be the other."""
    if a.polarity is Polarity.FAILS and b.polarity is Polarity.HOLDS:
        return False
    pairs = (a.actor, b.actor), (a.recipient, b.recipient)
    return all(not x or not y or any(_one(n, m) for n in x for m in y) for x, y in pairs)


def _one(name: str, other: str) -> bool:
    """Whether the names may be one's: "the army" and "the Norvian army", not two of a family."""
    a, b = frozenset(name_words(name)), frozenset(name_words(other))
    return a <= b or b <= a


def words_of(c: Correction) -> frozenset[str]:
    """Give the words of a correction; the blocks of a bundle ask for those of the same ones."""
    return _words(c.words.quote)


_words = functools.lru_cache(maxsize=1 << 14)(telling_words)


def _best(
    t: Telling, own: Sequence[_Asked], contrary: Mapping[DocumentId, Sequence[Telling]]
) -> Retraction | None:
    """The correction that takes a telling back."""
    for c in own:
        for o in contrary.get(c.made.document, ()):
            if _one_voice(t, o) and _within(o, c.made):
                return Retraction(t, c.made.words, o)
    near = [(score, c.made) for c in own if (score := _likeness(t, c.words)) >= ALIKE]
    if not near:
        return next(
            (Retraction(t, c.made.words, None) for c in own if said_before(t, c.made)), None
        )
    return Retraction(t, max(near, key=lambda x: (x[0], -x[1].words.start))[1].words, None)


def said_before(t: Telling, c: Correction) -> bool:
    """Whether it is what a reader takes back as "that": his last word before it."""
    return c.last is not None and c.last[0] <= t.quote.start and t.quote.end <= c.last[1]


def _repeated(t: Telling, own: Sequence[_Asked], first: Retraction) -> Retraction | None:
    """The correction that repeats a telling, where the group's own was taken back by it."""
    for c in (c.made for c in own):
        if t.quote.document == c.document and _within(t, c) and c.words == first.words:
            return Retraction(t, c.words, first.by)
    return None


def _own(t: Telling, c: Correction) -> bool:
    """Whether a correction is made by the voice that told it."""
    if c.reader is not None:
        same = t.utterance.commenter and t.utterance.origin.name == c.reader
        return same and t.quote.document == c.document
    return not t.utterance.commenter and c.outlet in (t.utterance.origin.name, *t.utterance.chain)


def _later(t: Telling, c: Correction) -> bool:
    if t.quote.document == c.document:
        return t.quote.end <= c.around[0] or (
            c.reader is not None and t.quote.end <= c.words.start
        )
    return t.day is not None and c.day is not None and t.day <= c.day


def _one_voice(t: Telling, o: Telling) -> bool:
    a, b = t.utterance, o.utterance
    return a.origin == b.origin and a.commenter == b.commenter and o.flat


def _within(o: Telling, c: Correction) -> bool:
    return c.around[0] <= o.quote.start and o.quote.end <= c.around[1]


def _likeness(t: Telling, said: frozenset[str]) -> float:
    """How much of a telling the correction says; to name the same people is not enough."""
    shared = len(t.words & said)
    if shared < 2 or shared < ALIKE * len(t.words):
        return 0.0
    slots = t.slots.actor | t.slots.recipient | t.slots.place
    apart = t.words.difference(*map(name_words, slots))
    if (apart and apart.isdisjoint(said)) or _other_number(t, said):
        return 0.0
    return shared / len(t.words)


def _other_number(t: Telling, said: frozenset[str]) -> bool:
    """Whether a correction speaks of other numbers: of 40, where 14 is told."""
    if t.figure is None:
        return False
    told = {w for w in said if w.isdecimal()}
    return bool(told) and told.isdisjoint({str(n) for n in (t.figure.low, t.figure.high)})
