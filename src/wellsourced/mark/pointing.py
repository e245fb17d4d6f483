"""Words that only point back to what was claimed, as "it" in "the rebels denied it"."""

import functools
import re
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str


class Pointers(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list (en/anaphora.toml)."""

    denies: _Words
    rejects: _Words
    confirms: _Words
    calls: _Words
    pronouns: _Words
    determiners: _Words
    charges: _Words
    figures: _Words
    sayings: _Words
    lies: _Words
    truths: _Words
    between: _Words
    parts: _Words


class Pointed(NamedTuple):
    """What words point back to: whose, and by which noun, where they say so."""

    owner: str | None = None
    noun: str | None = None


@functools.cache
def pointers() -> Pointers:
    """Give the word list."""
    found: Pointers = read("en/anaphora.toml", Pointers)
    return found


def pointed(words: str) -> Pointed | None:
    """Give what words point back to; None: they say something of their own.

    >>> pointed("it"), pointed("the accusation")
    (Pointed(owner=None, noun=None), Pointed(owner=None, noun='accusation'))
    >>> pointed("the mayor's claim").owner, pointed("the claim that he fled")
    ('the mayor', None)
    """
    found = _pointing().fullmatch(_plain(words))
    return _of(found) if found else None


def no_part(words: str) -> Pointed | None:
    """Give that words are of a part in what was told, and in nothing that they name.

    >>> no_part("any involvement"), no_part("its role in the talks") is None
    (Pointed(owner=None, noun='involvement'), True)
    """
    found = _partaking().fullmatch(_plain(words))
    return Pointed(None, found["noun"]) if found else None


def verdict(words: str) -> tuple[Pointed, bool] | None:
    """Give what words are about that say no more than that it is so, or not so.

    >>> verdict("That is not true.")[1], verdict("The report is accurate")[1]
    (False, True)
    >>> verdict("The report is long") is None
    True
    """
    found = _judging().match(_plain(words))
    if found is None:
        return None
    holds = found["truth"] is not None
    return _of(found), holds ^ bool(found["nt"] or found["not"])


def called(words: str) -> tuple[Pointed, bool] | None:
    """Give what words are about that are the object of "called", and whether it is so.

    >>> called('it "nonsense"')[1], called("the report as propaganda")[1]
    (False, False)
    """
    found = _calling().fullmatch(_plain(words))
    return (_of(found), found["truth"] is not None) if found else None


def answers(verb: str) -> bool:
    """Whether a verb says of what was said before that it is so, or is not.

    >>> answers("deny"), answers("say")
    (True, False)
    """
    p = pointers()
    return any(verb in group.words for group in (p.denies, p.rejects, p.confirms))


def is_charge(noun: str) -> bool:
    """Whether a noun stands for what somebody is charged with."""
    return noun in pointers().charges.words


def is_part(noun: str) -> bool:
    """Whether a noun stands for a part in what was done."""
    return noun in pointers().parts.words


def is_figure(noun: str) -> bool:
    """Whether a noun stands for a number."""
    return noun in pointers().figures.words


@functools.cache
def nouns() -> frozenset[str]:
    """Give all nouns that stand for what was said."""
    p = pointers()
    return frozenset((*p.charges.words, *p.figures.words, *p.sayings.words))


def _of(found: re.Match[str]) -> Pointed:
    return Pointed(found["owner"] or None, found["noun"] or None)


def _plain(words: str) -> str:
    bare = words.casefold().replace("’", "'")
    return " ".join(re.sub(r"[\"“”]", "", bare).split()).strip(" .,;!'-")


def _any(words: tuple[str, ...] | frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@functools.cache
def _thing() -> str:
    """A pronoun, or a noun with what stands before it: "the army's latest claim"."""
    p = pointers()
    before = (
        rf"(?:(?P<owner>(?:[\w.-]+ ){{0,4}}[\w.-]+?)(?:'s|s') |(?:{_any(p.determiners.words)}) )"
    )
    return rf"(?:{_any(p.pronouns.words)}|{before}(?:[\w-]+ )?(?P<noun>{_any(nouns())}))"


@functools.cache
def _pointing() -> re.Pattern[str]:
    return re.compile(_thing())


@functools.cache
def _partaking() -> re.Pattern[str]:
    p = pointers()
    return re.compile(
        rf"(?:(?:{_any(p.determiners.words)}|any|having) )?(?P<noun>{_any(p.parts.words)})"
        r"(?: (?:in|for|with|of) (?:it|this|that))?"
    )


@functools.cache
def _worth() -> str:
    p = pointers()
    between = rf"(?:(?:{_any(p.between.words)}) )*"
    said = rf"(?:(?P<truth>{_any(p.truths.words)})|(?:{_any(p.lies.words)}))"
    return rf"{between}(?:an? )?{between}{said}"


@functools.cache
def _judging() -> re.Pattern[str]:
    be = r"(?:(?:is|was|are|were|'s)(?P<nt>n't)? |(?:has|have) been )"
    be += rf"(?:(?:{_any(pointers().between.words)}) )*(?P<not>not )?"
    opens = r"(?:(?:no|yes|but|and|well|of course),? )*(?:that )?"
    return re.compile(rf"{opens}{_thing()} ?{be}{_worth()}(?=$|[.,;:!?]| and | - )")


@functools.cache
def _calling() -> re.Pattern[str]:
    return re.compile(rf"{_thing()},? (?:as )?{_worth()}(?: and \w+(?: \w+)?)?")
