"""The word lists that names are told by, as sets ready to ask."""

import functools
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import EntityKind


class Titles(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before, beside and inside personal names (en/titles.toml)."""

    heads: frozenset[str]
    singular: frozenset[str]
    roles: frozenset[str]
    particles: frozenset[str]
    personal: frozenset[str]
    fighting: frozenset[str]
    placing: frozenset[str]
    towns: frozenset[str]


class _Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    force: frozenset[str]
    government: frozenset[str]
    faction: frozenset[str]


class _Firsts(Struct, frozen=True, forbid_unknown_fields=True):
    place: frozenset[str]
    organisation: frozenset[str]
    other: frozenset[str]


class _Orgs(Struct, frozen=True, forbid_unknown_fields=True):
    government: frozenset[str]
    force: frozenset[str]
    faction: frozenset[str]
    organisation: frozenset[str]
    outlet: frozenset[str]
    place: frozenset[str]
    takes: frozenset[str]
    alone: frozenset[str]
    nouns: _Nouns
    firsts: _Firsts
    never: frozenset[str]


class _Nation(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    code: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


class _People(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    people: tuple[str, ...]


class _Nations(Struct, frozen=True, forbid_unknown_fields=True):
    nations: tuple[_Nation, ...]
    peoples: tuple[_People, ...]


class Known(NamedTuple):
    """What a fixed word or two names: a nation, its people, or its adjective."""

    name: str
    kind: EntityKind
    code: str | None


class Words(NamedTuple):
    """Every list at once: `heads`, `firsts`, `nouns` tell kinds; `nations` is keyed by words."""

    titles: Titles
    heads: dict[str, EntityKind]
    firsts: dict[str, EntityKind]
    nouns: dict[str, EntityKind]
    takes: frozenset[str]
    alone: frozenset[str]
    never: frozenset[str]
    nations: dict[tuple[str, ...], Known]


@functools.cache
def words() -> Words:
    """Give the word lists, read once.

    >>> words().nations[("Iraqi",)].kind.value, words().heads["Brigade"].value
    ('nationality', 'force')
    """
    orgs = read("en/orgs.toml", _Orgs)
    return Words(
        titles=read("en/titles.toml", Titles),
        heads={
            **dict.fromkeys(orgs.place, EntityKind.PLACE),
            **dict.fromkeys(orgs.organisation, EntityKind.ORGANISATION),
            **dict.fromkeys(orgs.outlet, EntityKind.OUTLET),
            **dict.fromkeys(orgs.faction, EntityKind.FACTION),
            **dict.fromkeys(orgs.force, EntityKind.FORCE),
            **dict.fromkeys(orgs.government, EntityKind.GOVERNMENT),
        },
        firsts={
            **dict.fromkeys(orgs.firsts.place, EntityKind.PLACE),
            **dict.fromkeys(orgs.firsts.organisation, EntityKind.ORGANISATION),
            **dict.fromkeys(orgs.firsts.other, EntityKind.OTHER),
        },
        nouns={
            **dict.fromkeys(orgs.nouns.force, EntityKind.FORCE),
            **dict.fromkeys(orgs.nouns.government, EntityKind.GOVERNMENT),
            **dict.fromkeys(orgs.nouns.faction, EntityKind.FACTION),
        },
        takes=orgs.takes,
        alone=orgs.alone,
        never=orgs.never,
        nations=_nations(),
    )


def _nations() -> dict[tuple[str, ...], Known]:
    lists = read("en/nations.toml", _Nations)
    out: dict[tuple[str, ...], Known] = {}
    for people in lists.peoples:
        for word in (people.name, *filter(None, people.people)):
            out[tuple(word.split())] = Known(word, EntityKind.NATIONALITY, None)
    for nation in lists.nations:
        for word in (*nation.adjectives, *nation.people):
            out.setdefault(tuple(word.split()), Known(word, EntityKind.NATIONALITY, nation.code))
        for word in (nation.name, *nation.aliases):
            out[tuple(word.split())] = Known(nation.name, EntityKind.PLACE, nation.code)
    return out
