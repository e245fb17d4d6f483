"""Claims before they are judged: each with the hints that speak for and against it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from wellsourced.mark.neglect import Neglect, neglects
from wellsourced.mark.polarity import Stand, attempted, disowned, granted, weighed
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Content
from wellsourced.mark.single import single
from wellsourced.mark.slots import Slots, goes_somewhere, leaves, slots
from wellsourced.mark.statements import statements
from wellsourced.mark.syntax import Passage
from wellsourced.mark.toldcounts import counted
from wellsourced.mark.triggers import Trigger, triggers
from wellsourced.mark.unjudged import Draft, clipped, common_hints, speaker_of, stood_at
from wellsourced.model import ClaimType, Commitment, EntityKind, Polarity, Span

_VERBAL = frozenset({"VERB", "AUX"})
_VIOLENT = frozenset({ClaimType.ASSAULT, ClaimType.CASUALTY})
_LINKING = frozenset({"nsubj", "attr", "oprd"})


def drafts(passage: Passage, cast: Cast) -> list[Draft]:
    """Give all that a paragraph may claim: events, counts, and whole statements."""
    tokens = list(passage.tree)
    for token in tokens:
        if token.dep_ in {"nsubj", "nsubjpass"}:
            cast.hear(passage, token)
    found = (t for t in triggers(tokens) if not t.frame.placed or _of_place(t, passage, cast))
    out = list(_joined((t, _event(t, passage, cast)) for t in _kept(found)))
    out += counted(passage, out, cast)
    out += list(statements(passage, tokens, out, cast))
    return out + [_neglected(one, passage, cast) for one in neglects(tokens)]


def _neglected(one: Neglect, passage: Passage, cast: Cast) -> Draft:
    """Who stood by: always told, by those whose duty it was to act."""
    word = passage.span(one.word)
    content = cast.scene.said_at(word.start, word.end)
    said = content.said if content else None
    stood = Stand(negative=False, strength=stood_at(one.word).strength)
    polarity, commitment = weighed(stood, said.commitment if said else None, Polarity.HOLDS)
    sides = Slots(cast.names(passage, one.who, speaker_of(said, cast)), None, None)
    span = clipped(passage.span(passage.tree[one.first], passage.tree[one.last]), content)
    hints = ("sure",)
    return Draft(span, ClaimType.STATEMENT, sides, polarity, commitment, said, "neglect", hints)


def _of_place(trigger: Trigger, passage: Passage, cast: Cast) -> bool:
    """Whether what is held is a place with a name, or has a name that is nobody's."""
    if trigger.recipient is None or trigger.recipient.pos_ != "PROPN":
        return False
    span = passage.span(trigger.recipient)
    kinds = {m.kind for m in cast.scene.mentions.over(span.start, span.end)}
    placed = cast.scene.place_at(span.start, span.end) is not None
    known = bool(kinds) or trigger.frame.type is not ClaimType.WHEREABOUTS
    return placed or (known and kinds <= {EntityKind.OTHER, EntityKind.GOVERNMENT})


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


def _joined(found: Iterable[tuple[Trigger, Draft]]) -> Iterator[Draft]:
    """One claim for joined verbs that say the same: "were *funding and arming* the rebels"."""
    last: tuple[Trigger, Draft] | None = None
    for trigger, draft in found:
        if last is not None and _twins(last, (trigger, draft)):
            first = last[1]
            span = Span(first.span.start, max(first.span.end, draft.span.end))
            sides = first.slots._replace(actor=first.slots.actor or draft.slots.actor)
            last = trigger, first._replace(span=span, slots=sides)
            continue
        if last is not None:
            yield last[1]
        last = trigger, draft
    if last is not None:
        yield last[1]


def _twins(one: tuple[Trigger, Draft], two: tuple[Trigger, Draft]) -> bool:
    verb, other = one[0].word, two[0].word
    if other.dep_ != "conj" or other.head.i != verb.i or verb.pos_ not in _VERBAL:
        return False
    a, b = one[1], two[1]
    same = (a.type, a.polarity, a.commitment, a.said, a.mode)
    if same != (b.type, b.polarity, b.commitment, b.said, b.mode):
        return False
    agents = {a.slots.actor, b.slots.actor} - {None}  # "were trained and paid *by the Guard*"
    return len(agents) < 2 and a.slots.recipient == b.slots.recipient


def _event(trigger: Trigger, passage: Passage, cast: Cast) -> Draft:
    here = cast.scene
    word = passage.span(trigger.word)
    content = here.said_at(word.start, word.end)
    own = here.cue_at(word.start, word.end) if trigger.frame.speech else None
    outer = content.said if content else None
    stood = stood_at(trigger.word)
    base = Polarity.FAILS if leaves(trigger, passage, here) else trigger.frame.polarity
    value = outer.commitment if outer else None
    if value is Commitment.UNKNOWN and _presupposed(trigger.word, passage, content):
        value = None
    if trigger.word.pos_ == "NOUN" and granted(trigger.word):
        stood = Stand(negative=disowned(trigger.word, trigger.actor), strength=3)
        value = None
    polarity, commitment = weighed(stood, value, base)
    if polarity is Polarity.FAILS and goes_somewhere(trigger, passage, here):
        polarity, commitment = weighed(stood, None, Polarity.HOLDS)
    named = slots(trigger, passage, cast, speaker_of(outer, cast))
    kind = trigger.frame.type
    if kind in _VIOLENT and named.actor is not None and polarity is Polarity.HOLDS:
        cast.did(word.start, named.actor)
    hints = [
        f"{kind} {trigger.word.lemma_.lower()}",
        f"{kind} actor {cast.sort(passage, trigger.actor)}",
        f"{kind} recipient {cast.sort(passage, trigger.recipient)}",
        f"cue {own is not None}",
        *common_hints((trigger.word, stood), kind, named, outer, passage),
    ]
    if trigger.frame.sure and (named.actor or named.recipient):
        hints.append("sure")
    if trigger.word.pos_ == "NOUN" and trigger.word.dep_ in _LINKING:
        hints.append("identity")
    span = passage.span(passage.tree[trigger.first], passage.tree[trigger.last])
    return Draft(
        span=clipped(span, content),
        type=kind,
        slots=named,
        polarity=polarity,
        commitment=commitment,
        said=own or outer,
        mode=_mode(trigger),
        hints=tuple(hints),
        word=trigger.word.lemma_.lower(),
        one=kind not in _VIOLENT or single(trigger.word, commitment),
    )


def _presupposed(word: Token, passage: Passage, content: Content | None) -> bool:
    """Whether it only tells who is meant: "demand justice for the man *who died*"."""
    at = word
    while at.dep_ != "relcl" and at.head.i != at.i:
        at = at.head
    start = passage.start + at.head.idx
    return at.dep_ == "relcl" and content is not None and content.start <= start < content.end


def _mode(trigger: Trigger) -> str | None:
    tried = trigger.frame.type is ClaimType.WHEREABOUTS and attempted(trigger.word)
    return "attempted" if tried else trigger.frame.mode
