"""What a page tells as background, apart from what it reports as new."""

import functools
import re
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.model import Dated

_NEWS = timedelta(days=8)  # how far back a page's news reaches
_LONG = timedelta(days=31)  # a stretch that tells of a history, "since 2003"


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: tuple[str, ...]


class Telling(NamedTuple):
    """How a claim is told: its days, its verb and sentence, and whether a source says it."""

    earliest: date | None
    latest: date | None
    verb: Token
    words: str
    said: bool


def background(told: Telling, published: Dated) -> bool:
    """Tell whether a claim is of older days than the page's news.

    A day before the week of the page, a stretch that began long before it, words such as "years
    ago", or in the page's own voice what "had been" by then. What has no date of its own and no
    such sign is new; so is everything where the page's day is not known and nothing else tells.
    """
    return older(told, published) or (
        not told.said and _had(told.verb) and not _new(told, published)
    )


def older(told: Telling, published: Dated) -> bool:
    """Tell whether days or words put a claim before the page's news.

    Not so the tense: what "had been" done may have been done yesterday.
    """
    day = published.earliest
    if day is not None and told.latest is not None and told.latest < day - _NEWS:
        return True
    if _reaches(told, day):
        return True
    return not _new(told, published) and bool(_past().search(told.words))


def _new(told: Telling, published: Dated) -> bool:
    """Whether its day is one of the page's news."""
    day = published.earliest
    return told.latest is not None and day is not None and told.latest >= day - _NEWS


def _reaches(told: Telling, day: date | None) -> bool:
    """Whether the stretch is a long one that began before the page's news."""
    first, last = told.earliest, told.latest
    if first is None or last is None or last - first <= _LONG:
        return False
    return day is not None and first < day - _LONG


def _had(verb: Token) -> bool:
    """Whether the verb tells what came before: "*had* been shelled"."""
    return verb.tag_ == "VBN" and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.lefts)


def summed(words: str) -> bool:
    """Whether words tell of a sum over time and not of one event.

    >>> summed("Nine miners have been killed so far this year")
    True
    """
    return bool(_listed("sum").search(words))


def _past() -> re.Pattern[str]:
    return _listed("past")


@functools.cache
def _listed(name: str) -> re.Pattern[str]:
    words = read("en/background.toml", dict[str, _Words])[name].words
    listed = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{listed})(?:\b|(?<=since 19|since 20)\d)", re.IGNORECASE)
