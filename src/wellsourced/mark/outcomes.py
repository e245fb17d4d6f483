"""What befell those who are counted, read off the clause they stand in."""

import functools
from collections.abc import Iterator

from msgspec import Struct
from spacy.tokens import Span as Words
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.counts import counting
from wellsourced.model import Outcome

_OBJECT = frozenset({"dobj", "nsubjpass", "obj"})
_VERBS = frozenset({"VERB", "AUX"})
_RIGHT = 5  # words between a bare noun and the participle that says what befell it
_BETWEEN = frozenset(
    {
        "people",
        "others",
        "more",
        "seriously",
        "were",
        "was",
        "are",
        "is",
        "critically",
        "reported",
        "left",
    }
    | {"reportedly", "been", "have", "has", "badly", "severely", "slightly", "lightly", "as"}
    | {"confirmed", "found", "being", "believed", "feared", "dead", "either"}
)


class Fate(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one outcome."""

    example: str
    suffer: tuple[str, ...]
    undergo: tuple[str, ...]
    nouns: tuple[str, ...]
    states: tuple[str, ...]
    tolls: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]]
    of: tuple[str, ...] = ()


@functools.cache
def fates() -> dict[Outcome, Fate]:
    """The word list, read once."""
    known: dict[Outcome, Fate] = read("en/outcomes.toml", dict[Outcome, Fate])
    return known


@functools.cache
def told_by(field: str) -> dict[str, Outcome]:
    """Give the outcome that each word of one field tells."""
    return {w: o for o, fate in reversed(fates().items()) for w in getattr(fate, field)}


def befell(noun: Token, number: Token, words: Words) -> Outcome | None:
    """Give what befell the counted, None where the clause does not say."""
    own = told_by("nouns").get(noun.lower_)
    if any(c.lower_ == "attempted" for c in noun.children):
        own = None
    if number.i < noun.i and noun.dep_ == "pobj" and (found := _clause(noun, number)):
        return found
    if own is not None and own is not Outcome.STRENGTH:
        return own
    return _state(noun, words) or _clause(noun, number) or _toll(noun) or _among(noun) or own


def _among(noun: Token) -> Outcome | None:
    """Of whom the counted are some: "*among the dead* are 46 children", "the dead *include*"."""
    head = noun
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    verb = head.head
    fallen = told_by("nouns") | told_by("states")
    if verb.lemma_ == "include" and head.dep_ == "dobj":
        return next((fallen.get(c.lower_) for c in verb.lefts if c.dep_ == "nsubj"), None)
    if verb.lemma_ != "be" or head.dep_ not in ("attr", "nsubj"):
        return None
    ways = (c for c in verb.children if c.lower_ == "among")
    whom = (g for c in ways for g in c.children if g.dep_ in ("pobj", "amod"))
    return next((f for g in whom for t in (g, *g.children) if (f := fallen.get(t.lower_))), None)


def _state(noun: Token, words: Words) -> Outcome | None:
    """A participle or adjective at the noun: "14 dead", "wounded men", "people killed in"."""
    states = told_by("states")
    for child in noun.children:
        if child.lower_ in states and child.dep_ in {"amod", "acl", "acomp", "advcl", "oprd"}:
            return states[child.lower_]
        if child.dep_ in {"relcl", "acl"}:
            verb = _verb(child, subject=not _passive(child), object_=_passive(child))
            if verb is not None:
                return verb
    tree = noun.doc
    first = max(noun.i + 1, words.end)
    for i in range(first, min(first + _RIGHT, len(tree))):
        token = tree[i]
        if token.lower_ in states and token.tag_ in {"VBN", "JJ", "VBD", "VBG"}:
            return states[token.lower_]
        if token.lower_ not in _BETWEEN:
            return None
    return None


def _passive(verb: Token) -> bool:
    active = any(c.dep_ == "nsubj" for c in verb.children)
    return not active and (
        verb.tag_ == "VBN" or any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    )


def _clause(noun: Token, number: Token) -> Outcome | None:
    """The verb that the noun is subject or object of; or "the death of 14 people"."""
    head = noun
    while head.head.i != head.i:
        if head.dep_ in {"conj", "appos", "nmod", "compound", "nummod"}:
            head = head.head
            if found := _lexical(head):
                return found
        elif head.dep_ == "pobj" and head.head.lower_ == "of":
            outer = head.head.head
            if found := _lexical(outer) or told_by("of").get(outer.lower_):
                return found
            if outer.i != number.i and outer.pos_ != "NUM":
                return None
            head = outer
        else:
            break
    verb = head.head
    if verb.pos_ not in _VERBS or _meant(verb):
        return None
    return _verb(verb, subject=head.dep_ == "nsubj", object_=head.dep_ in _OBJECT)


def _meant(verb: Token) -> bool:
    """Whether the deed was only meant: "planned to kill hundreds", "a plot to kill 40"."""
    words = counting().meant.words
    if verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_.startswith(words):
        return True
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    return infinitive and verb.head.lemma_.lower() in words


def _lexical(noun: Token) -> Outcome | None:
    if any(c.lower_ == "attempted" for c in noun.children):
        return None
    found = told_by("nouns").get(noun.lower_)
    return None if found is Outcome.STRENGTH else found


def _verb(verb: Token, *, subject: bool, object_: bool) -> Outcome | None:
    """What a verb says of its subject or object, itself or by its complement."""
    lemma = verb.lemma_.lower()
    if object_ and (found := told_by("suffer").get(lemma)):
        return found
    if subject and verb.tag_ == "VBG" and (found := told_by("states").get(verb.lower_)):
        return found  # "215 are missing"
    if subject and (found := told_by("undergo").get(lemma) or _phrase(verb, lemma)):
        return found
    if not (subject or object_):
        return None
    return _complement(verb, subject=subject)


def _phrase(verb: Token, lemma: str) -> Outcome | None:
    """A verb and its object that tell of the subject: "lost their lives"."""
    for outcome, fate in fates().items():
        nouns = fate.phrases.get(lemma)
        if nouns and any(c.dep_ == "dobj" and c.lower_ in nouns for c in verb.children):
            return outcome
    return None


def _complement(verb: Token, *, subject: bool) -> Outcome | None:
    states = told_by("states")
    for child in _complements(verb):
        if child.lower_ in states:
            return states[child.lower_]
        lemma = child.lemma_.lower()
        if subject and (found := told_by("undergo").get(lemma) or _phrase(child, lemma)):
            return found
        if (found := told_by("suffer").get(lemma)) and _passive(child):
            return found
    return None


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ not in {"acomp", "oprd", "xcomp", "attr", "ccomp"}:
            continue
        if not any(g.dep_ in {"nsubj", "nsubjpass"} for g in child.children):
            yield child
            yield from (g for g in child.children if g.dep_ in {"xcomp", "acomp", "oprd"})


def _toll(noun: Token) -> Outcome | None:
    """A number that a toll rose to, stands at, or is."""
    tolls = told_by("tolls") | {"casualties": Outcome.WOUNDED}
    verb = noun
    for _ in range(3):
        if verb.dep_ == "parataxis":
            return None  # "The toll rose to 15, a nurse said": she is none of them
        verb = verb.head
        for child in verb.children:
            if child.lower_ in tolls and child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
                return tolls[child.lower_]
            subject = child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ == "number"
            if subject and (found := _numbered(child)) is not None:
                return found
        if verb.lower_ in tolls:
            return tolls[verb.lower_]
    return None


def _numbered(number: Token) -> Outcome | None:
    """What a number is of: "the number of deaths", "the number of people killed in the flood"."""
    inner = sorted(t.lower_ for t in number.subtree)
    of = next((w for w in inner if w in told_by("nouns")), None)
    if of is not None and (found := _lexical_word(of)) is not None:
        return found
    return next((told_by("states")[w] for w in inner if w in told_by("states")), None)


def _lexical_word(word: str) -> Outcome | None:
    found = told_by("nouns").get(word)
    return None if found is Outcome.STRENGTH else found
