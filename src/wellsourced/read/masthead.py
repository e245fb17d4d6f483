"""The line with which a copied page says whose it is: "Harbour Herald, 3 March 2031"."""

import functools
import re
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.read.moments import Moment, moment

_LONGEST = 90
_WORDS = 6  # of an outlet's name
_BETWEEN = " \t,;:|·•-–—()[]/."
_SMALL = frozenset({"of", "the", "and", "de", "la", "le", "el", "for", "in", "on"})
_BODY_WORDS = 10  # of the name of whoever gives out a release
_NUMBER = re.compile(r"\b(?:no|nr|number)\b\.?\s*[\d/-]+|#\s*\d+", re.IGNORECASE)


class _Heads(Struct, frozen=True):
    heads: tuple[str, ...]


class _Kinds(Struct, frozen=True):
    government: tuple[str, ...]
    force: tuple[str, ...]
    faction: tuple[str, ...]
    organisation: tuple[str, ...]


class _Releases(Struct, frozen=True):
    words: tuple[str, ...]


class _Wires(Struct, frozen=True):
    outlets: _Heads
    releases: _Releases


class Masthead(NamedTuple):
    """An outlet and the day on which it printed the page."""

    outlet: str
    when: Moment


class Release(NamedTuple):
    """A line that says that somebody's own words follow; who and when, where it says so."""

    by: str | None
    when: Moment | None


def masthead(words: str) -> Masthead | None:
    """Read a line that holds an outlet's name and a day, and nothing else.

    >>> masthead("Harbour Herald, 3 March 2031").outlet
    'Harbour Herald'
    >>> masthead("THE LAKE POST | Sunday 3 March 2031").outlet
    'The Lake Post'
    >>> masthead("Ana Reyes, 3 March 2031"), masthead("The Herald burned on 3 March 2031")
    (None, None)
    """
    when = moment(words) if len(words) <= _LONGEST else None
    if when is None:
        return None
    beside = words[: when.start].strip(_BETWEEN), words[when.end :].strip(_BETWEEN)
    name = outlet_alone(beside[0] or beside[1]) if not all(beside) else None
    return None if name is None else Masthead(name, when)


def release(words: str) -> Release | None:
    """Read a line that says that this is a press release.

    >>> release("Press release, 5 March 2031").when.day.isoformat()
    '2031-03-05'
    >>> release("PRESS RELEASE No. 12")
    Release(by=None, when=None)
    >>> release("Statement by the Ministry of Works").by
    'Ministry of Works'
    >>> release("The press release angered the mayor.") is None
    True
    """
    if len(words) > _LONGEST or words.endswith((".", "?", "!")):
        return None
    when = moment(words)
    bare = words if when is None else f"{words[: when.start]} {words[when.end :]}"
    bare = " ".join(_NUMBER.sub(" ", bare).split()).strip(_BETWEEN)
    found = _released().fullmatch(bare)
    if found is None:
        return None
    by = body_alone(found["by"]) if found["by"] else None
    return Release(by, when) if by or not found["by"] else None


def body_alone(words: str) -> str | None:
    """Give the body that words name, and nothing else: who gives out a release.

    >>> body_alone("Ministry of Works of Norvia"), body_alone("The bridge has fallen")
    ('Ministry of Works of Norvia', None)
    """
    found = words.strip(_BETWEEN).split()
    if not 1 < len(found) <= _BODY_WORDS or not set(words).isdisjoint(".;:?!"):
        return None
    named = all(w.strip(",'’").istitle() or w.isupper() or w in _SMALL for w in found)
    return " ".join(found) if named and found[0] not in _SMALL else None


def is_body(name: str) -> bool:
    """Whether a name says what kind of body it is.

    >>> is_body("Ministry of Works"), is_body("Bridge Falls In Dorvel")
    (True, False)
    """
    return not _kinds().isdisjoint(name.split())


def outlet_alone(words: str) -> str | None:
    """Give the outlet that words name, and nothing else.

    >>> outlet_alone("Harbour Herald"), outlet_alone("Bridge burns, Herald says")
    ('Harbour Herald', None)
    """
    found = words.split()
    if not 0 < len(found) <= _WORDS or not set(found).isdisjoint(".,;:?!"):
        return None
    if not all(re.fullmatch(r"[\w&'’.-]+", w) and _named(w) for w in found):
        return None
    if not {w.casefold() for w in found} & _outlets():
        return None
    shouted = len(found) > 1 and words.isupper()
    return " ".join(w.capitalize() if shouted else w for w in found)


def _named(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL


@functools.cache
def _kinds() -> frozenset[str]:
    found: _Kinds = read("en/orgs.toml", _Kinds)
    words = (*found.government, *found.force, *found.faction, *found.organisation)
    return frozenset(words)


@functools.cache
def _released() -> re.Pattern[str]:
    found: _Wires = read("en/wires.toml", _Wires)
    words = "|".join(re.escape(w) for w in found.releases.words)
    return re.compile(rf"(?:{words})(?: (?:by|from|of) (?:the )?(?P<by>.+))?", re.IGNORECASE)


@functools.cache
def _outlets() -> frozenset[str]:
    found: _Wires = read("en/wires.toml", _Wires)
    return frozenset(w.casefold() for w in found.outlets.heads)
