"""Where a paragraph speaks of an event or a state: the word, its frame, its clause."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import after, agent, clause_of, passive, reach, subject, target, top
from wellsourced.mark.frames import Entry, Frame, Roles, clause_words, entry_of, frame_of
from wellsourced.model import ClaimType

_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_STATES = frozenset({"acomp", "oprd", "ROOT", "conj", "attr", "xcomp", "ccomp"})
_BY = ("by", "from")


class Trigger(NamedTuple):
    """A word that names an event: its frame and sides, and the claim's first and last token."""

    word: Token
    frame: Frame
    first: int
    last: int
    actor: Token | None
    recipient: Token | None


def triggers(tokens: list[Token]) -> Iterator[Trigger]:
    """Give the events of a paragraph, in order."""
    for token in tokens:
        if token.pos_ in _VERBAL or token.pos_ in _NOUNS or token.pos_ == "ADJ":
            entry = entry_of(token)
            made = _made(token, entry) if entry else None
            if made and not _asked_for(token):
                yield made


def _made(token: Token, entry: Entry) -> Trigger | None:
    frame = entry.frame
    if token.pos_ in _VERBAL:
        return _verb(token, entry)
    return _noun(token, frame) if token.pos_ in _NOUNS else _adjective(token, frame)


def _verb(verb: Token, entry: Entry) -> Trigger | None:
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return None
    frame = entry.frame
    first, last = reach(top(verb))
    does, undergoes = _sides(verb)
    other = next(after(verb, frame.to), None)
    things = target(verb)
    if things is not None and (entry.object or _handed(verb)):
        other = other or next(after(things, frame.to), None)
        undergoes = None if entry.object or other is not None else undergoes
    if frame.roles is Roles.UNDERGOES:
        return Trigger(verb, frame, first, last, None, does or undergoes)
    if frame.roles is Roles.IS:
        if frame.type is ClaimType.WHEREABOUTS and undergoes is not None and passive(verb):
            does = undergoes
        return Trigger(verb, frame, first, last, does or undergoes, other)
    if frame.type is ClaimType.ACCUSE or undergoes is not None:
        other = undergoes or other
    return Trigger(verb, frame, first, last, does, other)


def _handed(verb: Token) -> bool:
    """Whether the object is what is given: "supplied *rifles* to the rebels"."""
    given = verb.lemma_.lower() in clause_words().giving
    return given and any(c.lower_ == "to" and c.dep_ in {"prep", "dative"} for c in verb.rights)


def _sides(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does and who undergoes."""
    if passive(verb):
        return agent(verb), subject(verb)
    return subject(verb), target(verb)


def _adjective(word: Token, frame: Frame) -> Trigger | None:
    """A state told by an adjective: "the brigade is *loyal* to Kell", "nine were left *dead*"."""
    verb = word.head
    other = next(after(word, frame.to), None)
    if verb.pos_ in _NOUNS and verb.i < word.i and other is not None:
        ends = (verb.left_edge.i, word.right_edge.i)
        return Trigger(word, frame, *ends, verb, other)
    if verb.pos_ not in _VERBAL or word.dep_ not in _STATES:
        return None
    first, last = reach(top(verb))
    who = subject(word) or subject(verb)
    if word.dep_ == "oprd" and target(verb) is not None:
        who = target(verb)
    if frame.roles is Roles.UNDERGOES:
        return Trigger(word, frame, first, last, None, who)
    return Trigger(word, frame, first, last, who, other)


def _noun(noun: Token, frame: Frame) -> Trigger | None:
    if noun.dep_ in _MODIFIERS:
        return None
    small = clause_words()
    by = next(after(noun, _BY), None) or _owner(noun)
    other = next(after(noun, frame.to), None)
    verb = clause_of(noun)
    if verb is not None and noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"}:
        lemma = verb.lemma_.lower()
        first, last = reach(top(verb))
        if noun.dep_ in {"dobj", "nsubjpass"} and lemma in small.light:
            does = agent(verb) if passive(verb) else subject(verb)
            return _nominal(noun, frame, (first, last), does or by, other)
        if noun.dep_ == "attr" and frame.type is ClaimType.ALLEGIANCE:
            return _nominal(noun, frame, (first, last), subject(verb), other)
        if noun.dep_ == "nsubj" and lemma in small.occur:
            return _nominal(noun, frame, (first, last), by, other or target(verb))
    by = by or _beside(noun, frame)
    if by is None and other is None and noun.dep_ != "ROOT":
        return None
    last = max(
        [t.right_edge.i for t in noun.rights if t.dep_ in {"prep", "agent"}], default=noun.i
    )
    return _nominal(noun, frame, (noun.left_edge.i, last), by, other)


def _beside(noun: Token, frame: Frame) -> Token | None:
    """Who is meant: "Kell, the *leader* of the Front"; "marched in *support* of the Front"."""
    if frame.type is ClaimType.ALLEGIANCE:
        if noun.dep_ == "appos":
            return noun.head
        return next((c for c in noun.rights if c.dep_ == "appos"), None)
    verb = clause_of(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and verb is not None:
        return subject(verb)
    return None


def _nominal(
    noun: Token, frame: Frame, at: tuple[int, int], does: Token | None, other: Token | None
) -> Trigger:
    if frame.roles is Roles.UNDERGOES:
        return Trigger(noun, frame, *at, None, other or does)
    return Trigger(noun, frame, *at, does, other)


def _owner(noun: Token) -> Token | None:
    """The doer in front of an event: "*Norvian* air strikes", "the *army's* raid"."""
    for child in noun.lefts:
        if child.lemma_.lower() in clause_words().times:
            continue
        if child.dep_ == "poss" or (child.dep_ in _MODIFIERS and child.text[0].isupper()):
            return child
    return None


def is_event(noun: Token) -> bool:
    """Whether the noun names something violent that happens, or what it is done with."""
    frame = frame_of(noun)
    if frame is not None:
        return frame.type is ClaimType.ASSAULT
    return noun.lemma_.lower() in clause_words().accidents


def event_doer(noun: Token) -> Token | None:
    """Who does what the noun names; None: not said."""
    return next(after(noun, _BY), None) or _owner(noun)


def _asked_for(token: Token) -> bool:
    """Whether somebody asks, orders or refuses what the word names: it is not told as done."""
    at = token
    while at.head.i != at.i and at.dep_ in {
        "xcomp",
        "ccomp",
        "conj",
        "pobj",
        "prep",
        "dobj",
        "pcomp",
        "acl",
    }:
        below, at = at, at.head
        if below.dep_ in {"xcomp", "ccomp", "pobj", "dobj", "acl"} and at.pos_ in _VERBAL:
            frame = frame_of(at)
            if frame and frame.speech and frame.type is not ClaimType.ACCUSE:
                return True
    return False
