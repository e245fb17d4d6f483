"""How a cue stands to what is told: denies, confirms, doubts, takes back."""

import functools
import re
from enum import StrEnum

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import Commitment


class Attitude(StrEnum):
    """What a cue does, beside saying."""

    SAYS = "says"
    DENIES = "denies"
    CONFIRMS = "confirms"
    DOUBTS = "doubts"
    RETRACTS = "retracts"


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str


class Stances(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list: a class of words for each attitude, with its example."""

    denies: _Class
    confirms: _Class
    doubts: _Class
    retracts: _Class


_DENIALS = (Commitment.CERTAIN_NOT, Commitment.PROBABLE_NOT, Commitment.POSSIBLE_NOT)


def stances() -> Stances:
    """Give the word list."""
    lists: Stances = read("en/stances.toml", Stances)
    return lists


def attitude(cue: str, commitment: Commitment | None) -> Attitude:
    """Give what a cue does; its words count before the commitment that was read off it.

    >>> attitude("was not aware of", None).value, attitude("have confirmed", None).value
    ('doubts', 'confirms')
    >>> attitude("said", Commitment.CERTAIN_NOT).value
    'denies'
    """
    kind = _by_words(cue)
    if kind is not None:
        return kind
    return Attitude.DENIES if commitment in _DENIALS else Attitude.SAYS


def takes_back(words: str) -> bool:
    """Give whether words tell of taking back, whatever else they tell.

    >>> takes_back("withdrew his statement"), takes_back("made a statement")
    (True, False)
    """
    (_, pattern), *_ = _patterns()
    return bool(pattern.search(_plain(words)))


@functools.lru_cache(maxsize=1 << 14)
def _by_words(cue: str) -> Attitude | None:
    plain = _plain(cue)
    return next((kind for kind, pattern in _patterns() if pattern.search(plain)), None)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


@functools.cache
def _patterns() -> tuple[tuple[Attitude, re.Pattern[str]], ...]:
    """In this order: "could not confirm" is a doubt, and no confirmation."""
    lists = stances()
    order = (
        (Attitude.RETRACTS, lists.retracts),
        (Attitude.DOUBTS, lists.doubts),
        (Attitude.DENIES, lists.denies),
        (Attitude.CONFIRMS, lists.confirms),
    )
    return tuple((kind, _any(words.words)) for kind, words in order)


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
