"""Whom a description means: "the cleric", "the leader of the Front", "the ministry"."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.lang.names import fold
from wellsourced.mark.scene import Scene
from wellsourced.mark.speakers import speakers
from wellsourced.mark.syntax import Passage
from wellsourced.mark.words import words
from wellsourced.model import EntityKind, Mention

_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_BEFORE = frozenset({"compound", "nmod", "amod"})
_OF = frozenset({"of", "for", "in"})
_SINGLE = frozenset({"NN", "NNP"})


class Bearer(NamedTuple):
    """Somebody whom the page has called by a word: where, by which, and of what group."""

    at: int
    word: str
    group: str | None
    name: str


class Bearers(NamedTuple):
    """All who are called by a word somewhere in a document, in order, by the word."""

    called: dict[str, list[Bearer]]

    def meant(self, word: str, group: str | None, at: int) -> str | None:
        """Give the one called so last before a place; of a group, wherever it is told.

        Without a group: none where two have been called so within the page's reach.
        """
        same = self.called.get(word, [])
        if group is not None:
            held = {b.name for b in same if b.group is not None and fold(b.group) == fold(group)}
            return next(iter(held)) if len(held) == 1 else None
        before = same[: bisect_left([b.at for b in same], at)]
        return before[-1].name if before else None


def bearers(passages: Iterable[Passage], here: Scene) -> Bearers:
    """Read who is called what: by apposition, by title, by "is", by the head of a name."""
    called: dict[str, list[Bearer]] = {}
    for passage in passages:
        for one in _of_passage(passage, here):
            called.setdefault(one.word, []).append(one)
    for rows in called.values():
        rows.sort()
    return Bearers(called)


def described(token: Token) -> bool:
    """Whether a noun stands for somebody told of before: "the cleric", "this group"."""
    if token.tag_ not in _SINGLE or token.conjuncts:
        return False
    lefts = [c for c in token.lefts if c.dep_ != "punct"]
    return bool(lefts) and (lefts[0].lower_ in _DEFINITE or lefts[0].dep_ == "poss")


def office(noun: Token) -> str:
    """Give a word for an office with the one before it that makes it another: "prime minister"."""
    before = noun.nbor(-1).lower_ if noun.i else ""
    return f"{before} {noun.lower_}" if before in speakers().ranks else noun.lower_


def group_of(passage: Passage, token: Token, here: Scene) -> str | None:
    """Give the name that tells which one: "the leader *of the Front*", "the *Front's* leader"."""
    near: list[Token] = [c for c in token.lefts if c.dep_ in _BEFORE or c.dep_ == "poss"]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _OF:
            near += [c for c in child.children if c.dep_ == "pobj"]
    names = (mention_at(passage, t, here) for t in near)
    return next((m.name for m in names if m is not None), None)


def mention_at(passage: Passage, token: Token, here: Scene) -> Mention | None:
    """Give the longest name that covers the word."""
    start = passage.start + token.idx
    over = here.mentions.over(start, start + len(token))
    return max(over, key=lambda m: (m.end - m.start, m.id), default=None)


def _of_passage(passage: Passage, here: Scene) -> Iterator[Bearer]:
    for mention in here.mentions.over(passage.start, passage.end):
        name = passage.tree.char_span(
            mention.start - passage.start, mention.end - passage.start, alignment_mode="expand"
        )
        if name is None:
            continue
        top = name.root
        if mention.kind is EntityKind.PERSON:
            for noun in _nouns(top):
                group = group_of(passage, noun, here)
                for word in dict.fromkeys((noun.lower_, office(noun))):
                    yield Bearer(mention.start, word, group, mention.name)
        elif mention.kind in _BODIES and len(name) > 1:
            yield Bearer(mention.start, top.lower_, None, mention.name)
        elif mention.kind in _BODIES:
            for noun in _bodies(top):
                yield Bearer(mention.start, noun.lower_, None, mention.name)


_BODIES = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.FACTION,
        EntityKind.FORCE,
        EntityKind.GOVERNMENT,
        EntityKind.OUTLET,
    }
)


def _nouns(name: Token) -> Iterator[Token]:
    """The words for a person's part that are set to a name.

    "Odo Kell, the *leader* of the Front", "the *cleric* Odo Kell", "Kell is *mayor* of Lorne".
    """
    roles = words().titles.roles
    near: list[Token] = [c for c in name.children if c.dep_ in {"appos", "compound"}]
    if name.dep_ in {"appos", "compound"}:
        near.append(name.head)
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        near += [c for c in name.head.children if c.dep_ == "attr"]
    yield from (n for n in _joined(near) if n.lower_ in roles and n.tag_ in _SINGLE)


def _bodies(name: Token) -> Iterator[Token]:
    """What a body is called beside its name: "the Lake Front, a *militia*"."""
    near = [c for c in name.children if c.dep_ == "appos"]
    if name.dep_ in {"appos", "compound"}:
        near.append(name.head)
    yield from (n for n in near if n.pos_ == "NOUN" and n.tag_ in _SINGLE)


def _joined(near: Sequence[Token]) -> Iterator[Token]:
    for noun in near:
        yield noun
        yield from noun.conjuncts
