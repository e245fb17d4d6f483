"""Words of a passage that tell which kind of event it speaks of: weapons, settings, sides."""

import functools
from typing import NamedTuple

from msgspec import Struct
from spacy.strings import StringStore
from spacy.tokens import Doc

from wellsourced.lexicon.reader import read

Signs = frozenset[str]
_Follows = tuple[tuple[tuple[str, ...], str], ...]  # the words behind the first, the class


class Sign(NamedTuple):
    """A word or phrase of a class, by the number of its first token."""

    at: int
    name: str


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: tuple[str, ...]


def signs(tree: Doc) -> tuple[Sign, ...]:
    """Give the signs of a parsed passage, in order.

    >>> from wellsourced.mark.syntax import parser
    >>> [s.name for s in signs(parser()("A suicide bomber struck the police."))]
    ['suicide', 'suicide', 'officers', 'state']
    """
    known = _by_key(tree.vocab.strings)
    return tuple(
        Sign(at, name)
        for at, key in enumerate(tree.to_array("LOWER").tolist())
        if key in known and not _dated(tree, at)
        for rest, name in known[key]
        if _stands(tree, at + 1, rest)
    )


def _dated(tree: Doc, at: int) -> bool:
    """Whether the word is a month's name: "in *March*"."""
    return tree[at].text == "March" and not tree[at].is_sent_start


def within(found: tuple[Sign, ...], first: int, last: int) -> Signs:
    """Give the classes of the signs from one token to another, both included."""
    return frozenset(s.name for s in found if first <= s.at <= last)


def _stands(tree: Doc, start: int, rest: tuple[str, ...]) -> bool:
    if len(tree) < start + len(rest):
        return False
    return all(tree[start + i].lower_ in _forms(word) for i, word in enumerate(rest))


@functools.cache
def _by_key(strings: StringStore) -> dict[int, _Follows]:
    known: dict[int, set[tuple[tuple[str, ...], str]]] = {}
    for name, one in read("codes/signs.toml", dict[str, _Class]).items():
        for words in one.words:
            first, *rest = words.replace("-", " - ").split()
            for form in _forms(first):
                known.setdefault(strings.add(form), set()).add((tuple(rest), name))
    return {key: tuple(sorted(follows)) for key, follows in known.items()}


@functools.cache
def _forms(word: str) -> frozenset[str]:
    """A base form and what is made of it: "bomb", "bombs", "bombed", "bombing".

    >>> sorted(_forms("raid"))
    ['raid', 'raided', 'raiding', 'raids']
    """
    if not word.isalpha() or len(word) < _SHORT:
        return frozenset({word})
    stem = word[:-1] if word[-1] == "e" else word
    forms = {word, word + "s", stem + "ed", stem + "ing"}
    if word.endswith(("s", "sh", "ch", "x")):
        forms.add(word + "es")
    if word.endswith("y"):
        forms |= {stem[:-1] + "ies", stem[:-1] + "ied"}
    if word[-1] in "bgmnprt":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)


_SHORT = 3
