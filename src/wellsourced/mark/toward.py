"""Whom an act is toward, where it stands deeper than the act's own object."""

from spacy.tokens import Token

from wellsourced.mark.counts import counting
from wellsourced.mark.scene import Scene
from wellsourced.mark.syntax import Passage
from wellsourced.mark.triggers import Trigger
from wellsourced.mark.words import words
from wellsourced.model import ClaimType, EntityKind, Mention

_TOWARD = frozenset(
    {
        ClaimType.AGREE,
        ClaimType.REQUEST,
        ClaimType.DEMAND,
        ClaimType.ACCUSE,
        ClaimType.REJECT,
        ClaimType.THREATEN,
        ClaimType.PROTEST,
        ClaimType.SANCTION,
        ClaimType.COERCE,
        ClaimType.AID,
        ClaimType.SUPPORT,
        ClaimType.COOPERATE,
        ClaimType.CONCEDE,
    }
)
_WHO = frozenset(
    {
        EntityKind.PERSON,
        EntityKind.PLACE,
        EntityKind.NATIONALITY,
        EntityKind.ORGANISATION,
        EntityKind.FACTION,
        EntityKind.FORCE,
        EntityKind.GOVERNMENT,
    }
)
_APART = frozenset({"advcl", "relcl", "npadvmod", "conj", "parataxis", "appos"})
_SCENES = frozenset(
    {"in", "at", "near", "after", "before", "during", "since", "amid", "about", "outside"}
)
_BEFORE = frozenset({"amod", "compound", "nmod"})


def toward(trigger: Trigger, passage: Passage, here: Scene) -> Token | None:
    """Give the first name behind the act that is neither where nor when it took place.

    "Norvia rejected an offer *from Sarka*", "condemned *Sarka's* raid", "threatened to shell
    *Sarkan* towns".
    """
    given = trigger.recipient
    if trigger.frame.type not in _TOWARD or (
        given is not None and _somebody(given, passage, here)
    ):
        return given
    for token in passage.tree[trigger.word.i + 1 : trigger.last + 1]:
        named = _named(token, passage, here)
        if named and _below(token, trigger):
            return _whole(token)
    return given


def _somebody(noun: Token, passage: Passage, here: Scene) -> bool:
    """Whether it is no thing: a name, people, an office, or a pronoun."""
    if noun.pos_ != "NOUN" or _named(noun, passage, here):
        return True
    people = counting().persons
    known = noun.lower_ in {*people.words, *people.plurals} or noun.lower_ in words().nouns
    return known or noun.lower_ in words().titles.roles or noun.lemma_ in words().titles.roles


def _named(token: Token, passage: Passage, here: Scene) -> Mention | None:
    if token.pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return None
    at = passage.start + token.idx
    over = (m for m in here.mentions.over(at, at + len(token)) if m.kind in _WHO)
    return None if _town(token) else next(over, None)


def _town(name: Token) -> bool:
    """Whether it is a place where something was: "the shelling of the *village of Torsk*"."""
    return name.head.lower_ == "of" and name.head.head.lower_ in words().titles.towns


def _below(token: Token, trigger: Trigger) -> bool:
    """Whether the token hangs on the act, not through a place, a time or another clause."""
    at = token
    while at.i != trigger.word.i:
        if at.dep_ in _apart(trigger.frame.type) or (at.dep_ == "prep" and at.lower_ in _SCENES):
            return False
        if at.head.i == at.i or (trigger.actor is not None and at.i == trigger.actor.i):
            return False
        at = at.head
    return True


def _apart(kind: ClaimType) -> frozenset[str]:
    """Clauses that speak of others; but "marched *calling on Norvia* to ..." asks it of Norvia."""
    return _APART - {"advcl"} if kind in {ClaimType.PROTEST, ClaimType.THREATEN} else _APART


def _whole(token: Token) -> Token:
    """The noun that the name stands before: "*Sarkan towns*"."""
    at = token
    while at.dep_ in _BEFORE and at.head.i > at.i and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    return at
