"""How far an attribution looks like one that a careful reader would mark."""

import functools
import math
from collections.abc import Iterable

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.drafts import Draft, Voice
from wellsourced.mark.namebook import Names
from wellsourced.mark.speakers import general, speakers
from wellsourced.model import AttributionKind


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What each hint weighs (en/cueweights.toml, made by scripts/cueweights.py)."""

    least: float
    weights: dict[str, float]


def hints(voice: Voice, names: Names, kind: AttributionKind, *, inside: bool) -> tuple[str, ...]:
    """Give what may speak for or against an attribution; nothing where none is to be weighed."""
    draft = voice.draft
    if draft is None:
        return ()
    sort = "aside" if draft.kind is None else draft.kind.name
    who = _speaker(draft, names)
    if _plain(draft, who):
        return ()
    shape = _shape(draft, kind)
    where = "inside" if inside else "outside"
    word = draft.word
    return (
        f"cue {word.lemma_}",
        f"class {sort}",
        f"source {who}",
        f"shape {shape}",
        f"tag {word.tag_}",
        f"place {word.dep_}",
        where,
        f"{sort} {shape}",
        f"{sort} {who}",
        f"{shape} {who}",
        f"{where} {shape}",
        f"{where} {who}",
    )


def worth(found: Iterable[str]) -> float:
    """Give the share of attributions with these hints that careful readers marked."""
    table = _weights().weights
    total = table.get("", 0.0) + sum(table.get(h, 0.0) for h in found)
    return 1 / (1 + math.exp(-total))


def least() -> float:
    """Give the worth from which on an attribution is told."""
    return _weights().least


def _plain(draft: Draft, who: str) -> bool:
    """Whether somebody's word holds a clause: "the envoys' concern that the dam will break"."""
    clause = draft.stated is not None and draft.stated.dep_ in ("acl", "ccomp")
    return clause and draft.word.tag_[:2] == "NN" and who not in ("none", "nobody")


def _speaker(draft: Draft, names: Names) -> str:
    head = draft.head
    if head is None:
        return "none"
    known = speakers()
    word = head.lower_
    if head.pos_ in ("PRON", "DET"):
        return "nobody" if general(head) else known.pronouns.get(word, "pronoun")
    mention = names.at(draft.passage, head)
    if mention is not None:
        return str(mention.kind)
    return _noun(head)


def _noun(head: Token) -> str:
    known = speakers()
    word = head.lower_
    if word in known.carriers:
        return "carrier"
    if {word, head.lemma_} & (known.unnamed | known.singular) or word in known.plural:
        return "people"
    if word in known.named:
        return "body"
    return "name" if head.pos_ == "PROPN" else "thing"


def _shape(draft: Draft, kind: AttributionKind) -> str:
    if kind is not AttributionKind.INDIRECT:
        return str(kind)
    stated = draft.stated
    return "words" if stated is None else f"{stated.dep_} {stated.pos_}"


@functools.cache
def _weights() -> _Weights:
    lists: _Weights = read("en/cueweights.toml", _Weights)
    return lists
