"""What a file of another tool gives a case, and what of it could not be used."""

import bz2
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from msgspec import Struct

from wellsourced.config import Actor, Hypothesis, Known, Outlet, OwnPlace
from wellsourced.errors import InputError
from wellsourced.model import EntityKind

MOST = 50_000
"""Actors, places or pages that one file may bring: a case knows them all by heart."""

_KINDS = {
    "organization": EntityKind.ORGANISATION,
    "group": EntityKind.ORGANISATION,
    "company": EntityKind.ORGANISATION,
    "party": EntityKind.ORGANISATION,
    "militia": EntityKind.FORCE,
    "army": EntityKind.FORCE,
    "police": EntityKind.FORCE,
    "newspaper": EntityKind.OUTLET,
    "agency": EntityKind.OUTLET,
    "man": EntityKind.PERSON,
    "woman": EntityKind.PERSON,
    "town": EntityKind.PLACE,
    "city": EntityKind.PLACE,
    "village": EntityKind.PLACE,
}


class Found(Struct, frozen=True, kw_only=True):
    """What there is in a file; the fields are those of an import."""

    rows: int = 0
    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    library: tuple[Known, ...] = ()
    taught: dict[str, str] = {}
    rejected: tuple[str, ...] = ()


def kind_of(told: str) -> EntityKind | None:
    """Give the kind that a word names, in British spelling or American; None: it names none.

    >>> kind_of("Organization"), kind_of("spoon")
    (<EntityKind.ORGANISATION: 'organisation'>, None)
    """
    fold = told.strip().casefold()
    if fold in {k.value for k in EntityKind}:
        return EntityKind(fold)
    return _KINDS.get(fold)


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the lines of a file, packed or not, one at a time; raises InputError where it ends.

    A packed file that was cut off is told when its end is met, after what stands before.
    """
    try:
        with _opened(path) as file:
            yield from enumerate(file, start=1)
    except (OSError, EOFError) as error:
        raise InputError(f"{path.name}: cannot be unpacked: {error}") from error


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    return bz2.open(path, "rb") if path.suffix.lower() == ".bz2" else path.open("rb")


class Things:
    """Actors, places and outlets as they are gathered, row by row; each once, by its name."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.kinds: dict[str, EntityKind] = {}
        self.aliases: dict[str, dict[str, None]] = {}
        self.within: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.spots: dict[str, tuple[float, float]] = {}
        self.taught: dict[str, str] = {}
        self.rejected: list[str] = []
        self._whose: dict[str, str] = {}
        self.rows = 0

    def reject(self, line: int, reason: str, remedy: str) -> None:
        """Note a row that cannot be used."""
        self.rejected.append(f"{self.file}:{line}: {reason}; {remedy}")

    def name(self, line: int, name: str, kind: EntityKind) -> str | None:
        """Note somebody or something; gives the name that it has already, None: it cannot be."""
        known = self._whose.get(name.casefold(), name)
        if self.kinds.setdefault(known, kind) is not kind:
            reason = f"{name!r} is a {self.kinds[known]} above, and a {kind} here"
            self.reject(line, reason, "give it one kind")
            return None
        if len(self.kinds) > MOST:
            hint = "take a subset of it"
            raise InputError(f"{self.file} names more than {MOST:,} things", hint=hint)
        self._whose.setdefault(name.casefold(), known)
        self.aliases.setdefault(known, {})
        self.taught.setdefault(name, f"{self.file}:{line}")
        return known

    def alias(self, line: int, name: str, alias: str, words: str = "") -> None:
        """Note another name, and the row that taught it; one that two have is of the first."""
        if not alias or alias.casefold() == name.casefold():
            return
        owner = self._whose.setdefault(alias.casefold(), name)
        if owner != name:
            remedy = "say which by a longer name"
            self.reject(line, f"{alias!r} is {owner!r} already, and not {name!r}", remedy)
            return
        self.aliases[name].setdefault(alias)
        self.taught.setdefault(alias, f"{self.file}:{line}: {alias} is {name}{words}")

    def found(self) -> Found:
        """Give all of them, sorted by name."""
        names = sorted(self.kinds)
        places = [n for n in names if self.kinds[n] is EntityKind.PLACE]
        outlets = [n for n in names if self.kinds[n] is EntityKind.OUTLET]
        actors = [n for n in names if n not in {*places, *outlets}]
        return Found(
            rows=self.rows,
            actors=tuple(self._actor(n) for n in actors),
            places=tuple(self._place(n) for n in places),
            outlets=tuple(Outlet(name=n, aliases=tuple(self.aliases[n])) for n in outlets),
            taught=dict(sorted(self.taught.items())),
            rejected=tuple(self.rejected),
        )

    def _actor(self, name: str) -> Actor:
        return Actor(
            name=name,
            kind=self.kinds[name],
            aliases=tuple(self.aliases[name]),
            part_of=self.within.get(name),
            code=self.codes.get(name),
        )

    def _place(self, name: str) -> OwnPlace:
        latitude, longitude = self.spots.get(name, (None, None))
        return OwnPlace(
            name=name,
            aliases=tuple(self.aliases[name]),
            latitude=latitude,
            longitude=longitude,
            country=self.codes.get(name),
            within=self.within.get(name),
        )
