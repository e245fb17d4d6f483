"""The words by which a page tells the toll of its own incident."""

import functools
import re

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One class of words."""

    example: str
    words: tuple[str, ...]


@functools.cache
def tollwords() -> dict[str, Words]:
    """The word list, read once."""
    known: dict[str, Words] = read("en/tolls.toml", dict[str, Words])
    return known


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Give what finds the words of a class, longest first.

    >>> pattern("critical").search("She is on life support.").group()
    'life support'
    """
    ordered = sorted(tollwords()[name].words, key=lambda w: (-len(w), w))
    listed = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
