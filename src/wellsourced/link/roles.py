"""Whom "the mayor" stands for on a page that names one mayor."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lang.names import fold
from wellsourced.lexicon.reader import read
from wellsourced.model import Attribution, Document, Entity, EntityKind, Marks, Mention

_PRONOUNS = frozenset({"he", "she", "his", "her"})  # which stand for somebody told of before
_LONGEST = 3  # words of a role that stands for a name
_BEFORE = re.compile(r"(?:[\w'’-]+\s+){1,3}$")
_AFTER = re.compile(r"\s*,\s+(?:the|a|an)\s+([\w'’ -]+)")


class _Words(Struct, frozen=True):
    words: tuple[str, ...]


class _Held(Struct, frozen=True):
    """Nouns for people by what they are (en/roles.toml), as far as it matters here."""

    singular: _Words


@functools.cache
def held() -> frozenset[str]:
    """Give what one person is: mayor, minister, spokesman."""
    found: _Held = read("en/roles.toml", _Held)
    return frozenset(found.singular.words)


class Roles(NamedTuple):
    """For each person of the case the words that the settings and the pages call them by."""

    of: Mapping[str, tuple[frozenset[str], ...]]

    def stands_for(
        self, document: Document, marks: Marks, said: Attribution, described: str
    ) -> str | None:
        """Give the one person of the page whose role a definite description is.

        "The general" is General Anton Orm where no other general is named; "a general" is nobody.
        """
        return self.holder(document, marks, described) if _definite(document, said) else None

    def holder(self, document: Document, marks: Marks, described: str) -> str | None:
        """Give whose role on the page words are, if one's: "mayor" of "Mayor: bridge open"."""
        words = frozenset(fold(described).split())
        if not words or len(words) > _LONGEST:
            return None
        people = [m for m in marks.entities if m.kind is EntityKind.PERSON]
        fits = {m.name for m in people if any(words < known for known in self.of.get(m.name, ()))}
        fits |= {m.name for m in people if any(words <= r for r in _beside(document, m))}
        return fits.pop() if len(fits) == 1 else None


def roles(entities: Iterable[Entity]) -> Roles:
    """Give the words that the case knows with each person: full forms, titles, roles."""
    people = (e for e in entities if e.kind is EntityKind.PERSON)
    return Roles({e.name: tuple(_words(e)) for e in people})


def _words(e: Entity) -> Iterator[frozenset[str]]:
    for name in (e.name, *(a.name for a in e.aliases)):
        words = frozenset(fold(name).split())
        if len(words) > 1:
            yield words


def _beside(document: Document, m: Mention) -> Iterator[frozenset[str]]:
    """The words beside a name: "police chief Jan Kell", "Ada Orm, the mayor of Lorne"."""
    before = _BEFORE.search(document.text[max(0, m.start - 60) : m.start])
    if before:
        words = fold(before[0]).split()
        yield from (frozenset(words[-n:]) for n in range(1, len(words) + 1))
    after = _AFTER.match(document.text[m.end : m.end + 80])
    if after:
        yield frozenset(fold(after[1]).split())


def _definite(document: Document, said: Attribution) -> bool:
    if said.source is None:
        return False
    before = document.text[max(0, said.source.start - 5) : said.source.end].casefold()
    pronoun = said.source.of(document.text).casefold() in _PRONOUNS
    return pronoun or bool(re.search(r"\bthe\s", before))
