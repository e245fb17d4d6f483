"""Who acts and is acted on, who says so, and where: people, organisations, addresses, mentions."""

from collections.abc import Iterable, Iterator, Mapping

from wellsourced.model import (
    DocumentId,
    Entity,
    EntityKind,
    Mention,
    OriginKind,
    PlaceMark,
    Source,
    digest,
)
from wellsourced.tell.export.ftm.values import Thing, line, text, thing
from wellsourced.tell.export.parties import Parties, reader

_SCHEMAS = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.FACTION: "Organization",
    EntityKind.FORCE: "Organization",
    EntityKind.OUTLET: "Organization",
    EntityKind.GOVERNMENT: "PublicBody",
    EntityKind.PLACE: "Address",
    EntityKind.NATIONALITY: "LegalEntity",
    EntityKind.OTHER: "LegalEntity",
}
_SOURCES = {
    OriginKind.PERSON: "Person",
    OriginKind.COMMENTER: "Person",
    OriginKind.ORGANISATION: "Organization",
    OriginKind.OUTLET: "Organization",
}


def schema(kind: EntityKind | None) -> str | None:
    """Give the schema of entities of a kind."""
    return _SCHEMAS.get(kind) if kind else None


def entity(e: Entity, space: str, of: Parties, places: Mapping[str, PlaceMark]) -> Iterator[Thing]:
    """Give an entity with its other names, the pages that taught them, and what it is part of."""
    sort, name = _SCHEMAS[e.kind], f"{space}-entity-{e.id}"
    known: dict[str, Iterable[str | None]] = {
        "name": [line(e.name)],
        "alias": [line(a.name) for a in e.aliases if line(a.name) != line(e.name)],
        "keywords": [e.kind.value, text(e.code, "string")],
        "proof": [f"{space}-page-{a.taught_by.document}" for a in e.aliases if a.taught_by],
    }
    if sort == "Address":
        yield thing(name, sort, known | _where(e.name, places.get(e.name)))
        return
    part_of = of.entity(e.part_of) if e.part_of and of.acts(e.part_of) else None
    whole = f"{space}-entity-{part_of}" if part_of and part_of != e.id else None
    if sort != "Person":
        known["parent"] = [whole]
    elif whole:
        member: dict[str, Iterable[str | None]] = {"member": [name], "organization": [whole]}
        yield thing(f"{name}-member", "Membership", member)
    yield thing(name, sort, known)


def place(name: str, mark: PlaceMark, space: str) -> Thing:
    """Give a place that is no entity of the record."""
    known: dict[str, Iterable[str | None]] = {"name": [line(name)]}
    return thing(f"{space}-place-{digest('place', name)}", "Address", known | _where(name, mark))


def _where(name: str, mark: PlaceMark | None) -> dict[str, Iterable[str | None]]:
    spot: dict[str, Iterable[str | None]] = {"full": [line(name, "address")]}
    if mark is None or mark.latitude is None or mark.longitude is None:
        return spot
    country = mark.country.lower() if mark.country and len(mark.country) == 2 else None
    found = {"latitude": [f"{mark.latitude:.5f}"], "longitude": [f"{mark.longitude:.5f}"]}
    return spot | found | {"country": [country]}


def source(s: Source, space: str) -> Thing:
    """Give one who is known only for what it says."""
    sort = _SOURCES.get(s.kind, "LegalEntity")
    kind = "unnamed" if s.unnamed else s.kind.value
    name = f"{space}-source-{reader(s.name, s.kind)}"
    return thing(name, sort, {"name": [line(s.name)], "summary": [kind]})


def mentions(
    document: DocumentId, found: Iterable[Mention], space: str, of: Parties
) -> Iterator[Thing]:
    """Give each name that stands in a page once, with whom it is taken for."""
    told = {(m.name, m.kind) for m in found if line(m.name)}
    for name, kind in sorted(told):
        whom = of.entity(name)
        resolved = f"{space}-entity-{whom}" if whom and of.acts(name) else None
        yield thing(
            f"{space}-mention-{digest(document, name, kind)}",
            "Mention",
            {
                "document": [f"{space}-page-{document}"],
                "name": [line(name)],
                "resolved": [resolved],
                "detectedSchema": [_SCHEMAS[kind]],
            },
        )
