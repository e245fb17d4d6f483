"""Persons whom something befell and whom no number counts: "a policeman", "himself", names."""

import functools
from collections.abc import Iterable, Iterator

from spacy.strings import StringStore
from spacy.tokens import Token

from wellsourced.mark.counted import Counted
from wellsourced.mark.counts import Count, counting
from wellsourced.mark.outcomes import befell, told_by
from wellsourced.mark.syntax import Passage
from wellsourced.model import Bound, Outcome

_VAGUER = frozenset({Outcome.COUNT, Outcome.STRENGTH, Outcome.AMOUNT})
_FATES = frozenset({Outcome.KILLED, Outcome.WOUNDED})
_SELVES = frozenset({"himself", "herself"})
_FATAL = frozenset({"kill", "shoot", "blow"})
_SIDES = ("nsubj", "nsubjpass", "dobj")
_OBJECT = frozenset({"dobj", "conj"})


def singles(passage: Passage) -> Iterator[Counted]:
    """Give the single persons whom something befell: "killed a policeman", "killing himself"."""
    tree = passage.tree
    wanted = _person_keys(tree.vocab.strings)
    rows = tree.to_array(["LOWER", "DEP", "POS"]).tolist()
    for index, (key, _, _) in enumerate(rows):
        if key not in wanted:
            continue
        token = tree[index]
        own = token.lower_ in _SELVES
        found = _himself(token) if own else _attacker(token) or _one(token)
        if found is not None:
            yield found
    strings = tree.vocab.strings
    name, sides = strings["PROPN"], {strings[side] for side in _SIDES}
    yield from _named(tree[i] for i, (_, d, p) in enumerate(rows) if p == name and d in sides)


def _named(sides: Iterable[Token]) -> Iterator[Counted]:
    """Victims told by name: "Odo Kell, Ana Marsh and Ivo Brandt were killed" are three."""
    for token in sides:
        names = [token, *token.conjuncts]
        if len(names) < 2 or any(t.pos_ != "PROPN" for t in names):
            continue
        outcome = befell(token, token, token.doc[token.i : token.i + 1])
        if outcome in _FATES:
            first, last = token.left_edge, names[-1]
            count = Count(
                first.idx, last.idx + len(last), first.idx, len(names), len(names), Bound.EXACT
            )
            yield Counted(count, token, None, outcome)


@functools.cache
def _person_keys(strings: StringStore) -> frozenset[int]:
    words = {*counting().persons.words, *counting().attackers.words, *_SELVES}
    return frozenset(strings.add(word) for word in words)


def _one(token: Token) -> Counted | None:
    """One person behind an article."""
    article = next((c for c in token.lefts if c.lower_ in {"a", "an", "another"}), None)
    if token.tag_ != "NN" or article is None:
        return None
    outcome = befell(token, token, token.doc[token.i : token.i + 1])
    if outcome is None or outcome in _VAGUER or told_by("nouns").get(token.lower_) is not None:
        return None
    return _counted(article, token, token, outcome)


def _attacker(token: Token) -> Counted | None:
    """The attacker among the dead: "four people died, including the gunman"."""
    if token.lower_ not in counting().attackers.words or token.tag_ != "NN" or token.i < 2:
        return None
    article = token.nbor(-1)
    if article.lower_ != "the" or article.i == 0 or article.nbor(-1).lower_ != "including":
        return None
    whole = next((t for t in token.ancestors if t.dep_ in {"nsubj", "nsubjpass", "dobj"}), None)
    if whole is None:
        clause = [t for t in token.ancestors if t.pos_ == "VERB"]
        whole = next((c for v in clause for c in v.children if c.dep_ == "nsubj"), None)
    outcome = befell(whole, whole, whole.doc[whole.i : whole.i + 1]) if whole is not None else None
    return _counted(article, token, token, outcome) if outcome is Outcome.KILLED else None


def _himself(token: Token) -> Counted | None:
    """The attacker who died by his own hand, apart from those he killed: "killed 12 and himself".

    His group is what the subject calls him.
    """
    head = token
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    verb = head.head
    if head.dep_ not in _OBJECT or verb.lemma_.lower() not in _FATAL or verb.i > token.i:
        return None
    if verb.lemma_.lower() == "shoot" or (verb.lemma_.lower() == "blow" and not _up(verb)):
        return None
    subject = _subject(verb)
    named = subject is not None and subject.lower_ in counting().attackers.words
    noun = subject if named else None
    return _counted(token, token, noun, Outcome.KILLED) if noun is not None else None


def _up(verb: Token) -> bool:
    return any(c.lower_ == "up" for c in verb.children)


def _subject(verb: Token) -> Token | None:
    while True:
        own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if own is not None or verb.head.i == verb.i or verb.dep_ not in {"conj", "advcl", "xcomp"}:
            return own
        verb = verb.head


def _counted(first: Token, last: Token, noun: Token | None, outcome: Outcome) -> Counted:
    end = last.idx + len(last)
    count = Count(first.idx, end, first.idx, 1, 1, Bound.EXACT)
    return Counted(count, last, noun, outcome)
