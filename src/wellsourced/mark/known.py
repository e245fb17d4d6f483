"""The names of the settings file, found in text."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.model import EntityKind


class Own(NamedTuple):
    """Whom or what an alias of the settings file names."""

    name: str
    kind: EntityKind
    code: str | None


class Match(NamedTuple):
    """Where an alias stands in a text, and what it names."""

    start: int
    end: int
    own: Own


class Book(NamedTuple):
    """All aliases of the settings as one pattern; `pattern` is None where there are none."""

    pattern: re.Pattern[str] | None
    owns: dict[str, Own]

    def matches(self, text: str) -> Iterator[Match]:
        """Give the aliases in the text, the longest where several begin at one place."""
        if self.pattern:
            for match in self.pattern.finditer(text):
                own = self.owns.get(_key(match[0]))
                if own:
                    yield Match(match.start(), match.end(), own)


@functools.lru_cache(maxsize=8)
def book(settings: Settings) -> Book:
    """Give the settings' names ready to be found: actors before outlets before places."""
    owns: dict[str, Own] = {}
    shapes: set[str] = set()
    for words, own in _entries(settings):
        for word in words:
            if word.strip():
                owns.setdefault(_key(word), own)
                shapes.add(_shape(word))
    ordered = sorted(shapes, key=lambda s: (-len(s), s))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(ordered)})(?!\w)") if ordered else None
    return Book(pattern, owns)


def _entries(settings: Settings) -> Iterator[tuple[tuple[str, ...], Own]]:
    for actor in settings.actors:
        own = Own(actor.name, actor.kind, actor.code)
        yield (actor.name, *actor.aliases, *actor.roles), own
    for outlet in settings.outlets:
        yield (outlet.name, *outlet.aliases), Own(outlet.name, EntityKind.OUTLET, None)
    for place in settings.places:
        yield (place.name, *place.aliases), Own(place.name, EntityKind.PLACE, place.country)


def _shape(word: str) -> str:
    """A pattern for the alias: any blanks and hyphens, and a role may begin a sentence.

    >>> bool(re.fullmatch(_shape("the quiet man"), "The quiet  man"))
    True
    >>> bool(re.fullmatch(_shape("al-Sarif"), "al Sarif")), bool(re.fullmatch(_shape("NG"), "ng"))
    (True, False)
    """
    plain = word.strip().replace("’", "'")
    pieces = [re.escape(p) for p in re.split(r"[\s-]+", plain) if p]
    pattern = r"(?:\s+|-)".join(pieces)
    if plain[:1].islower():
        pattern = f"[{plain[0]}{plain[0].upper()}]{pattern[1:]}"
    if len(plain) > 4 and not plain.isupper():
        pattern += "|" + r"(?:\s+|-)".join(
            re.escape(p.upper()) for p in re.split(r"[\s-]+", plain) if p
        )
    return pattern


def _key(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word.replace("’", "'")).strip().casefold()
