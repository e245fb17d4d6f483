"""Claims that are denied or confirmed by words that point back: "The rebels denied it"."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace
from spacy.tokens import Token

from wellsourced.mark.frames import clause_words
from wellsourced.mark.pointing import (
    Pointed,
    called,
    is_charge,
    is_figure,
    is_part,
    no_part,
    pointed,
    pointers,
    verdict,
)
from wellsourced.mark.syntax import Reading
from wellsourced.model import (
    Attribution,
    ClaimMark,
    ClaimType,
    Commitment,
    MarkId,
    Marks,
    Polarity,
    Span,
    digest,
)

_SPEECH = frozenset(
    {
        ClaimType.DEMAND,
        ClaimType.REQUEST,
        ClaimType.REJECT,
        ClaimType.ACCUSE,
        ClaimType.THREATEN,
        ClaimType.AGREE,
    }
)
_EMPTY = frozenset({ClaimType.STATEMENT, ClaimType.SANCTION})  # all that an answer may look like
_NEAR, _FAR = 1, 3  # paragraphs that "it" reaches back, and "the accusation"


class Sense(StrEnum):
    """What is said of a claim before."""

    DENIES = "denies"
    REJECTS = "rejects"
    CONFIRMS = "confirms"


class _Answer(NamedTuple):
    """An attribution that says no more than whether something said before is so."""

    by: Attribution
    sense: Sense
    to: Pointed
    words: Span


class _Said(NamedTuple):
    """What one source, or the page itself, has claimed in one go."""

    start: int
    by: Attribution | None
    claims: tuple[ClaimMark, ...]


def with_answers(reading: Reading, found: Marks) -> tuple[ClaimMark, ...]:
    """Give the claims, and beside them those that a word points back to.

    "Rebels took the town, a ferryman said. The army denied it": that rebels took the town is
    claimed by one and denied by the other.
    """
    page = _Page(reading, found)
    made: list[ClaimMark] = []
    kept = found.claims
    for answer in page.answers:
        if meant := page.meant(answer):
            made.extend(_answering(answer, c, reading) for c in meant)
            kept = tuple(c for c in kept if not (_covers(answer.words, c) and c.type in _EMPTY))
    unique = {c.id: c for c in (*kept, *made)}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, -c.end, c.type, c.id)))


class _Page:
    """What is said on one page, from top to bottom, with what was answered so far."""

    def __init__(self, reading: Reading, found: Marks) -> None:
        self._reading = reading
        self._starts = [p.start for p in reading.passages]
        answers = (a for a in map(self._answer, found.attributions) if a is not None)
        self.answers = sorted(answers, key=lambda a: (a.words.start, a.words.end, a.by.id))
        own = [c for c in found.claims if not any(_covers(a.words, c) for a in self.answers)]
        self._said = list(_said(reading, found.attributions, own))
        self._charged = [c for c in found.claims if c.type is ClaimType.ACCUSE]
        self._meant: dict[MarkId, tuple[ClaimMark, ...]] = {}

    def meant(self, answer: _Answer) -> tuple[ClaimMark, ...]:
        """Give the claims that an answer is about: those of the nearest that it can mean."""
        for said in self._meanable(answer):
            claims = self._meant.get(said.by.id, said.claims) if said.by else said.claims
            wanted = _of_figures(claims) if is_figure(answer.to.noun or "") else claims
            if wanted:
                self._meant[answer.by.id] = wanted
                self._said.append(_Said(answer.words.start, answer.by, wanted))
                self._said.sort(key=lambda s: s.start)
                return wanted
        return ()

    def _meanable(self, answer: _Answer) -> Iterator[_Said]:
        """What an answer may be about, the likeliest first."""
        near = (s for s in self._before(answer) if _can_mean(answer, s, self._cue(s.by)))
        if not (is_charge(answer.to.noun or "") or is_part(answer.to.noun or "")):
            yield from near
            return
        if is_part(answer.to.noun or ""):
            yield from (s for s in near if _is_doer(answer.by, s.claims))
            return
        since = self._accused_at(answer)
        events = [s for s in near if s.start >= since and _is_event(s)]
        yield from sorted(events, key=lambda s: not _is_doer(answer.by, s.claims))

    def _accused_at(self, answer: _Answer) -> int:
        """Where who answers was last accused of something: no charge from before is meant."""
        before = (c for c in self._charged if c.start < answer.words.start)
        named = _named(answer.by)
        return max((c.start for c in before if named & _name_words(c.recipient)), default=0)

    def _before(self, answer: _Answer) -> Iterator[_Said]:
        """What is said within reach before an answer, the nearest first."""
        here = self._passage(answer.words.start)
        reach = _FAR if answer.to.noun else _NEAR
        for said in reversed(self._said):
            if said.start >= answer.words.start:
                continue
            if here - self._passage(said.start) > reach:
                return
            if self._one_speech(said.start, answer.words.start):
                yield said

    def _one_speech(self, first: int, second: int) -> bool:
        """Whether two places are of one text; what readers write is answered by other means."""
        document = self._reading.document
        a, b = document.speech_at(first), document.speech_at(second)
        return (a and a.id) == (b and b.id)

    def _passage(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def _answer(self, a: Attribution) -> _Answer | None:
        if not a.content:
            return None
        text = self._reading.document.text
        content = text[a.content[0].start : a.content[-1].end]
        verb = self._cue(a)
        if (judged := verdict(content)) is not None:
            return _Answer(a, _judgement(holds=judged[1]), judged[0], _words(a))
        if verb in pointers().calls.words and (judged := called(content)) is not None:
            return _Answer(a, _judgement(holds=judged[1]), judged[0], _words(a))
        sense = _sense(verb, a.commitment)
        to = None if sense is None else _denied(sense, content)
        if sense is None or to is None:
            return None
        return _Answer(a, sense, to, _words(a))

    def _cue(self, a: Attribution | None) -> str:
        """The verb by which something is said, as the dictionary has it."""
        if a is None or a.cue is None:
            return ""
        return next((t.lemma_.lower() for t in self._tokens(a.cue) if t.pos_ == "VERB"), "")

    def _tokens(self, span: Span) -> Iterable[Token]:
        number = self._passage(span.start) - 1
        if number < 0:
            return ()
        passage = self._reading.passages[number]
        found = passage.tree.char_span(
            span.start - passage.start, span.end - passage.start, alignment_mode="expand"
        )
        return found or ()


def _denied(sense: Sense, content: str) -> Pointed | None:
    """What is denied, or confirmed: "it", "the claim as irresponsible", "any involvement"."""
    if sense is Sense.CONFIRMS:
        return pointed(content)
    return pointed(content) or pointed(content.partition(" as ")[0]) or no_part(content)


def _covers(words: Span, claim: ClaimMark) -> bool:
    """Whether a claim is made of an answer's words: "Kell dismissed it as propaganda"."""
    return words.start <= claim.start and claim.end <= words.end


def _said(
    reading: Reading, attributions: Iterable[Attribution], claims: Iterable[ClaimMark]
) -> Iterator[_Said]:
    """What is claimed, source by source and, of the page's own, sentence by sentence; in order."""
    by_name = {a.id: a for a in attributions}
    told = [c for c in claims if c.type not in _SPEECH or _retold(c, by_name)]
    groups: dict[tuple[str, str], list[ClaimMark]] = {}
    for c in told:
        key = ("by", c.attribution) if c.attribution else ("own", str(_sentence(reading, c.start)))
        groups.setdefault(key, []).append(c)
    made = [
        _Said(min(c.start for c in own), by_name.get(MarkId(name)), _events(own))
        for (_, name), own in groups.items()
    ]
    yield from sorted(made, key=lambda s: (s.start, s.by.id if s.by else ""))


def _retold(claim: ClaimMark, by_name: Mapping[MarkId, Attribution]) -> bool:
    """Whether a threat or an order is itself told by another: "Kell said they had threatened"."""
    by = by_name.get(claim.attribution) if claim.attribution else None
    if by is None or by.cue is None or claim.start <= by.cue.start < claim.end:
        return False
    return any(c.start <= claim.start < c.end for c in by.content)


def _sentence(reading: Reading, at: int) -> int:
    """Where the sentence begins that a place is in."""
    for p in reading.passages:
        if p.start <= at < p.end:
            word = p.tree.char_span(at - p.start, at - p.start + 1, alignment_mode="expand")
            return p.start + word.sent.start_char if word else p.start
    return at


def _is_event(said: _Said) -> bool:
    """Whether something is said to have been done, as a charge says."""
    return any(c.type not in _EMPTY and c.polarity is Polarity.HOLDS for c in said.claims)


def _is_doer(by: Attribution, claims: Iterable[ClaimMark]) -> bool:
    """Whether somebody is said to have done it himself."""
    return any(_named(by) & _name_words(c.actor) for c in claims)


def _named(by: Attribution) -> frozenset[str]:
    return _name_words(by.chain[-1] if by.chain else None)


def _name_words(name: str | None) -> frozenset[str]:
    return frozenset((name or "").casefold().split()) - {"the", "of"}


def _events(claims: Sequence[ClaimMark]) -> tuple[ClaimMark, ...]:
    """The events and states; a statement where there are none."""
    chief = tuple(c for c in claims if c.type is not ClaimType.STATEMENT)
    return chief or tuple(claims)


def _of_figures(claims: Iterable[ClaimMark]) -> tuple[ClaimMark, ...]:
    counted = (ClaimType.CASUALTY, ClaimType.STRENGTH)
    return tuple(c for c in claims if c.type in counted)


def _judgement(*, holds: bool) -> Sense:
    return Sense.CONFIRMS if holds else Sense.DENIES


def _sense(verb: str, commitment: Commitment) -> Sense | None:
    """What a verb says of what was said; who does "not deny it" says nothing."""
    p = pointers()
    if verb in p.confirms.words:
        return Sense.CONFIRMS
    if commitment is Commitment.UNKNOWN:
        return None
    if verb in p.rejects.words:
        return Sense.REJECTS
    return Sense.DENIES if verb in p.denies.words else None


def _can_mean(answer: _Answer, said: _Said, cue: str) -> bool:
    """Whether an answer can be about what was said: by another, and by who is named as its owner.

    "It" may be rejected only where it is a charge: what was offered is no claim.
    """
    charging = cue in clause_words().charging
    if said.by is not None and _one_source(answer.by, said.by):
        return False
    if answer.to.noun is None:
        return answer.sense is not Sense.REJECTS or charging
    if answer.to.owner is not None and said.by is not None:
        names = {w for link in said.by.chain for w in link.casefold().split()}
        if names.isdisjoint(answer.to.owner.split()):
            return False
    return said.by is not None or not is_charge(answer.to.noun)


def _one_source(a: Attribution, b: Attribution) -> bool:
    return bool(a.chain) and bool(b.chain) and a.chain[-1] == b.chain[-1]


def _words(a: Attribution) -> Span:
    """The words of an answer, from who answers to what he says."""
    spans = [s for s in (a.source, a.cue, *a.content) if s is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _answering(answer: _Answer, to: ClaimMark, reading: Reading) -> ClaimMark:
    """Give a claim again, as who answers has it; in books of codes it is no deed of its own."""
    denies = answer.sense is not Sense.CONFIRMS
    holds = (to.polarity is Polarity.HOLDS) ^ denies
    start, end = answer.words.start, answer.words.end
    return replace(
        to,
        id=MarkId(digest(reading.document.id, "anaphora", str(start), str(end), to.id)),
        attribution=answer.by.id,
        start=start,
        end=end,
        polarity=Polarity.HOLDS if holds else Polarity.FAILS,
        commitment=_signed(answer.by.commitment, holds=holds),
        codes={},
        background=False,
        refers_to=to.refers_to or to.id,
    )


def _signed(said: Commitment, *, holds: bool) -> Commitment:
    """The commitment of who answers, to the claim as he has it."""
    if said is Commitment.UNKNOWN:
        return said
    return Commitment(said.value.rstrip("+-") + ("+" if holds else "-"))
