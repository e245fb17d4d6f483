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


class _Heads(Struct, frozen=True):
    heads: tuple[str, ...]


class _Wires(Struct, frozen=True):
    outlets: _Heads


class Masthead(NamedTuple):
    """An outlet and the day on which it printed the page."""

    outlet: str
    when: Moment


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
def _outlets() -> frozenset[str]:
    found: _Wires = read("en/wires.toml", _Wires)
    return frozenset(w.casefold() for w in found.outlets.heads)
