"""What a document claims: events and states, with their sides, time, place and certainty."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wellsourced.mark.clauses import clause_of, reach, top
from wellsourced.mark.codes import codes
from wellsourced.mark.polarity import Stand, stand, weighed
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Content, Scene, scene
from wellsourced.mark.slots import Slots, goes_somewhere, slots, when
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.triggers import Trigger, triggers
from wellsourced.model import (
    Attribution,
    ClaimMark,
    ClaimType,
    Commitment,
    DocumentId,
    MarkId,
    Marks,
    Outcome,
    PartKind,
    Polarity,
    Quantity,
    Span,
    digest,
)

_COUNTED = {
    Outcome.KILLED: ClaimType.CASUALTY,
    Outcome.WOUNDED: ClaimType.CASUALTY,
    Outcome.DETAINED: ClaimType.ARREST,
    Outcome.CAPTURED: ClaimType.ARREST,
    Outcome.STRENGTH: ClaimType.STRENGTH,
}
_VERBAL = frozenset({"VERB", "AUX"})


class _Draft(NamedTuple):
    """A claim before it is sealed."""

    span: Span
    type: ClaimType
    slots: Slots
    polarity: Polarity
    commitment: Commitment
    said: Attribution | None
    mode: str | None


def claims(reading: Reading, found: Marks) -> tuple[ClaimMark, ...]:
    """Find what an analyst would put in the sheet, each in the voice of its innermost source."""
    here = scene(found)
    cast = Cast(here, reading.settings)
    made: list[ClaimMark] = []
    for passage in reading.passages:
        tokens = list(passage.tree)
        for token in tokens:
            if token.dep_ in {"nsubj", "nsubjpass"}:
                cast.hear(passage, token)
        drafts = [_draft(t, passage, cast) for t in _kept(triggers(tokens))]
        drafts += _counted(passage, drafts, cast)
        made += [_sealed(d, passage, here, reading.document.id) for d in drafts]
    unique = {c.id: c for c in made}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, -c.end, c.type, c.id)))


def _kept(found: Iterable[Trigger]) -> Iterator[Trigger]:
    """One claim of a type for a clause: verbs before nouns."""
    ranked = sorted(found, key=lambda t: (t.word.pos_ not in _VERBAL, t.word.i))
    taken: list[Trigger] = []
    for one in ranked:
        same = [t for t in taken if t.frame.type is one.frame.type]
        verb = one.word.pos_ in _VERBAL
        if any((t.first, t.last) == (one.first, one.last) for t in same):
            continue
        if not verb and any(t.first <= one.word.i <= t.last for t in same):
            continue
        taken.append(one)
    yield from sorted(taken, key=lambda t: t.word.i)


def _draft(trigger: Trigger, passage: Passage, cast: Cast) -> _Draft:
    here = cast.scene
    word = passage.span(trigger.word)
    content = here.said_at(word.start, word.end)
    own = here.cue_at(word.start, word.end) if trigger.frame.speech else None
    outer = content.said if content else None
    stood = stand(trigger.word)
    if trigger.word.sent[-1].text == "?":
        stood = Stand(stood.negative, 0)
    polarity, commitment = weighed(
        stood, outer.commitment if outer else None, trigger.frame.polarity
    )
    if polarity is Polarity.FAILS and goes_somewhere(trigger, passage, here):
        polarity, commitment = weighed(stood, None, Polarity.HOLDS)
    span = passage.span(passage.tree[trigger.first], passage.tree[trigger.last])
    return _Draft(
        span=_clipped(span, content),
        type=trigger.frame.type,
        slots=slots(trigger, passage, cast, _speaker(outer, passage)),
        polarity=polarity,
        commitment=commitment,
        said=own or outer,
        mode=trigger.frame.mode,
    )


def _counted(passage: Passage, drafts: Sequence[_Draft], cast: Cast) -> list[_Draft]:
    """Counts of people that no verb of the list tells: "the toll rose to 22"."""
    out: list[_Draft] = []
    for count in cast.scene.quantities.over(passage.start, passage.end):
        kind = _COUNTED.get(count.outcome)
        told = [d for d in (*drafts, *out) if d.type is kind]
        if kind is None or any(d.span.start <= count.start < d.span.end for d in told):
            continue
        draft = _count(count, kind, passage, cast.scene)
        if draft:
            out.append(draft)
    return out


def _count(count: Quantity, kind: ClaimType, passage: Passage, here: Scene) -> _Draft | None:
    words = passage.tree.char_span(
        count.start - passage.start, count.end - passage.start, alignment_mode="expand"
    )
    verb = clause_of(words.root) if words is not None else None
    if words is None:
        return None
    first, last = reach(top(verb)) if verb is not None else (words.start, words.end - 1)
    content = here.said_at(count.start, count.end)
    said = content.said if content else None
    polarity, commitment = weighed(
        stand(words.root), said.commitment if said else None, Polarity.HOLDS
    )
    sides = Slots(count.by, count.group, count.place)
    if kind is ClaimType.STRENGTH:
        sides = Slots(count.group, None, count.place)
    span = passage.span(passage.tree[first], passage.tree[last])
    span = _clipped(span, content)
    return _Draft(span, kind, sides, polarity, commitment, said, None)


def _sealed(draft: _Draft, passage: Passage, here: Scene, doc: DocumentId) -> ClaimMark:
    sentence = _sentence(passage, draft.span)
    earliest, latest = when(draft.span, sentence, here)
    seal = digest(doc, "claims", str(draft.span.start), str(draft.span.end), draft.type.value)
    return ClaimMark(
        id=MarkId(seal),
        attribution=draft.said.id if draft.said else None,
        start=draft.span.start,
        end=draft.span.end,
        type=draft.type,
        actor=draft.slots.actor,
        recipient=draft.slots.recipient,
        place=draft.slots.place,
        earliest=earliest,
        latest=latest,
        polarity=draft.polarity,
        commitment=draft.commitment,
        mode=draft.mode,
        codes=codes(draft.type, draft.mode),
    )


def _sentence(passage: Passage, span: Span) -> Span:
    words = passage.tree.char_span(
        span.start - passage.start, span.end - passage.start, alignment_mode="expand"
    )
    if words is None:
        return span
    sent = words[0].sent
    return passage.span(sent[0], sent[-1])


def _clipped(span: Span, content: Content | None) -> Span:
    """The part of the clause that its source says."""
    if content is None or not span.meets(Span(content.start, content.end)):
        return span
    return Span(max(span.start, content.start), min(span.end, content.end))


def _speaker(said: Attribution | None, passage: Passage) -> str | None:
    """Who "I" and "we" are: the source, or the commenter."""
    if said and said.chain:
        return said.chain[-1]
    part = passage.part
    return part.author if part.kind in {PartKind.COMMENT, PartKind.TRACKBACK} else None
