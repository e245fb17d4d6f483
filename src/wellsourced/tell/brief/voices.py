"""Who says so, as a sentence names them: at their first mention with what they belong to."""

import re
from collections.abc import Iterable

from wellsourced.model import EntityKind, OriginKind, Source
from wellsourced.tell.brief.words import words
from wellsourced.tell.ground import Ground, listed


class Voices:
    """Names sources; whom a person belongs to is told once."""

    def __init__(self, of: Ground) -> None:
        people = (e for e in of.entities if e.kind is EntityKind.PERSON and e.part_of)
        self._belongs = {e.name: e.part_of or "" for e in people}
        self._the = {
            o.name for o in of.settings.outlets if any(a == f"The {o.name}" for a in o.aliases)
        }
        self._told: set[str] = set()

    def many(self, found: Iterable[Source]) -> str:
        """Give sources as a sentence lists them: those with a name first."""
        return listed(self.one(s) for s in order(found))

    def one(self, source: Source) -> str:
        """Give a source as a sentence names it."""
        if source.kind is OriginKind.COMMENTER:
            return reader(source.name)
        if source.unnamed:
            return unnamed(source.name)
        name = source.name
        if name in self._the or (source.kind is OriginKind.ORGANISATION and " " in name):
            return name if name.lower().startswith("the ") else f"the {name}"
        belongs = self._belongs.get(name)
        if belongs and name not in self._told:
            self._told.add(name)
            return f"{name} of {thing(belongs)}"
        return name


def order(found: Iterable[Source]) -> list[Source]:
    """Give each source once, those with a name first; who only passes on an unnamed one last."""
    each = dict.fromkeys(found)
    return sorted(
        each, key=lambda s: (s.kind is OriginKind.COMMENTER, s.unnamed, s.name == "unnamed")
    )


def thing(name: str) -> str:
    """Write a group's name in a sentence.

    >>> thing("River Guard"), thing("Norvia")
    ('the River Guard', 'Norvia')
    """
    return name if " " not in name or name.lower().startswith("the ") else f"the {name}"


def unnamed(name: str) -> str:
    """Write one, or several, who are only described.

    >>> unnamed("security official"), unnamed("two dockers"), unnamed("leader of the guild")
    ('an unnamed security official', 'two unnamed dockers', 'the leader of the guild (not named)')
    >>> unnamed("unnamed"), unnamed("harbour's chief"), unnamed("aides")
    ('an unnamed source', "the harbour's chief (not named)", 'unnamed aides')
    """
    known = words()
    name = re.sub(r"^(?:anonymous|unnamed)\s", "", name.partition(";")[0].strip())
    if name in ("unnamed", ""):
        return "an unnamed source"
    first, _, rest = name.partition(" ")
    if rest and first.casefold() in known.several.words:
        return f"{first.casefold()} unnamed {rest}"
    if rest and first.casefold() == "one":
        return f"{name} (not named)"
    bare = name if " " in name else name.lower()
    head = re.split(r"\s(?:of|in|at|from|involved|who|close|with)\s", f"{bare} ")[0].strip()
    last = head.rpartition(" ")[2]
    if re.search(r"['’]s?\s", name) or (last in known.offices.words and head != bare):
        return f"{'' if name[:1].isupper() else 'the '}{name} (not named)"
    if last.endswith("s") or last in known.several.people:
        return f"unnamed {bare}"
    return f"an unnamed {bare}"


def reader(name: str) -> str:
    """Write a reader of a page.

    >>> reader("boatman"), reader("a reader"), reader("reader 3")
    ('the reader “boatman”', 'a reader', 'reader 3')
    """
    if "reader" in name.casefold():
        return name
    return f"the reader “{name}”"
