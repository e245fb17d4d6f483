"""Tellings: each utterance beside the words it points at, its slots by the case's names."""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import (
    Attribution,
    ClaimMark,
    ClaimType,
    Commitment,
    Document,
    DocumentId,
    Linked,
    MarkId,
    Marks,
    Outcome,
    Polarity,
    Quantity,
    Quote,
    TimeMark,
    Utterance,
)
from wellsourced.weigh.beside import denied_before, describes_source, withdrawn_after
from wellsourced.weigh.comparing import comparing, same
from wellsourced.weigh.cues import Attitude, attitude, takes_back
from wellsourced.weigh.happenings import Befallen, befallen
from wellsourced.weigh.ours import ours
from wellsourced.weigh.world import World

_WORD = re.compile(r"\w+")
_PAUSE = re.compile(r"[.!?]\s|\n")
_VERB = 25  # characters before "statement" in which its verb stands
_LINE = re.compile(r"[^\n]{0,40}\)\s*[-–—]|\s*[-–—]{1,2}\s")
_FAR = 400  # characters that a sentence may go on
_BESIDE = 120  # characters around a claim in which the words for its day stand
_NEWS = timedelta(days=6)  # for which an act is news
_VAGUE = timedelta(days=62)
FLAT = (Commitment.CERTAIN, Commitment.CERTAIN_NOT)
_NOT = (Commitment.CERTAIN_NOT, Commitment.PROBABLE_NOT, Commitment.POSSIBLE_NOT)
_LOSSES = frozenset({Outcome.KILLED, Outcome.WOUNDED, Outcome.MISSING, Outcome.DISPLACED})
_STATES = (
    ClaimType.WHEREABOUTS,
    ClaimType.CONTROL,
    ClaimType.STRENGTH,
    ClaimType.SUPPORT,
    ClaimType.ALLEGIANCE,
)
_COUNTED = {
    ClaimType.CASUALTY: _LOSSES | {Outcome.CAPTURED, Outcome.DETAINED, Outcome.SURRENDERED},
    ClaimType.ASSAULT: _LOSSES,
    ClaimType.ARREST: frozenset({Outcome.CAPTURED, Outcome.DETAINED}),
    ClaimType.RETREAT: frozenset({Outcome.SURRENDERED, Outcome.DISPLACED}),
    ClaimType.STRENGTH: frozenset({Outcome.STRENGTH}),
    ClaimType.SUPPORT: frozenset({Outcome.AMOUNT}),
}


class Slots(NamedTuple):
    """What a telling is about, comparable from page to page; an empty set: it does not say."""

    type: ClaimType
    actor: frozenset[str]
    recipient: frozenset[str]
    place: frozenset[str]
    earliest: date | None
    latest: date | None
    polarity: Polarity

    @property
    def vague(self) -> bool:
        """Whether the days are too many to say when: "this year"."""
        return bool(self.earliest and self.latest and self.latest - self.earliest > _VAGUE)


class Telling(NamedTuple):
    """A claim told once: what, by whom, in which words."""

    utterance: Utterance
    mark: ClaimMark
    slots: Slots
    quote: Quote
    figure: Quantity | None
    attitude: Attitude
    words: frozenset[str]
    context: str  # the sentence in which the words stand
    role: str = ""  # what stands beside the source's name: "a spokesman for the Lake Guard"
    tally: str | None = None  # of a count: the scope and the number, over all pages
    meant: Quote | None = None  # what its words point back to: "it" in "the rebels denied it"
    about: str | None = None  # the claim of the page that it answers, or that is answered

    @property
    def worded(self) -> Quote:
        """The words in which it is told, be it by somebody else before."""
        return self.meant or self.quote

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Sorts tellings, whatever order they came in."""
        return self.quote.document, self.quote.start, self.quote.end, self.mark.id

    @property
    def flat(self) -> bool:
        """Whether the source says it outright."""
        return self.utterance.commitment in FLAT

    @property
    def unsaid(self) -> bool:
        """Whether the source neither says it nor denies it (a question, an order, a condition)."""
        return self.utterance.commitment is Commitment.UNKNOWN

    @property
    def day(self) -> date | None:
        """When it was said, as far as known."""
        return self.utterance.said_on or self.utterance.heard_on

    @property
    def until(self) -> date | None:
        """The last day on which a state so told holds: that on which it is told, if near."""
        if self.slots.latest is None or self.day is None or self.slots.vague:
            return self.day or self.slots.latest
        near = self.slots.latest + timedelta(days=120) >= self.day
        return max(self.slots.latest, self.day) if near else self.slots.latest


def tellings(
    linked: Linked, documents: Mapping[DocumentId, Document], marks: Iterable[Marks], of: World
) -> list[Telling]:
    """Put each utterance beside its claim; what points at no document or claim is left out."""
    by_claim = {(u.document, u.claim): u for u in linked.utterances}
    several = functools.cache(of.several)
    out = [
        _telling(page, claim, said)
        for m in marks
        if m.doc in documents
        for page in [_page(documents[m.doc], m, several)]
        for claim in m.claims
        if (said := by_claim.get((m.doc, claim.id)))
        and not describes_source(page.document, m.attributions, claim)
    ]
    return sorted(out, key=lambda t: t.key)


_Several = Callable[[str | None], frozenset[str]]


class _Page(NamedTuple):
    """A document with its marks, attributions and claims by name, and what names the case has."""

    document: Document
    marks: Marks
    attributions: Mapping[MarkId, Attribution]
    claims: Mapping[MarkId, ClaimMark]
    answered: frozenset[MarkId]
    several: _Several

    def quote(self, claim: ClaimMark) -> Quote:
        """Give the words of a claim."""
        text = self.document.text[claim.start : claim.end]
        return Quote(document=self.document.id, start=claim.start, end=claim.end, quote=text)


def _page(document: Document, marks: Marks, several: _Several) -> _Page:
    attributions = {a.id: a for a in marks.attributions}
    answered = frozenset([c.refers_to for c in marks.claims if c.refers_to])
    claims = {c.id: c for c in marks.claims} if answered else {}
    return _Page(document, marks, attributions, claims, answered, several)


def _telling(page: _Page, claim: ClaimMark, said: Utterance) -> Telling:
    document, several = page.document, page.several
    found = page.attributions.get(claim.attribution) if claim.attribution else None
    meant = page.claims.get(claim.refers_to) if claim.refers_to else None
    told = claim if meant is None else meant
    worded = page.quote(told)
    figure = _figure(told, page.marks)
    slots = _of_speaker(_slots(claim, several), worded.quote, (said, found), page)
    slots = slots if figure is not None else _struck(slots, worded.quote)
    slots = _reported(_placed(slots, figure, several), page, told)
    before = _denied_before(slots, said, (claim, found), document)
    if before is not None:
        slots = slots._replace(earliest=None, latest=before)
    return Telling(
        utterance=said,
        mark=claim,
        slots=slots,
        quote=page.quote(claim),
        figure=figure,
        attitude=_answering(_attitude(document, found), claim, meant),
        words=telling_words(worded.quote),
        context=sentence_at(document.text, claim.start, claim.end),
        role=_role(document, found, said.origin.name),
        meant=worded if meant is not None else None,
        about=f"{document.id} {told.id}" if told.id in page.answered and not before else None,
    )


def _denied_before(
    slots: Slots, said: Utterance, by: tuple[ClaimMark, Attribution | None], document: Document
) -> date | None:
    """The last day of which an answer can tell that was given before the news on its page."""
    claim, found = by
    if claim.refers_to is None or found is None or found.cue is None:
        return None
    cue = document.text[max(0, found.cue.start - len("had ")) : found.cue.end]
    return denied_before(cue, slots.earliest, said.said_on or said.heard_on)


def _answering(cue: Attitude, claim: ClaimMark, meant: ClaimMark | None) -> Attitude:
    """What an answer does: who says "that is a lie" denies, who says "that is true" confirms."""
    if meant is None or cue is not Attitude.SAYS:
        return cue
    return Attitude.CONFIRMS if claim.polarity is meant.polarity else Attitude.DENIES


def _role(document: Document, found: Attribution | None, name: str) -> str:
    """The words for the source but its name."""
    if found is None or found.source is None or found.unnamed:
        return ""
    return _but_name(found.source.of(document.text), name)


@functools.lru_cache(maxsize=1 << 14)
def _but_name(words: str, name: str) -> str:
    """Words without those of a name.

    >>> _but_name("Colonel Jan Orm, a spokesman", "Jan Orm")
    'Colonel a spokesman'
    """
    own = set(re.findall(r"\w+", name.casefold()))
    said = re.findall(r"[\w'’-]+", words)
    return " ".join(w for w in said if w.casefold() not in own)


def _attitude(document: Document, found: Attribution | None) -> Attitude:
    """What the cue does; in "withdrew his statement that" the verb before it does it."""
    if found is not None and withdrawn_after(document, found):
        return Attitude.RETRACTS
    if found is not None and found.cue is not None:
        words = document.text[max(0, found.cue.start - _VERB) : found.cue.end]
        if takes_back(_PAUSE.split(words)[-1]):
            return Attitude.RETRACTS
    return attitude(_cue(document, found), found.commitment if found else None)


def _cue(document: Document, found: Attribution | None) -> str:
    """The words of saying, with what may stand before them as "was not"."""
    if found is None or found.cue is None:
        return ""
    return found.cue.of(document.text)


def telling_words(text: str) -> frozenset[str]:
    """Give the words that carry what is told.

    >>> sorted(telling_words("He has shelled the town, they said."))
    ['shel', 'town']
    """
    found, small = _WORD.findall(text.casefold()), comparing().small
    return frozenset([_stem(w) for w in found if w not in small])


@functools.lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """What the forms of a verb have in common, roughly: "shelled", "shells", "shelling"."""
    word = same().get(word, word)
    bare = re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)
    bare = re.sub(r"([bdgklmnprt])\1$", r"\1", bare)
    return re.sub(r"(?<=\w{3})e$", "", bare)


def _slots(claim: ClaimMark, several: _Several) -> Slots:
    """Slots by the case's names; a denied claim that is worded as held does not hold."""
    worded = claim.polarity is Polarity.HOLDS and claim.commitment in _NOT
    return Slots(
        type=claim.type,
        actor=several(claim.actor),
        recipient=several(claim.recipient),
        place=several(claim.place),
        earliest=claim.earliest,
        latest=claim.latest,
        polarity=Polarity.FAILS if worded else claim.polarity,
    )


def _struck(slots: Slots, words: str) -> Slots:
    """Slots of what befell a place, whoever did it: one kind of claim, however it is told."""
    if slots.type not in (ClaimType.ASSAULT, ClaimType.CASUALTY):
        return slots
    found = befallen(Befallen(slots.actor, slots.recipient, slots.place), words)
    return slots if found is None else slots._replace(type=ClaimType.ASSAULT, **found._asdict())


def _of_speaker(
    slots: Slots, words: str, by: tuple[Utterance, Attribution | None], page: _Page
) -> Slots:
    """Slots with those for whom a spokesman says "we" in his place."""
    said, found = by
    source = found.source.of(page.document.text) if found and found.source else ""
    who = said.origin.name, source
    actor = ours(slots.actor, words, who, page.several)
    recipient = ours(slots.recipient, words, who, page.several)
    return slots._replace(actor=actor, recipient=recipient)


def _placed(slots: Slots, figure: Quantity | None, several: _Several) -> Slots:
    """Slots with the place of the number: "30 people were killed in the Lorne flood"."""
    if slots.place or figure is None or slots.type is not ClaimType.CASUALTY:
        return slots
    return slots._replace(place=several(figure.place))


def _reported(slots: Slots, page: _Page, claim: ClaimMark) -> Slots:
    """Slots of an act that is dated by its page alone: it was that day, or some days before.

    A dateline tells when a dispatch was written: "LORNE, May 4 (Lake Press) - They shelled Tarn".
    """
    day, document, marks = slots.latest, page.document, page.marks
    if slots.type in _STATES or day is None or slots.earliest != day:
        return slots
    told = [t for t in marks.times if t.earliest and t.latest and t.earliest <= day <= t.latest]
    written = document.published.latest == day or any(_dateline(document, t) for t in told)
    if not written or any(_beside(document, t, claim) for t in told):
        return slots
    return slots._replace(earliest=day - _NEWS)


def _dateline(document: Document, time: TimeMark) -> bool:
    return bool(_LINE.match(document.text, time.end))


def _beside(document: Document, time: TimeMark, claim: ClaimMark) -> bool:
    """Whether words for a time stand in the sentence of a claim, and are no dateline."""
    if time.start >= claim.end:
        between = document.text[claim.end : time.start]
    else:
        between = document.text[time.end : max(time.end, claim.start)]
    near = len(between) <= _BESIDE and not _dateline(document, time)
    return near and not re.search(r"\n|[.!?][\"”’)]*\s", between)


def _figure(claim: ClaimMark, marks: Marks) -> Quantity | None:
    """The number that the claim states; of several the first that is of its kind."""
    wanted = _COUNTED.get(claim.type, frozenset())
    inside = [
        q
        for q in marks.quantities
        if q.outcome in wanted and claim.start <= q.start and q.end <= claim.end
    ]
    return min(inside, key=lambda q: (q.start, q.end), default=None)


_ENDS = re.compile(  # what may end a sentence is sought by its first character
    r"[.!?…\n](?:(?<=\n)\n*"
    r"|(?<!\n)[\"”’)]*\s+(?=[\"“‘(]?[A-Z])"
    r"|(?<=[a-z]{4}[.!?])[\"”’)]*\s+(?=[\"“‘(]?\d))"  # not "Sept. 12"
)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a place, roughly.

    >>> sentence_at("It burned. Five of them died. Nobody came.", 11, 15)
    'Five of them died.'
    >>> sentence_at("It burned twice. 12 of them died.", 17, 19)
    '12 of them died.'
    """
    left, right = max(0, start - _FAR), min(len(text), end + _FAR)
    first = left
    for m in _ENDS.finditer(text, max(0, left - 1), start + 2):
        if left <= m.end() <= start:
            first = m.end()
    return text[first : _stop(text, end, right)].strip()


def _stop(text: str, at: int, right: int) -> int:
    """Where the sentence ends: after the stop, or before the end of the line."""
    from_ = at - 1 if at and text[at - 1] != "\n" else at
    found = _ENDS.search(text, from_, right)
    if found is None:
        return right
    return found.start() + (text[found.start()] != "\n")
