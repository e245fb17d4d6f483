"""Which words name which kind of event or state, and where its sides stand."""

import functools
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.model import ClaimType, Polarity


class Roles(StrEnum):
    """Which side of the verb does what."""

    DOES = "does"
    UNDERGOES = "undergoes"
    IS = "is"


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class of words of en/events.toml, which says what each field means."""

    type: ClaimType
    mode: str | None = None
    polarity: Polarity = Polarity.HOLDS
    roles: Roles = Roles.DOES
    speech: bool = False
    sure: bool = False
    placed: bool = False
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    where: tuple[str, ...] = (
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "throughout",
        "around",
    )
    goal: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    example: str = ""
    gives: str = ""


class _Frames(Struct, frozen=True, forbid_unknown_fields=True):
    frames: tuple[Frame, ...]


class Clauses(Struct, frozen=True, forbid_unknown_fields=True):
    """The small words of clauses (en/frames.toml)."""

    planned: frozenset[str]
    failed: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    open: frozenset[str]
    negative: frozenset[str]
    giving: frozenset[str]
    anybody: frozenset[str]
    tried: frozenset[str]
    left: frozenset[str]
    accidents: frozenset[str]
    disasters: frozenset[str]
    belongings: frozenset[str]
    bidding: frozenset[str]
    bodies: frozenset[str]
    mouths: frozenset[str]
    parts: frozenset[str]
    papers: frozenset[str]
    times: frozenset[str]
    light: frozenset[str]
    occur: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    speaker: frozenset[str]
    which: frozenset[str]
    nobody: frozenset[str]
    rogue: frozenset[str]
    called: frozenset[str]
    kept: frozenset[str]
    part: frozenset[str]
    foiled: frozenset[str]
    feared: frozenset[str]
    plots: frozenset[str]
    bared: frozenset[str]
    charging: frozenset[str]
    ailing: frozenset[str]


class Entry(NamedTuple):
    """A word of a frame with what has to stand by it: an object, a particle or a preposition."""

    frame: Frame
    object: str | None = None
    particle: str | None = None
    preposition: str | None = None


class Index(NamedTuple):
    """Entries by lemma; the demanding ones first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]


def frame_list() -> tuple[Frame, ...]:
    """Give all frames, in the order of the list."""
    lists: _Frames = read("en/events.toml", _Frames)
    return lists.frames


def clause_words() -> Clauses:
    """Give the small words of clauses."""
    lists: Clauses = read("en/frames.toml", Clauses)
    return lists


@functools.cache
def index() -> Index:
    """Give the frames by their words.

    >>> [e.frame.type.value for e in index().verbs["call"]]
    ['CONCEDE', 'DEMAND', 'DEMAND', 'DEMAND']
    """
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    adjectives: dict[str, list[Entry]] = {}
    for frame in frame_list():
        for words, into in (
            (frame.verbs, verbs),
            (frame.nouns, nouns),
            (frame.adjectives, adjectives),
        ):
            for word in words:
                lemma, entry = _entry(frame, word)
                into.setdefault(lemma, []).append(entry)
    return Index(_ranked(verbs), _ranked(nouns), _ranked(adjectives))


def frame_of(token: Token) -> Frame | None:
    """Give the frame that the token's word and its surroundings call for."""
    entry = entry_of(token)
    return entry.frame if entry else None


def entry_of(token: Token) -> Entry | None:
    """Give the entry of the lists that the token's word and its surroundings fit."""
    lists = index()
    table = {"VERB": lists.verbs, "AUX": lists.verbs, "NOUN": lists.nouns, "PROPN": lists.nouns}
    entries = table.get(token.pos_, lists.adjectives).get(_lemma(token), ())
    if token.pos_ == "VERB" and not entries:
        entries = lists.adjectives.get(token.lower_, ())
    return next((e for e in entries if _fits(token, e)), None)


def _lemma(token: Token) -> str:
    return token.lemma_.lower() if token.pos_ != "ADJ" else token.lower_


def _entry(frame: Frame, word: str) -> tuple[str, Entry]:
    """Read one word of the list.

    >>> _entry(Frame(type=ClaimType.DEMAND), "call>for")[1].preposition
    'for'
    """
    for mark, field in ((":", "object"), ("+", "particle"), (">", "preposition")):
        if mark in word:
            lemma, other = word.split(mark)
            return lemma, Entry(frame, **{field: other})
    if " " in word:
        first, last = word.rsplit(" ", 1)
        return last, Entry(frame, particle=first)
    return word, Entry(frame)


def _ranked(table: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {
        k: tuple(sorted(v, key=lambda e: not (e.object or e.particle or e.preposition)))
        for k, v in table.items()
    }


def _fits(token: Token, entry: Entry) -> bool:
    if entry.object:
        return any(_lemma(t) == entry.object for t in _objects(token))
    if entry.particle:
        near = token.rights if token.pos_ == "VERB" else token.children
        return any(t.lower_ == entry.particle for t in near)
    if entry.preposition:
        return any(t.lower_ == entry.preposition for t in (*token.rights, *_behind(token)))
    return True


def _behind(noun: Token) -> Iterator[Token]:
    """What stands behind joined nouns: "recruitment and *training* *of* rebels"."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.pos_ == "NOUN":
        yield from (t for t in noun.head.rights if t.i > noun.i)


def _objects(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"dobj", "attr", "nsubjpass"}:
            yield child
            yield from child.conjuncts
        if child.dep_ == "prep" and child.lower_ in {"in", "into", "on"}:
            yield from (c for c in child.children if c.dep_ == "pobj")
