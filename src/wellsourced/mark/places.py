"""Where: the place names of a document, and the place each of them means."""

import functools
from collections.abc import Iterable, Iterator

from wellsourced.config import OwnPlace
from wellsourced.mark.areas import area
from wellsourced.mark.gazetteer import folded, spots
from wellsourced.mark.placenames import Name, names, ordinary
from wellsourced.mark.placing import Placed, placed
from wellsourced.mark.scene import Shelf
from wellsourced.mark.syntax import Reading
from wellsourced.model import EntityKind, Marks, Mention, PlaceMark

_DOUBTFUL = 0.2  # a place less likely than this is not put on the map


def places(reading: Reading, found: Marks) -> tuple[PlaceMark, ...]:
    """Give every place named, with coordinates where the settings or the gazetteer have them."""
    own = _own(reading.settings.places)
    spotted = [n for p in reading.passages for n in names(p.text, p.start, frozenset(own))]
    spotted = list(_unnamed(spotted, found.entities)) + list(_mentioned(spotted, found.entities))
    spotted.sort(key=lambda n: (n.start, n.end))
    chosen = placed([n for n in spotted if folded(n.text) not in own])
    marks = [_mark(n, own.get(folded(n.text)), chosen.get(n)) for n in spotted]
    return tuple(m for m in marks if m is not None)


def _unnamed(spotted: Iterable[Name], mentions: tuple[Mention, ...]) -> Iterator[Name]:
    """Leave out what stands within the name of a person or an organisation."""
    other = Shelf(m for m in mentions if m.kind is not EntityKind.PLACE)
    for name in spotted:
        over = [m for m in other.over(name.start, name.end) if not _owns(m, name)]
        if not any(_blocks(m, name) for m in over):
            yield name


def _owns(mention: Mention, name: Name) -> bool:
    """Whether an organisation is the place's own: "Dalmeny Police"."""
    return name.own and mention.kind is not EntityKind.PERSON and mention.start == name.start


def _blocks(mention: Mention, name: Name) -> bool:
    """Whether a name is part of a longer one, or short for a person's."""
    if mention.start < name.start or mention.end > name.end:
        return True
    return mention.kind is EntityKind.PERSON and len(mention.name) > len(name.text)


def _mentioned(spotted: list[Name], mentions: tuple[Mention, ...]) -> Iterator[Name]:
    """Add the names that were found to be places, where spotting did not find them."""
    known = Shelf(spotted)
    for mention in mentions:
        if mention.kind is not EntityKind.PLACE or ordinary(mention.name):
            continue
        if not any(known.over(mention.start, mention.end)):
            yield Name(start=mention.start, end=mention.end, text=mention.name, located=True)


def _mark(name: Name, own: OwnPlace | None, found: Placed | None) -> PlaceMark | None:
    if own is not None:
        return PlaceMark(
            start=name.start,
            end=name.end,
            name=own.name,
            latitude=own.latitude,
            longitude=own.longitude,
            country=own.country,
        )
    if found is None:
        if not name.located or not name.known:
            return _unplaced(name, "no gazetteer has it", None) if not name.known else None
        return None
    if found.score < _DOUBTFUL:
        why = f"{len(spots(name.text))} places are called so, and none is likely enough"
        return _unplaced(name, why, found.score)
    spot = found.spot
    return PlaceMark(
        start=name.start,
        end=name.end,
        name=spot.name,
        score=found.score,
        latitude=spot.latitude,
        longitude=spot.longitude,
        area=area(spot, name.side),
        geonames_id=spot.number,
        country=spot.country or None,
    )


def _unplaced(name: Name, why: str, score: float | None) -> PlaceMark:
    return PlaceMark(start=name.start, end=name.end, name=name.text, score=score, why=why)


@functools.lru_cache(maxsize=8)
def _own(listed: tuple[OwnPlace, ...]) -> dict[str, OwnPlace]:
    return {folded(n): place for place in reversed(listed) for n in (*place.aliases, place.name)}
