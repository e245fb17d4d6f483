"""Claims before they are judged: each with the hints that speak for and against it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wellsourced.mark.clauses import clause_of, passive, reach, subject, top
from wellsourced.mark.frames import clause_words
from wellsourced.mark.neglect import Neglect, neglects
from wellsourced.mark.polarity import (
    Stand,
    asked,
    attempted,
    bidden,
    disowned,
    granted,
    stand,
    weighed,
)
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Content, Scene
from wellsourced.mark.single import single
from wellsourced.mark.slots import Slots, goes_somewhere, leaves, slots
from wellsourced.mark.syntax import Passage
from wellsourced.mark.triggers import Trigger, asked_for, triggers
from wellsourced.model import (
    Attribution,
    ClaimType,
    Commitment,
    EntityKind,
    Outcome,
    Polarity,
    Quantity,
    Span,
)

_COUNTED = {
    Outcome.KILLED: ClaimType.CASUALTY,
    Outcome.WOUNDED: ClaimType.CASUALTY,
    Outcome.DETAINED: ClaimType.ARREST,
    Outcome.CAPTURED: ClaimType.ARREST,
    Outcome.STRENGTH: ClaimType.STRENGTH,
}
_VERBAL = frozenset({"VERB", "AUX"})
_VIOLENT = frozenset({ClaimType.ASSAULT, ClaimType.CASUALTY})
_LINKING = frozenset({"nsubj", "attr", "oprd"})
_SURE = frozenset({"sure", "identity"})
_SHORTEST = 12  # characters of a statement


class Draft(NamedTuple):
    """A claim before it is judged and sealed."""

    span: Span
    type: ClaimType
    slots: Slots
    polarity: Polarity
    commitment: Commitment
    said: Attribution | None
    mode: str | None
    hints: tuple[str, ...]
    word: str = ""  # the base form of the word that names the event
    one: bool = True  # violence told as one that has happened: no plan, order, habit or sum


def drafts(passage: Passage, cast: Cast) -> list[Draft]:
    """Give all that a paragraph may claim: events, counts, and whole statements."""
    tokens = list(passage.tree)
    for token in tokens:
        if token.dep_ in {"nsubj", "nsubjpass"}:
            cast.hear(passage, token)
    found = (t for t in triggers(tokens) if not t.frame.placed or _of_place(t, passage, cast))
    out = list(_joined((t, _event(t, passage, cast)) for t in _kept(found)))
    out += _counted(passage, out, cast)
    out += list(_statements(passage, tokens, out, cast))
    return out + [_neglected(one, passage, cast) for one in neglects(tokens)]


def _neglected(one: Neglect, passage: Passage, cast: Cast) -> Draft:
    """Who stood by: always told, by those whose duty it was to act."""
    word = passage.span(one.word)
    content = cast.scene.said_at(word.start, word.end)
    said = content.said if content else None
    stood = Stand(negative=False, strength=_stood(one.word).strength)
    polarity, commitment = weighed(stood, said.commitment if said else None, Polarity.HOLDS)
    sides = Slots(cast.names(passage, one.who, _speaker(said, cast)), None, None)
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
    stood = _stood(trigger.word)
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
    named = slots(trigger, passage, cast, _speaker(outer, cast))
    kind = trigger.frame.type
    if kind in _VIOLENT and named.actor is not None and polarity is Polarity.HOLDS:
        cast.did(word.start, named.actor)
    hints = [
        f"{kind} {trigger.word.lemma_.lower()}",
        f"{kind} actor {cast.sort(passage, trigger.actor)}",
        f"{kind} recipient {cast.sort(passage, trigger.recipient)}",
        f"cue {own is not None}",
        *_common((trigger.word, stood), kind, named, outer, passage),
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


def _counted(passage: Passage, told: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Counts of people that no verb of the list tells: "the toll rose to 22"."""
    out: list[Draft] = []
    for count in cast.scene.quantities.over(passage.start, passage.end):
        kind = _COUNTED.get(count.outcome)
        same = [d for d in (*told, *out) if d.type is kind or _seized(d, kind)]
        if kind is None or any(d.span.start <= count.start < d.span.end for d in same):
            continue
        words = passage.tree.char_span(
            count.start - passage.start, count.end - passage.start, alignment_mode="expand"
        )
        if words is None or _whole(words) or _told_before(words):
            continue
        if not asked_for(words.root):
            out.append(_count(count, kind, words.root, passage, cast.scene))
    return out


def _seized(told: Draft, kind: ClaimType | None) -> bool:
    """Whether a count of the held is that of the kidnapped: one event, and no arrest besides."""
    return kind is ClaimType.ARREST and told.type is ClaimType.ASSAULT and told.word in _TAKEN


_TAKEN = frozenset({"kidnap", "abduct", "hijack", "take", "kidnapping", "abduction"})


def _whole(words: Words) -> bool:
    """Whether a toll is told of a whole line and by no number in it: "MAYOR MURDERED"."""
    rest = words.doc[words.end :]
    told = any(t.like_num for t in words)
    return words.start == 0 and not told and all(t.is_punct or t.is_space for t in rest)


def _told_before(words: Words) -> bool:
    """Whether somebody told of before is counted, and no number told: "(killed) *the mayor*"."""
    definite = words[0].lower_ in ("the", "he", "she", "his", "her", "who")
    return definite and not any(t.like_num for t in words)


def _count(count: Quantity, kind: ClaimType, word: Token, passage: Passage, here: Scene) -> Draft:
    verb = clause_of(word)
    first, last = reach(top(verb)) if verb is not None else (word.left_edge.i, word.right_edge.i)
    content = here.said_at(count.start, count.end)
    said = content.said if content else None
    stood = _stood(word)
    polarity, commitment = weighed(stood, said.commitment if said else None, Polarity.HOLDS)
    sides = Slots(count.by, count.group, count.place)
    if kind is ClaimType.STRENGTH:
        sides = Slots(count.group, None, count.place)
    span = clipped(passage.span(passage.tree[first], passage.tree[last]), content)
    hints = (
        f"{kind} count",
        f"{kind} count {count.outcome}",
        *_common((word, stood), kind, sides, said, passage),
    )
    mode = count.outcome.value if kind is ClaimType.CASUALTY else None
    one = single(word if verb is None else verb, commitment)
    return Draft(span, kind, sides, polarity, commitment, said, mode, hints, one=one)


def _statements(
    passage: Passage, tokens: list[Token], told: Sequence[Draft], cast: Cast
) -> Iterator[Draft]:
    """Whole clauses, said by a source or by the page, beside the events in them."""
    for word in tokens:
        if word.pos_ in _VERBAL and _main(word, passage, cast.scene):
            made = _statement(word, passage, told, cast)
            if made:
                yield made


def _main(verb: Token, passage: Passage, here: Scene) -> bool:
    """Whether the clause is the page's own main one, or the main one of what a source says."""
    at = passage.start + verb.idx
    if here.cue_at(at, at + len(verb)):
        return False
    if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ in {"ROOT", "ccomp"}):
        return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    return verb.dep_ in {"ccomp", "parataxis"} and here.said_at(at, at + len(verb)) is not None


def _statement(verb: Token, passage: Passage, told: Sequence[Draft], cast: Cast) -> Draft | None:
    here = cast.scene
    word = passage.span(verb)
    first, last = reach(verb)
    content = here.said_at(word.start, word.end)
    span = clipped(passage.span(passage.tree[first], passage.tree[last]), content)
    if span.end - span.start < _SHORTEST:
        return None
    said = content.said if content else None
    stood = _stood(verb)
    worded = Stand(negative=False, strength=stood.strength)  # a statement is taken as it is worded
    polarity, commitment = weighed(worded, said.commitment if said else None, Polarity.HOLDS)
    doer = _topic(subject(verb), passage, cast)
    speaker = _speaker(said, cast)
    sides = Slots(
        cast.names(passage, doer, speaker) if doer is not None else None,
        None,
        next((p.name for p in here.places.over(span.start, span.end)), None),
    )
    if said is not None and speaker is not None and _bidding(verb):
        return _demand(verb, Spoken(span, said, speaker), passage, cast)
    kind = ClaimType.STATEMENT
    if any(span.meets(d.span) and _SURE.intersection(d.hints) for d in told):
        return None  # the claim inside says as much
    inside = sorted({d.type.value for d in told if span.meets(d.span)})
    hints = [
        f"STATEMENT {verb.lemma_.lower()}",
        f"STATEMENT actor {cast.sort(passage, doer)}",
        f"STATEMENT beside {bool(inside)}",
        f"STATEMENT long {min((last - first) // 8, 4)}",
        *(f"STATEMENT beside {t}" for t in inside),
        *_common((verb, stood), kind, sides, said, passage),
    ]
    return Draft(span, kind, sides, polarity, commitment, said, None, tuple(hints))


def _bidding(verb: Token) -> bool:
    """Whether it says what others are to do: "the army *should* leave the valley"."""
    who = subject(verb)
    bids = any(c.lower_ in clause_words().bidding for c in verb.children if c.dep_ == "aux")
    acts = verb.lemma_ != "be"  # "it should be safe" only hopes
    return bids and acts and who is not None and who.lower_ not in clause_words().speaker


class Spoken(NamedTuple):
    """Words of a source: where they stand, who says them."""

    span: Span
    said: Attribution
    speaker: str


def _demand(verb: Token, spoken: Spoken, passage: Passage, cast: Cast) -> Draft:
    """What a source demands of another: "the army should leave the valley, the mayor said"."""
    who = None if passive(verb) else subject(verb)
    other = cast.names(passage, who, spoken.speaker) if who is not None else None
    sides = Slots(spoken.speaker, other if other != spoken.speaker else None, None)
    kind = ClaimType.DEMAND
    stood = Stand(negative=False, strength=3)
    hints = [f"{kind} bidding", *_common((verb, stood), kind, sides, spoken.said, passage)]
    polarity, commitment = weighed(stood, None, Polarity.HOLDS)
    return Draft(spoken.span, kind, sides, polarity, commitment, spoken.said, None, tuple(hints))


def _topic(token: Token | None, passage: Passage, cast: Cast) -> Token | None:
    """Whom a statement is about: in "the mayor's health", the mayor."""
    if token is None or cast.sort(passage, token) not in {"NOUN", "PROPN"}:
        return token
    return next((c for c in token.lefts if c.dep_ == "poss"), token)


def _common(
    at: tuple[Token, Stand],
    kind: ClaimType,
    sides: Slots,
    said: Attribution | None,
    passage: Passage,
) -> Iterator[str]:
    """Hints that any clause gives: what stands in it, who says it, and where."""
    word, stood = at
    verb = clause_of(word)
    yield kind.value
    yield f"{kind} {word.pos_} {word.dep_}"
    yield f"dep {word.dep_}"
    yield f"{kind} place {sides.place is not None}"
    yield f"sides {sides.actor is not None} {sides.recipient is not None}"
    yield f"said {said is not None}"
    yield f"{kind} said {said is not None}"
    if said:
        yield f"said {said.kind} {said.unnamed} {said.nested_in is not None}"
        yield f"commitment {said.commitment}"
    if verb is not None:
        yield f"tense {verb.tag_} {passive(verb)}"
        yield f"{kind} tense {verb.tag_}"
        auxiliary = sorted(c.lower_ for c in verb.children if c.dep_ == "aux")
        yield from (f"aux {a}" for a in auxiliary)
    if asked(word) or (verb is not None and bidden(verb)):
        yield "unsaid"
    yield f"part {passage.part.kind}"
    yield f"early {min(passage.start // 400, 3)}"
    yield f"strength {stood.strength}"


def _stood(word: Token) -> Stand:
    here = stand(word)
    return Stand(here.negative, 0) if word.sent[-1].text == "?" else here


def clipped(span: Span, content: Content | None) -> Span:
    """Give the part of the clause that its source says."""
    if content is None or not span.meets(Span(content.start, content.end)):
        return span
    return Span(max(span.start, content.start), min(span.end, content.end))


def _speaker(said: Attribution | None, cast: Cast) -> str | None:
    """Who "I" and "we" are: the source, or the writer."""
    return said.chain[-1] if said and said.chain else cast.own
