"""Bodies of a state by what they are for: "the Ministry of the Interior", "interior ministry"."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lang.names import fold
from wellsourced.lexicon.reader import read


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str
    gives: str


class Offices(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list: what such bodies are."""

    bodies: _Class


class Office(NamedTuple):
    """What a body is, what it is for, and whose it is, where that is told."""

    body: str
    field: str
    land: str | None = None


def listed() -> Offices:
    """Give the word list."""
    lists: Offices = read("en/offices.toml", Offices)
    return lists


@functools.lru_cache(maxsize=1 << 15)
def office(name: str) -> Office | None:
    """Give what body a name names, whichever way round; None: none of these.

    >>> office("the Ministry of the Interior of Norvia") == office("Norvia's interior ministry")
    True
    >>> office("Department of Defense") == office("the defense department")
    True
    >>> office("Ministry of Truth and Light Orchestra") is None
    True
    """
    words = fold(name)
    if not any(body in words for body in listed().bodies.words):
        return None
    for pattern in _patterns():
        if found := pattern.fullmatch(words):
            land = found.groupdict().get("land")
            return Office(found["body"], found["field"], land)
    return None


def told(words: str) -> str | None:
    """Give the name of a body of a state that words are, but for an article.

    >>> told("the interior ministry of Norvia"), told("the mayor of Lorne")
    ('interior ministry of Norvia', None)
    """
    plain = re.sub(r"^the\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    return plain if office(plain) is not None else None


def turned(names: Iterable[str]) -> list[tuple[str, str]]:
    """Give pairs of names that are one body's, told in two ways round.

    Whose it is need not be told where the names tell of one land's only.

    >>> turned(["Ministry of Health", "health ministry of Norvia", "Harbour Board"])
    [('Ministry of Health', 'health ministry of Norvia')]
    >>> turned(["Ministry of Health", "health ministry of Norvia", "Sarland's health ministry"])
    []
    """
    return [(first, other) for first, *rest in _alike(names) for other in rest]


def other_ways(called: Mapping[str, str]) -> dict[str, str]:
    """Give further names of the bodies among names, case-folded, each with the one to call it by.

    >>> found = other_ways({"Ministry of the Interior": "Ministry of the Interior"})
    >>> found["interior ministry"]
    'Ministry of the Interior'
    """
    out: dict[str, str] = {}
    for names in _alike(called):
        for name in names:
            known = office(name)
            for way in _ways(known) if known is not None else ():
                out.setdefault(way, called[name])
                out.setdefault(f"the {way}", called[name])
    return out


def _alike(names: Iterable[str]) -> list[list[str]]:
    """The names of bodies that are one, in their order."""
    kinds: dict[tuple[str, str], dict[str, Office]] = defaultdict(dict)
    for name in sorted(set(names)):
        if (known := office(name)) is not None:
            kinds[known.body, known.field][name] = known
    return [group for found in kinds.values() for group in _by_land(found)]


def _by_land(found: Mapping[str, Office]) -> list[list[str]]:
    """Bodies that do one thing: all of them, if no two are told to be of different lands."""
    lands = sorted({o.land for o in found.values() if o.land})
    if all(land.startswith(lands[0]) for land in lands):
        return [list(found)]
    of: dict[str | None, list[str]] = defaultdict(list)
    for name, known in found.items():
        of[known.land].append(name)
    return list(of.values())


def _ways(of: Office) -> Iterable[str]:
    """Both ways round, case-folded."""
    for way in (
        f"{of.field} {of.body}",
        f"{of.body} of {of.field}",
        f"{of.body} of the {of.field}",
        f"{of.body} for {of.field}",
    ):
        yield f"{way} of {of.land}" if of.land else way


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    body = rf"(?P<body>{'|'.join(sorted(listed().bodies.words))})"
    field = r"(?P<field>(?!of |for |the )\w+(?: and \w+)?)"
    land = r"(?P<land>\w+(?: \w+)?)"
    of = r"(?:of|for) (?:the )?"
    return (
        re.compile(rf"{body} {of}(?P<field>\w+(?: and \w+)?)(?: of (?:the )?{land})?"),
        re.compile(rf"{field} {body}(?: of (?:the )?{land})?"),
        re.compile(rf"{land}s {field} {body}"),
        re.compile(rf"(?P<land>\w+) {field} {body}"),
    )
