"""What the pages of a case have in common: names, texts that copy others, links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.link import stories
from wellsourced.link.copies import shared_of
from wellsourced.link.entities import Seen, Who, who
from wellsourced.link.facts import Facts
from wellsourced.link.origins import Names
from wellsourced.link.roles import roles
from wellsourced.link.units import Library, Spoken, arranged, library
from wellsourced.link.versions import Version
from wellsourced.link.vias import Anchor, Link, anchors
from wellsourced.model import DocumentId, Entity, EntityKind, Reuse, Story

_MAY_PUBLISH = (None, EntityKind.ORGANISATION, EntityKind.OUTLET, EntityKind.OTHER)


class Catalogue(NamedTuple):
    """The facts of all pages together; `outlets` are those of the pages."""

    seen: Iterable[Seen]
    voices: Spoken
    library: Library
    heads: stories.Pages
    outlets: frozenset[str]
    wires: Mapping[DocumentId, str]
    addresses: Mapping[str, Sequence[DocumentId]]
    links: Mapping[DocumentId, Sequence[Link]]


class Joint(NamedTuple):
    """What linking a page has to know of the others.

    `copied`: shared passages by their younger text; `wires`: the agency that a page prints, but
    for its own; `known`: versions.
    """

    entities: tuple[Entity, ...]
    stories: tuple[Story, ...]
    names: Names
    copied: Mapping[DocumentId, Sequence[Reuse]]
    wires: Mapping[DocumentId, str]
    anchors: Mapping[DocumentId, Sequence[Anchor]]
    known: Mapping[DocumentId, Version]
    heads: stories.Pages


def catalogue(found: Facts) -> Catalogue:
    """Give the facts of all pages, where they were looked at in one go."""
    pages = {d.id: d for d in found.heads}
    addresses: dict[str, list[DocumentId]] = defaultdict(list)
    for name, address in found.addresses.items():
        addresses[address].append(name)
    return Catalogue(
        [found.seen],
        found.voices,
        library(found.heads),
        pages,
        frozenset(d.outlet for d in found.heads if d.outlet),
        found.wires,
        addresses,
        found.links,
    )


def common(of: Catalogue, settings: Settings) -> Joint:
    """Give what the pages have in common."""
    known = of.library.known
    named = who(of.seen, settings)
    found = shared_of(arranged(of.voices, of.library))
    copied: dict[DocumentId, list[Reuse]] = defaultdict(list)
    for r in _sorted(s.reuse for s in found if not s.boilerplate):
        copied[r.b].append(r)
    return Joint(
        named.entities,
        stories.stories_of(found, stories.Library(of.heads, known, of.wires)),
        called(named, of.outlets, settings),
        copied,
        {name: w for name, w in of.wires.items() if w != of.heads[name].outlet},
        anchors(of.links, of.addresses, known),
        known,
        of.heads,
    )


def called(named: Who, outlets: frozenset[str], settings: Settings) -> Names:
    """Give how a case calls things; `outlets` are those of its pages."""
    given = {o.name for o in settings.outlets}
    kinds = {e.name: e.kind for e in named.entities}
    short = _short(outlets | given, named.names, kinds)
    return Names(
        names=_agencies() | named.names | short,
        kinds=kinds,
        outlets=outlets | given | set(stories.known().agencies),
        roles=roles(named.entities),
    )


def _short(
    outlets: Iterable[str], names: Mapping[str, str], kinds: Mapping[str, EntityKind]
) -> dict[str, str]:
    """The names that the only outlet of the case goes by that ends so.

    "The Courier" of one page is the Ostrel Courier of another. What the case knows for somebody
    else, as a man of that name, is left to him.
    """
    ends: dict[str, set[str]] = defaultdict(set)
    for outlet in sorted(outlets):
        words = outlet.split()
        for n in range(1, len(words)):
            ends[" ".join(words[n:])].add(outlet)
    out: dict[str, str] = {}
    for end, whole in sorted(ends.items()):
        known = names.get(end.casefold(), end)
        free = known == end and kinds.get(end) in _MAY_PUBLISH
        if len(whole) == 1 and end[:1].isupper() and end not in outlets and free:
            out |= {f"{the}{end}".casefold(): min(whole) for the in ("", "the ")}
    return out


def _agencies() -> dict[str, str]:
    """Short names of agencies, as far as the case does not know better."""
    return {
        f"{the}{n}".casefold(): full
        for n, full in stories.known().short.items()
        for the in ("", "the ")
    }


def _sorted(found: Iterable[Reuse]) -> list[Reuse]:
    return sorted(found, key=lambda r: (r.a, r.b, r.a_span, r.b_span))
