"""Who and where: identities of those who act or say so, locations, and the pages as reports."""

from wellsourced.model import Document, Entity, EntityKind, Frame, OriginKind, PlaceMark, Source
from wellsourced.tell.export.linked import Json, Node, iri
from wellsourced.tell.export.parties import Parties, reader
from wellsourced.tell.export.stix.objects import MAKER, NEVER, made, name, reference, when

_CLASSES = {
    EntityKind.PERSON: "individual",
    EntityKind.FACTION: "group",
    EntityKind.FORCE: "group",
    EntityKind.ORGANISATION: "organization",
    EntityKind.OUTLET: "organization",
    EntityKind.GOVERNMENT: "organization",
    EntityKind.NATIONALITY: "class",
}
_SOURCES = {
    OriginKind.PERSON: "individual",
    OriginKind.COMMENTER: "individual",
    OriginKind.ORGANISATION: "organization",
    OriginKind.OUTLET: "organization",
}


def maker(frame: Frame) -> Node:
    """Give the program that made the record: all objects name it."""
    fields: Node = {"name": "wellsourced", "identity_class": "system"}
    return made("identity", MAKER, frame, NEVER, fields)


def entity(e: Entity, frame: Frame) -> Node:
    """Give one who acts or is acted on."""
    names: list[Json] = [a.name for a in e.aliases]
    also = f"Also called: {', '.join(map(str, names))}" if names else None
    fields: Node = {
        "name": e.name,
        "description": also,
        "identity_class": _CLASSES.get(e.kind),
        "labels": [e.kind.value],
    }
    return made("identity", name("identity", e.id), frame, NEVER, fields)


def source(s: Source, frame: Frame) -> Node:
    """Give one who is known only for what it says."""
    kind = "unnamed" if s.unnamed else s.kind.value
    fields: Node = {
        "name": s.name or "unnamed",
        "identity_class": _SOURCES.get(s.kind),
        "labels": [kind],
        "roles": ["reader"] if s.kind is OriginKind.COMMENTER else None,
    }
    return made("identity", name("identity", reader(s.name, s.kind)), frame, NEVER, fields)


def place(called: str, mark: PlaceMark, frame: Frame) -> Node:
    """Give a place with coordinates."""
    country = mark.country if mark.country and len(mark.country) == 2 else None
    reach = float(mark.area.radius * 1000) if mark.area and mark.area.radius else None
    fields: Node = {
        "name": called,
        "latitude": mark.latitude,
        "longitude": mark.longitude,
        "precision": reach,
        "country": country.upper() if country else None,
    }
    return made("location", where(called), frame, NEVER, fields)


def where(called: str) -> str:
    """Give the id of a place."""
    return name("location", called)


def page(d: Document, frame: Frame, of: Parties) -> Node:
    """Give a page as a report, about who published it; claims point at the page."""
    publisher = of.entity(d.outlet) if d.outlet and of.acts(d.outlet) else None
    url = iri(d.url)
    fields: Node = {
        "name": d.title or d.file,
        "description": f"{d.file}, published {d.published.basis}",
        "published": when(d.fetched_at, d.published.latest),
        "object_refs": [name("identity", publisher) if publisher else MAKER],
        "external_references": [
            reference(
                d.outlet or d.file,
                {"url": url, "hashes": {"SHA-256": d.evidence} if url else None},
            )
            if url
            else reference(d.outlet or d.file, {"external_id": d.evidence})
        ],
    }
    return made("report", report(d.id), frame, when(d.fetched_at, d.published.latest), fields)


def report(document: str) -> str:
    """Give the id of a page."""
    return name("report", document)
