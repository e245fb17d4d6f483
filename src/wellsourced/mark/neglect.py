"""Where a force or a government is said to have left undone what it is there for."""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.clauses import agent, passive, reach, subject

_VERBAL = frozenset({"VERB", "AUX"})
_OPEN = frozenset({"will", "'ll", "would", "may", "might", "should", "if", "unless", "whether"})
_OWNING = frozenset({"of", "by", "on", "in", "from"})


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: frozenset[str]


class Neglect(NamedTuple):
    """The word that tells of it, who stood by, and the first and last token of the clause."""

    word: Token
    who: Token
    first: int
    last: int


def neglects(tokens: Sequence[Token]) -> Iterator[Neglect]:
    """Give each clause in which somebody with a duty stood by, in order.

    "the shops burned as the *police looked on*", "the police *could not stop* the mob", "the
    *inaction of the police*".
    """
    if _words("duty").isdisjoint([t.lower_ for t in tokens]):
        return
    for token in tokens:
        who = _idler(token) if token.pos_ in _VERBAL else _owner(token)
        if who is None:
            continue
        ends = reach(token) if token.pos_ in _VERBAL else (token.left_edge.i, token.right_edge.i)
        yield Neglect(token, who, *ends)


def _idler(verb: Token) -> Token | None:
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    who = agent(verb) if passive(verb) else subject(verb)
    if who is None or not _dutiful(who) or any(c.lower_ in _OPEN for c in verb.lefts):
        return None
    return who if _stands_by(verb) or _undone(verb) or _is_idle(verb) else None


def _dutiful(noun: Token) -> bool:
    """Whether somebody has the duty: "the police", "a team of policemen", "police officers"."""
    if noun.lower_ in _words("duty"):
        return True
    inner = (c for p in noun.rights if p.lower_ == "of" for c in p.children)
    return any(c.dep_ == "pobj" and c.lower_ in _words("duty") for c in inner)


def _stands_by(verb: Token) -> bool:
    """Whether the verb is one of standing by, with the word that makes it so."""
    lemma = verb.lemma_.lower()
    if any(c.dep_ == "neg" for c in verb.lefts):
        return False
    idle = _words("idle")
    if lemma in idle:
        return True
    near = [c for c in verb.children if c.dep_ != "punct"]
    return any(
        f"{lemma}:{c.lemma_.lower()}" in idle or f"{lemma}+{c.lower_}" in idle for c in near
    )


def _undone(verb: Token) -> bool:
    """Whether a task is not done: "did *not* act", "could *not* stop them", "took no action"."""
    if verb.lemma_.lower() not in _words("task"):
        return False
    denied = any(c.dep_ == "neg" for c in verb.lefts)
    nothing = (g for c in verb.rights if c.dep_ == "dobj" for g in (c, *c.lefts))
    return denied or any(g.lower_ in {"no", "nothing", "little"} for g in nothing)


def _is_idle(verb: Token) -> bool:
    """Whether they are said to be helpless, absent, spectators."""
    if verb.lemma_.lower() not in {
        "be",
        "remain",
        "stay",
        "look",
        "stand",
        "become",
        "seem",
        "appear",
    }:
        return False
    if any(c.dep_ == "neg" for c in verb.lefts):
        return False
    told = (c for c in verb.rights if c.dep_ in {"acomp", "attr", "advmod", "oprd"})
    return any(c.lower_ in _words("being") for c in told)


def _owner(noun: Token) -> Token | None:
    """Whose neglect it is: "the *police's* inaction", "the failure of the *government*"."""
    if noun.pos_ != "NOUN" or noun.lower_ not in _words("lapse"):
        return None
    before = [c for c in noun.lefts if c.dep_ in {"poss", "compound", "amod", "nmod"}]
    behind = [c for p in noun.rights if p.lower_ in _OWNING for c in p.children]
    return next((c for c in (*before, *behind) if _dutiful(c)), None)


@functools.cache
def _words(name: str) -> frozenset[str]:
    lists: dict[str, _Class] = read("codes/neglect.toml", dict[str, _Class])
    return lists[name].words
