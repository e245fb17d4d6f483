"""What a document claims: events and states, with their sides, time, place and certainty."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace
from spacy.tokens import Token

from wellsourced.lang.datelines import dateline, written
from wellsourced.mark.background import Telling, background, older
from wellsourced.mark.caused import CAUSE, caused
from wellsourced.mark.codes import NEGLECT, Told, codes
from wellsourced.mark.countries import Sides
from wellsourced.mark.dating import Clause, dating
from wellsourced.mark.incidents import VIOLENT, settled
from wellsourced.mark.judge import least, plain, worth
from wellsourced.mark.modes import mode
from wellsourced.mark.possible import drafts
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Scene, scene
from wellsourced.mark.signs import Sign, Signs, signs, within
from wellsourced.mark.speakers import speakers
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.unjudged import Draft
from wellsourced.mark.violence import violence
from wellsourced.model import (
    Attribution,
    ClaimMark,
    ClaimType,
    Commitment,
    Dated,
    Document,
    MarkId,
    Marks,
    Span,
    digest,
)

_STATES = frozenset(
    {
        ClaimType.WHEREABOUTS,
        ClaimType.ALLEGIANCE,
        ClaimType.SUPPORT,
        ClaimType.CONTROL,
        ClaimType.STRENGTH,
    }
)

_SPEECH = frozenset({ClaimType.STATEMENT, ClaimType.REQUEST, ClaimType.DEMAND, ClaimType.REJECT})

# What a count or a whole clause says, where an event of the same words says more.
_AGAIN = frozenset({ClaimType.STATEMENT, ClaimType.STRENGTH})


class Place(NamedTuple):
    """Where a clause stands: its passage with its signs, its document with what was found."""

    passage: Passage
    here: Scene
    document: Document
    seen: tuple[Sign, ...]
    sides: Sides
    written: Dated

    def words(self, span: Span) -> tuple[Token, Token]:
        """Give the first and the last word of a clause."""
        start, tree = self.passage.start, self.passage.tree
        found = tree.char_span(span.start - start, span.end - start, alignment_mode="expand")
        return (found[0], found[-1]) if found else (tree[0], tree[-1])

    def around(self, span: Span) -> tuple[Signs, Signs, Signs]:
        """Give the signs in a clause, in its sentences, and in its passage."""
        if not self.seen:
            return frozenset(), frozenset(), frozenset()
        first, last = self.words(span)
        return (
            within(self.seen, first.i, last.i),
            within(self.seen, first.sent.start, last.sent.end - 1),
            within(self.seen, 0, len(self.passage.tree)),
        )

    def sentence(self, span: Span) -> Span:
        """Give the sentences of a clause."""
        first, last = self.words(span)
        opening = first.sent
        closing = opening if last.i < opening.end else last.sent
        return self.passage.span(opening[0], closing[-1])


def claims(reading: Reading, found: Marks) -> tuple[ClaimMark, ...]:
    """Find what an analyst would put in the sheet, each in the voice of its innermost source.

    A text of which nothing would be put there gives the one that comes nearest.
    """
    here = scene(_undated(reading, found))
    sides = Sides(here, reading.document.text)
    day = _written(reading)
    kept: list[tuple[Draft, Place]] = []
    rest: list[tuple[Draft, Place]] = []
    for passage, group in groupby(candidates(reading, here), key=lambda found: found[0]):
        at = Place(passage, here, reading.document, signs(passage.tree), sides, day)
        for _, draft in group:
            if not _on_terms(draft, at):
                sure = told(draft) or neglects(draft, at) or draft.mode == CAUSE
                (kept if sure else rest).append((draft, at))
    made = settled((draft.word, _sealed(draft, at)) for draft, at in _once(kept) or _nearest(rest))
    unique = {claim.id: claim for claim in _owned(made, found.attributions)}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, -c.end, c.type, c.id)))


def _owned(made: Iterable[ClaimMark], attributions: Sequence[Attribution]) -> Iterator[ClaimMark]:
    """Give deeds that somebody claims to have done in his voice: "The Front claimed the blast".

    That nobody has claimed a deed says nothing of who did it.
    """
    for claim in made:
        said = next((a for a in attributions if _claims(a, claim)), None)
        if said is None:
            yield claim
        elif said.commitment is not Commitment.UNKNOWN:
            yield replace(claim, attribution=said.id)


def _claims(said: Attribution, claim: ClaimMark) -> bool:
    """Whether an attribution is that by which a deed is claimed."""
    if claim.mode != "claimed" or said.cue is None or not said.content:
        return False
    here = claim.start <= said.cue.start and said.cue.end <= claim.end
    return here and claim.start <= said.content[0].start and said.content[-1].end <= claim.end


def _once(kept: list[tuple[Draft, Place]]) -> list[tuple[Draft, Place]]:
    """The drafts without those that only say again, of the same words, that something was said.

    "Fighters have left the city" is where they are; no statement besides. "The blast was an
    accident" tells the cause, and no assault.
    """
    causes = {d.span for d, _ in kept if d.mode == CAUSE}
    events = {d.span for d, _ in kept if d.type not in _AGAIN} - causes
    return [
        (d, at)
        for d, at in kept
        if d.mode == CAUSE
        or (d.span not in causes and (d.type not in _AGAIN or d.span not in events))
    ]


def _undated(reading: Reading, found: Marks) -> Marks:
    """What was found, without the days of datelines: they tell when it was written.

    In "LORNE, March 7 (Coast News) - The army has left the town" it may have left before.
    """
    text = reading.document.text
    heads = [p for p in reading.passages if _heads(text[p.start : p.end])]
    times = [t for t in found.times if not any(p.start <= t.start < p.end for p in heads)]
    return replace(found, times=tuple(times))


def _heads(text: str) -> bool:
    """Whether a passage is a dateline and no more."""
    return dateline(f"{text}.", 0, len(text) + 1) == len(text)


def _written(reading: Reading) -> Dated:
    """When the page was published; where nobody knows, the day of its first dateline."""
    published = reading.document.published
    if published.earliest is not None:
        return published
    text = reading.document.text
    days = (written(f"{text[p.start : p.end]}.", 0, p.end - p.start + 1) for p in reading.passages)
    day = next((d for d in days if d is not None), None)
    return published if day is None else Dated(earliest=day, latest=day)


def _nearest(rest: list[tuple[Draft, Place]]) -> list[tuple[Draft, Place]]:
    """The draft of most worth; an event before a statement."""
    said = [(d, at) for d, at in rest if "unsaid" not in d.hints and not _fragment(d)]
    said.sort(key=lambda one: (one[0].type is ClaimType.STATEMENT, -worth(one[0].hints)))
    return said[:1]


def told(draft: Draft) -> bool:
    """Tell whether a clause is told: not what is only asked or bidden."""
    if "unsaid" in draft.hints or _fragment(draft):
        return False
    return plain(draft.hints) or worth(draft.hints) >= least()


def _on_terms(draft: Draft, at: Place) -> bool:
    """Whether a clause only tells on what terms somebody speaks: "who asked not to be named"."""
    if draft.type not in _SPEECH:
        return False
    words = " ".join(draft.span.of(at.document.text).casefold().split())
    return any(term in words for term in speakers().terms)


def _fragment(draft: Draft) -> bool:
    """Whether it names a member and says of nobody that he is one: "any *member* of the Front"."""
    nobody = draft.slots.actor is None and "sure" not in draft.hints
    return draft.type is ClaimType.ALLEGIANCE and nobody


def neglects(draft: Draft, at: Place) -> bool:
    """Tell whether a force is said to stand by: "the police looked on as the shops burned"."""
    if draft.type is not ClaimType.STATEMENT or "unsaid" in draft.hints:
        return False
    return at.around(draft.span)[0] >= NEGLECT


def candidates(reading: Reading, here: Scene) -> Iterator[tuple[Passage, Draft]]:
    """Give every clause that may be a claim, with the hints by which it is judged."""
    cast = Cast(here, reading.settings, reading.document, reading.passages)
    for passage in reading.passages:
        cast.enter(passage)
        for draft in (*drafts(passage, cast), *caused(passage, cast)):
            yield passage, draft


def _sealed(draft: Draft, at: Place) -> ClaimMark:
    span = draft.span
    clause = Clause(span, at.passage, draft.type, _lasts(draft, at.passage))
    when = dating(clause, at.here, at.document)
    seal = digest(at.document.id, "claims", str(span.start), str(span.end), draft.type.value)
    own, sentence, around = at.around(span)
    way = draft.mode or mode(draft.type, draft.word, own)
    sides = draft.slots
    claim = ClaimMark(
        id=MarkId(seal),
        attribution=draft.said.id if draft.said else None,
        start=span.start,
        end=span.end,
        type=draft.type,
        actor=sides.actor,
        recipient=sides.recipient,
        place=sides.place,
        earliest=when.earliest,
        latest=when.latest,
        dated=when.why,
        polarity=draft.polarity,
        commitment=draft.commitment,
        mode=way,
    )
    telling = _telling(claim, at)
    listed = codes(
        Told(
            draft.type,
            way,
            draft.polarity,
            sides.actor,
            sides.recipient,
            sentence,
            around,
            frozenset(h[4:] for h in draft.hints if h.startswith("aux ")),
            own,
            draft.type in VIOLENT and draft.one and not older(telling, at.written),
            draft.word,
        )
    )
    claim = replace(claim, codes=listed)
    kind = violence(claim, at.here)
    return replace(
        claim,
        codes=listed | at.sides.codes(claim, at.sentence(span)) | ({"ucdp": kind} if kind else {}),
        background=background(telling, at.written),
    )


def _telling(claim: ClaimMark, at: Place) -> Telling:
    first, last = at.words(Span(claim.start, claim.end))
    return Telling(
        claim.earliest,
        claim.latest,
        first.doc[first.i : last.i + 1].root,
        at.sentence(Span(claim.start, claim.end)).of(at.document.text),
        claim.attribution is not None,
    )


def _lasts(draft: Draft, passage: Passage) -> bool:
    """Whether the clause tells of what still is: "is in Norvia", "loyal to Kell"."""
    start, end = draft.span.start - passage.start, draft.span.end - passage.start
    words = passage.tree.char_span(start, end, alignment_mode="expand")
    if draft.type not in _STATES or words is None:
        return False
    return words.root.tag_ in {"VBZ", "VBP", "JJ"} or any(
        c.tag_ in {"VBZ", "VBP"} and c.dep_ in {"aux", "auxpass"} for c in words.root.children
    )
