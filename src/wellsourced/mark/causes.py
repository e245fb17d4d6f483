"""Where it is said what caused a blast, a fire or a crash: "It was a gas leak"."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.clauses import agent, passive, reach

_BACK = 3_000  # characters back to what "it" is
_LONGEST = 3  # words that name a cause


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str
    within: str | None = None


class _Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    causing: tuple[str, ...]
    results: tuple[str, ...]
    blaming: tuple[str, ...]
    pointing: tuple[str, ...]
    example: str


class CauseList(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list (en/causes.toml)."""

    causes: dict[str, _Class]
    events: dict[str, _Class]
    verbs: _Verbs


class Cause(NamedTuple):
    """What is said to have caused what: the words that say it, and the classes of both."""

    verb: Token
    said: Token  # the word for the cause
    first: int
    last: int
    event: str
    cause: str

    @property
    def blames(self) -> bool:
        """Whether somebody lays it to a cause: it is his word and not the writer's."""
        return self.verb.lemma_.lower() in cause_list().verbs.blaming


@functools.cache
def cause_list() -> CauseList:
    """Give the word list."""
    found: CauseList = read("en/causes.toml", CauseList)
    return found


def causes(tokens: Sequence[Token], text: str, start: int) -> Iterator[Cause]:
    """Give each clause of a paragraph that tells a cause; `start`: where in the text it begins.

    "The blast was caused by *a bomb*", "The fire was *an accident*", "*A gas leak* caused the
    explosion", and "It was *a gas leak*" where a blast was told of before.
    """
    if _causal().isdisjoint([t.lower_ for t in tokens]):
        return
    for verb in tokens:
        told = _told(verb)
        if told is None:
            continue
        event, cause = told
        kind = _kind(cause)
        happened = _event(event, text, start) if kind is not None else None
        if kind is not None and happened is not None:
            yield Cause(verb, cause, *reach(verb), happened, kind)


def _told(verb: Token) -> tuple[Token, Token] | None:
    """Give the words for what happened and for its cause."""
    lemma, verbs = verb.lemma_.lower(), cause_list().verbs
    kids = {c.dep_: c for c in verb.children}
    if lemma in verbs.causing:
        pair = (
            (kids.get("nsubjpass"), agent(verb))
            if passive(verb)
            else (kids.get("dobj"), kids.get("nsubj"))
        )
    elif lemma == "be" and "nsubj" in kids:
        pair = (kids["nsubj"], _being(kids))
    elif lemma in verbs.blaming:
        pair = _blamed(verb, kids.get("dobj"))
    else:
        return None
    event, cause = pair
    return (event, cause) if event is not None and cause is not None else None


def _being(kids: dict[str, Token]) -> Token | None:
    """What something is said to be, to be due to, or to be the result of."""
    told = kids.get("attr") or kids.get("acomp")
    if told is None:
        return None
    if told.lower_ == "due":
        return _behind(told, "to")
    if told.lower_ in cause_list().verbs.results:
        return _behind(told, "of")
    return told


def _blamed(verb: Token, thing: Token | None) -> tuple[Token | None, Token | None]:
    """As in "blamed the blast on a gas leak" and "blamed a gas leak for the blast"."""
    if thing is None:
        return None, None
    on, over = _behind(verb, "on") or _behind(thing, "on"), _behind(verb, "for")
    return (thing, on) if on is not None else (over or _behind(thing, "for"), thing)


def _behind(token: Token, preposition: str) -> Token | None:
    found = (c for c in token.rights if c.dep_ == "prep" and c.lower_ == preposition)
    return next((o for p in found for o in p.children if o.dep_ == "pobj"), None)


def _kind(cause: Token) -> str | None:
    """The class of a cause, by the longest name that its words have: "car bomb", "bomb"."""
    own = [c for c in cause.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    behind = _behind(cause, "of")
    if behind is not None and (found := _causes().get(f"{cause.lower_} of {behind.lower_}")):
        return found
    for n in range(max(0, len(own) - _LONGEST + 1), len(own) + 1):
        name = " ".join(t.lower_ for t in (*own[n:], cause))
        if name in _causes():
            return _causes()[name]
    return None


def _event(word: Token, text: str, start: int) -> str | None:
    """What happened; "it" is what was told of last."""
    if word.lower_ in _events():
        return _events()[word.lower_]
    if word.lower_ not in cause_list().verbs.pointing:
        return None
    earlier = text[max(0, start - _BACK) : start] + word.doc.text[: word.sent.start_char]
    told: list[str] = _happening().findall(earlier)
    return _events()[told[-1].lower()] if told else None


@functools.cache
def _causes() -> dict[str, str]:
    return {w.lower(): name for name, c in cause_list().causes.items() for w in c.words}


@functools.cache
def _events() -> dict[str, str]:
    return {w.lower(): name for name, c in cause_list().events.items() for w in c.words}


@functools.cache
def _causal() -> frozenset[str]:
    """First and last words of all names of causes: one stands in every clause that is meant."""
    return frozenset(part for name in _causes() for part in (name.split()[-1], name.split()[0]))


@functools.cache
def _happening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_events(), key=len, reverse=True)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
