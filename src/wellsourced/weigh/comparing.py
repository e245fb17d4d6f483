"""The word list by which what is told on two pages is compared."""

import functools

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Comparing(Struct, frozen=True, forbid_unknown_fields=True):
    """`small`: carries nothing; `mouths`: speak for others; `unnamed`: name no group."""

    small: frozenset[str]
    mouths: tuple[str, ...]
    unnamed: frozenset[str]


@functools.cache
def comparing() -> Comparing:
    """Give the word list."""
    lists: Comparing = read("en/comparing.toml", Comparing)
    return lists
