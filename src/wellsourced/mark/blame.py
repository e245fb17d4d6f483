"""Whose doing a death was, where the clause itself names nobody who did it."""

from collections.abc import Iterable

from spacy.tokens import Token

from wellsourced.mark.bearers import mention_at
from wellsourced.mark.doers import is_event
from wellsourced.mark.frames import clause_words
from wellsourced.mark.scene import Scene
from wellsourced.mark.syntax import Passage
from wellsourced.mark.triggers import Trigger
from wellsourced.model import EntityKind

_OF = ("of", "from")
_DYING = frozenset({"die", "perish"})
_HURTS = frozenset({"wound", "injury", "burn"})  # what one dies of, but nothing that killed
_MISHAPS = frozenset(
    {"crash", "capsize", "sink", "explode", "collide", "overturn", "derail", "shoot"}
)
_YEAR = 4  # digits
_NOUNS = frozenset({"NOUN", "PROPN"})
_LEAD = 2  # paragraphs
_SAME = frozenset({"the", "this", "that", "these", "those"})


def nature(trigger: Trigger, passage: Passage, here: Scene) -> str | None:
    """Give what killed and is nobody: "nine died in the *flood*", "died of *cholera*"."""
    tree = passage.tree
    for token in tree[trigger.first : trigger.last + 1]:
        if token.lemma_.lower() in clause_words().disasters and token.pos_ in _NOUNS:
            return _worded(token, passage, here)
    if trigger.word.lemma_.lower() in _DYING:
        for child in trigger.word.rights:
            if child.lower_ in _OF and child.dep_ == "prep":
                cause = next((c for c in child.children if c.dep_ == "pobj"), None)
                if cause is not None and cause.pos_ == "NOUN" and _kills(cause):
                    return _worded(cause, passage, here)
    return None


def another_cause(trigger: Trigger, passage: Passage) -> bool:
    """Whether a clause tells of what else killed, or of another year: "when a boat *sank*"."""
    for token in passage.tree[trigger.first : trigger.last + 1]:
        lemma = token.lemma_.lower()
        if lemma in clause_words().accidents or lemma in _MISHAPS:
            return True
        if len(token) == _YEAR and token.is_digit and token.text[:2] in ("18", "19", "20"):
            return True
    return False


def told_event(trigger: Trigger, passage: Passage) -> bool:
    """Whether a clause points back to a deed told before: "nine died in *the raid*"."""
    for token in passage.tree[trigger.first : trigger.last + 1]:
        if token.pos_ == "NOUN" and is_event(token) and _again(token):
            return True
    return False


def disaster_of(passages: Iterable[Passage], here: Scene) -> str | None:
    """Give the storm or quake that the first lines of a page are about, and no attack."""
    lead = [(p, t) for p in list(passages)[:_LEAD] for t in p.tree if t.pos_ in _NOUNS]
    found = [(p, t) for p, t in lead if t.lemma_.lower() in clause_words().disasters]
    deeds = sum(is_event(t) for _, t in lead) - len(found)
    return _worded(found[0][1], found[0][0], here) if found and not deeds else None


def _kills(cause: Token) -> bool:
    return not is_event(cause) and cause.lemma_.lower() not in _HURTS


def _again(noun: Token) -> bool:
    first = next(iter(noun.lefts), None)
    return (
        first is not None
        and first.lower_ in _SAME
        and not any(c.dep_ == "relcl" for c in noun.rights)
    )


def _worded(noun: Token, passage: Passage, here: Scene) -> str:
    named = mention_at(passage, noun, here)
    if named is not None and named.kind not in {EntityKind.NATIONALITY, EntityKind.PLACE}:
        return named.name
    return noun.lemma_.lower()
