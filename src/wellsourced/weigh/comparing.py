"""The word list by which what is told on two pages is compared."""

import functools

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Comparing(Struct, frozen=True, forbid_unknown_fields=True):
    """`small`: carries nothing; `mouths`: speak for others; `unnamed`: name no group.

    `happenings`: words for one kind of happening each; `so_far`: before the day up to which a
    count has come, one of `times`; `anybody`: no more than people; `common`: words of no one
    happening; `befalls`: what strikes a place, whoever did it; `same`: words that tell the same;
    `takes_back`: takes back what was said before; `arresters`: who arrests if nobody is told to.
    """

    small: frozenset[str]
    mouths: tuple[str, ...]
    unnamed: frozenset[str]
    happenings: tuple[tuple[str, ...], ...]
    so_far: tuple[str, ...]
    times: frozenset[str]
    anybody: frozenset[str]
    common: frozenset[str]
    befalls: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    takes_back: tuple[str, ...]
    arresters: frozenset[str]


@functools.cache
def comparing() -> Comparing:
    """Give the word list."""
    lists: Comparing = read("en/comparing.toml", Comparing)
    return lists


@functools.cache
def kinds() -> dict[str, str]:
    """Give for each word that tells a happening what kind it is: the first word of its line."""
    return {word: line[0] for line in comparing().happenings for word in line}


@functools.cache
def same() -> dict[str, str]:
    """Give for each word that has another for the same the one to compare by."""
    return {word: line[0] for line in comparing().same for word in line}


def only_arresters(names: frozenset[str]) -> bool:
    """Whether names tell of nobody who arrested, but of those who always do."""
    return all(n.casefold() in comparing().arresters for n in names)
