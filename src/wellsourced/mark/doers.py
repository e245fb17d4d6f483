"""Who did what a noun names: the doer of an event, also of one that somebody died of."""

from spacy.tokens import Token

from wellsourced.mark.clauses import after
from wellsourced.mark.frames import clause_words, frame_of
from wellsourced.mark.words import words
from wellsourced.model import ClaimType

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_BY = ("by", "from")
_CAUSES = frozenset({"in", "by", "during", "from", "to", "under", "of"})
_NAMING = frozenset({"PROPN", "ADJ", "NOUN"})
_WINDOW = 12  # words from "killed" to what it was done in
_NOUNS_DEEP = 6  # words from "in" to the event


def is_event(noun: Token) -> bool:
    """Whether the noun names something violent that happens, or what it is done with."""
    frame = frame_of(noun)
    if frame is not None:
        return frame.type is ClaimType.ASSAULT
    return noun.lemma_.lower() in clause_words().accidents or _disaster(noun)


def _disaster(noun: Token) -> bool:
    """Whether the noun names what nobody does: "the *flood* killed nine"."""
    return noun.lemma_.lower() in clause_words().disasters


def cause(word: Token) -> Token | None:
    """Who did what somebody died of: "was killed in *police* firing", "in a *Norvian* raid"."""
    tree = word.doc
    last = min(word.i + _WINDOW, len(tree) - 1)
    for i in range(word.i + 1, last):
        at = tree[i]
        if at.pos_ in {"VERB", "NUM"} and not is_event(at) and not _took_place(at):
            return None
        if at.lower_ in _CAUSES and (doer := _of_event(at, last)) is not None:
            return doer
    return None


def _took_place(verb: Token) -> bool:
    """Whether the verb says no more than that deaths came about: "*have taken* place"."""
    return verb.lemma_.lower() in clause_words().occur


def _of_event(cause: Token, last: int) -> Token | None:
    """The doer that stands in front of an event, behind "in" or "due to"."""
    tree = cause.doc
    doer = None
    for i in range(cause.i + 1, min(cause.i + _NOUNS_DEEP, last + 1)):
        at = tree[i]
        if _disaster(at):
            return None
        if is_event(at):
            return doer if doer is not None else next(after(at, _BY), None)
        if at.lower_ in words().nouns or (at.text[0].isupper() and at.pos_ in _NAMING):
            doer = at
        elif at.pos_ not in {"DET", "ADJ", "NOUN", "PART"}:
            return None
    return None


def event_doer(noun: Token) -> Token | None:
    """Who does what the noun names; None: not said."""
    return None if _disaster(noun) else next(after(noun, _BY), None) or owner(noun)


def owner(noun: Token) -> Token | None:
    """The doer in front of an event: "*Norvian* air strikes", "the *army's* raid"."""
    for child in noun.lefts:
        if child.lemma_.lower() in clause_words().times:
            continue
        named = child.text[0].isupper() or child.lower_ in words().nouns
        if child.dep_ == "poss" or (child.dep_ in _MODIFIERS and named):
            return child
    return None
