"""Countries that a text means by the word for their people: "Norvian", "the Norvians"."""

import functools

from wellsourced.mark.gazetteer import Spot, spots
from wellsourced.mark.words import words
from wellsourced.model import EntityKind, Marks, PlaceMark


def peoples(found: Marks) -> tuple[PlaceMark, ...]:
    """Give the country of each word for a people, where no place is marked already."""
    taken = {(p.start, p.end) for p in found.places}
    made = [
        PlaceMark(
            start=mention.start,
            end=mention.end,
            name=spot.name,
            latitude=spot.latitude,
            longitude=spot.longitude,
            geonames_id=spot.number,
            country=spot.country,
        )
        for mention in found.entities
        if mention.kind is EntityKind.NATIONALITY and mention.code
        if (mention.start, mention.end) not in taken and (spot := _countries().get(mention.code))
    ]
    return tuple(made)


@functools.cache
def _countries() -> dict[str, Spot]:
    """The countries of the gazetteer by the codes of the list of nations."""
    found: dict[str, Spot] = {}
    for name, known in words().nations.items():
        if known.kind is EntityKind.PLACE and known.code:
            for spot in (s for s in spots(" ".join(name)) if s.kind == "C"):
                found.setdefault(known.code, spot)
    return found
