"""The cues of saying, thinking and wanting, by the word that the parser gives for them."""

import functools
from collections.abc import Iterable

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import Commitment


class CueClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that take one kind of content and commit their source in one way."""

    name: str
    commitment: Commitment
    words: tuple[str, ...]
    examples: tuple[str, ...]
    takes: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    told: bool = False
    hearsay: bool = False
    active: bool = False
    attitude: bool = False


class _Carriers(Struct, frozen=True):
    words: tuple[str, ...]
    negative: tuple[str, ...]
    examples: tuple[str, ...]


class _Light(Struct, frozen=True):
    words: tuple[str, ...]
    plain: tuple[str, ...]
    examples: tuple[str, ...]


class _Hearsay(Struct, frozen=True):
    passives: tuple[str, ...]
    adverbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    examples: tuple[str, ...]


class _Asides(Struct, frozen=True):
    first: tuple[str, ...]
    examples: tuple[str, ...]


class _Trailing(Struct, frozen=True):
    words: tuple[str, ...]
    examples: tuple[str, ...]


class _Inverted(Struct, frozen=True):
    words: tuple[str, ...]
    examples: tuple[str, ...]


class CueList(Struct, frozen=True):
    """The word list, as it is written."""

    verbs: tuple[CueClass, ...]
    nouns: tuple[CueClass, ...]
    adjectives: tuple[CueClass, ...]
    carriers: _Carriers
    light: _Light
    hearsay: _Hearsay
    asides: _Asides
    trailing: _Trailing
    inverted: _Inverted


class Cue(Struct, frozen=True):
    """A word with the classes it stands in: for each shape of content, and each preposition."""

    word: str
    shapes: dict[str, CueClass]
    prepositions: dict[str, CueClass]
    first: CueClass

    @property
    def told(self) -> bool:
        """Whether its object is the one addressed."""
        return any(c.told for c in self.shapes.values())

    @property
    def hearsay(self) -> bool:
        """Whether its passive needs no source."""
        return any(c.hearsay for c in (*self.shapes.values(), *self.prepositions.values()))


class Cues(Struct, frozen=True):
    """All cues, looked up by lemma (nouns, adjectives) or by lemma and particle (verbs)."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    carriers: frozenset[str]
    refusals: frozenset[str]
    light: frozenset[str]
    plain: frozenset[str]
    rumoured: frozenset[str]
    adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    asides: frozenset[str]
    trailing: frozenset[str]
    inverted: frozenset[str]


@functools.cache
def cues() -> Cues:
    """Give the word list, turned for looking up."""
    found = read("en/cues.toml", CueList)
    return Cues(
        verbs=_table(found.verbs),
        nouns=_table(found.nouns),
        adjectives=_table(found.adjectives),
        carriers=frozenset(found.carriers.words),
        refusals=frozenset(found.carriers.negative),
        light=frozenset(found.light.words),
        plain=frozenset(found.light.plain),
        rumoured=frozenset(found.hearsay.passives),
        adverbs=frozenset(found.hearsay.adverbs),
        hearsay_adjectives=frozenset(found.hearsay.adjectives),
        asides=frozenset(found.asides.first),
        trailing=frozenset(found.trailing.words),
        inverted=frozenset(found.inverted.words),
    )


def _table(classes: Iterable[CueClass]) -> dict[str, Cue]:
    """The first class that takes a shape has it."""
    table: dict[str, Cue] = {}
    for group in classes:
        for word in group.words:
            cue = table.setdefault(word, Cue(word, {}, {}, group))
            for shape in group.takes:
                cue.shapes.setdefault(shape, group)
            for preposition in group.prepositions:
                cue.prepositions.setdefault(preposition, group)
    return table
