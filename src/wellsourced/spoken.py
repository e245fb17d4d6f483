"""Entities and places as the pipe gives them: names, descriptions, and countries of peoples."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from wellsourced.model import (
    ClaimMark,
    Document,
    EntityKind,
    Form,
    Marks,
    Mention,
    PlaceMark,
    Sort,
    digest,
)


class EntityRow(Struct, frozen=True, kw_only=True):
    """Who or what is spoken of; `sort` tells groups apart: force, faction, government, outlet."""

    id: str
    start: int
    end: int
    kind: Sort
    name: str
    code: str | None = None
    form: Form = Form.NAME
    sort: EntityKind | None = None


class PlaceRow(PlaceMark, frozen=True, kw_only=True):
    """A place; `people`: it is the country of a word for its people ("Norvian")."""

    people: bool = False


def places(found: Marks) -> Iterator[PlaceRow]:
    """Give the places, in order, with the countries that words for peoples stand for."""
    rows = [msgspec.convert(p, PlaceRow, from_attributes=True) for p in found.places]
    bare = (msgspec.convert(p, PlaceRow, from_attributes=True) for p in found.peoples)
    rows += (msgspec.structs.replace(row, people=True) for row in bare)
    yield from sorted(rows, key=lambda r: (r.start, r.end))


def entities(document: Document, found: Marks) -> Iterator[EntityRow]:
    """Give names and descriptions, in order."""
    rows = [_name(m) for m in found.entities]
    told = {(r.start, r.end, r.kind) for r in rows}
    for d in found.described:
        words = " ".join(document.text[d.start : d.end].split())
        if (d.start, d.end, d.sort) not in told:
            place = (str(d.start), str(d.end), d.sort.value)
            rows.append(
                EntityRow(
                    id=digest(document.id, "described", *place),
                    start=d.start,
                    end=d.end,
                    kind=d.sort,
                    name=d.name or words,
                    form=d.form,
                )
            )
    yield from sorted(rows, key=lambda r: (r.start, -r.end, r.kind))


def _name(mention: Mention) -> EntityRow:
    kind = _SORTS.get(mention.kind)
    return EntityRow(
        id=mention.id,
        start=mention.start,
        end=mention.end,
        kind=kind or Sort.ORGANISATION,
        name=mention.name,
        code=mention.code,
        sort=None if kind else mention.kind,
    )


_SORTS = {
    EntityKind.PERSON: Sort.PERSON,
    EntityKind.PLACE: Sort.PLACE,
    EntityKind.NATIONALITY: Sort.NATIONALITY,
    EntityKind.ORGANISATION: Sort.ORGANISATION,
    EntityKind.OTHER: Sort.OTHER,
}  # what is not here is an organisation of its own sort


def sides(claims: Iterable[ClaimMark]) -> Iterator[EntityRow]:
    """Give a row for each side of a claim whose country is known, named as the claim names it."""
    seen: set[str] = set()
    for claim in claims:
        for side in ("actor", "recipient"):
            name, code = getattr(claim, side), claim.codes.get(side)
            if name and code and name not in seen:
                seen.add(name)
                yield EntityRow(
                    id=name,
                    start=claim.start,
                    end=claim.end,
                    kind=Sort.OTHER,
                    name=name,
                    code=code,
                )
