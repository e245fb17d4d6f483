"""Entities of FollowTheMoney, a JSON object a line, as investigators' tools write them."""

from collections import Counter
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.model import EntityKind
from wellsourced.read.foreign.found import Found, Things, lines

_KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANISATION,
    "Company": EntityKind.ORGANISATION,
    "LegalEntity": EntityKind.ORGANISATION,
    "PublicBody": EntityKind.GOVERNMENT,
    "Address": EntityKind.PLACE,
}
_ALIASES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_REMEDY = "export it again as FollowTheMoney JSON lines"


class _Entity(Struct, frozen=True):
    id: str
    schema: str
    properties: dict[str, tuple[str, ...]] = {}

    def first(self, *names: str) -> str:
        return next((v for n in names for v in self.properties.get(n, ()) if v), "")


class _Group(Struct, frozen=True):
    member: str
    organization: str


def entities(path: Path) -> Found:
    """Give the actors and places of a file; a membership tells of what somebody is a part."""
    things = Things(path.name)
    other: Counter[str] = Counter()
    names: dict[str, str] = {}
    groups: list[_Group] = []
    for number, line in lines(path):
        if not line.strip():
            continue
        things.rows += 1
        try:
            entity = msgspec.json.decode(line, type=_Entity)
        except msgspec.MsgspecError as error:
            things.reject(number, f"no entity: {error}", _REMEDY)
            continue
        if entity.schema == "Membership":
            groups.append(_Group(entity.first("member"), entity.first("organization")))
        elif entity.schema not in _KINDS:
            other[entity.schema] += 1
        elif name := _note(things, number, entity):
            names[entity.id] = name
    for group in groups:
        if group.member in names and group.organization in names:
            things.within.setdefault(names[group.member], names[group.organization])
    for schema, many in sorted(other.items()):
        words = f"{many} of schema {schema} are neither actors nor places"
        things.rejected.append(f"{path.name}: {words}; nothing of them is used")
    return things.found()


def _note(things: Things, number: int, entity: _Entity) -> str | None:
    place = entity.schema == "Address"
    told = entity.first("name", "full", "city") if place else entity.first("name")
    if not told:
        things.reject(number, f"{entity.id} has no name", "give it one")
        return None
    name = things.name(number, told, _KINDS[entity.schema])
    if name is None:
        return None
    for alias in (a for p in _ALIASES for a in entity.properties.get(p, ())):
        things.alias(number, name, alias)
    country = entity.first("country", "jurisdiction")
    if country:
        things.codes.setdefault(name, country)
    if place:
        _spot(things, number, name, entity)
    return name


def _spot(things: Things, number: int, name: str, entity: _Entity) -> None:
    told = entity.first("latitude"), entity.first("longitude")
    if not any(told):
        return
    try:
        here = float(told[0]), float(told[1])
    except ValueError:
        things.reject(number, f"{told[0]!r}, {told[1]!r} are no degrees", _REMEDY)
        return
    things.spots.setdefault(name, here)
