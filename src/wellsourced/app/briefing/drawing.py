"""A map that stands still: places as points with their names, over the outlines of countries.

The outlines are those of the world atlas that the web application brings (Natural Earth).
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec
from msgspec import Struct

from wellsourced.model import Placed

_WIDE, _HIGH = 640.0, 360.0
_LEAST = 1.2  # degrees that a map shows at least
_MARGIN = 0.25  # of its extent, on each side
_APART = 13.0  # between two names, one below the other

Point = tuple[float, float]


class Spot(Struct, frozen=True, kw_only=True):
    """A place on the drawing; `end`: its name stands to its left."""

    name: str
    x: float
    y: float
    label_y: float
    size: float
    contested: bool
    end: bool


class Drawing(Struct, frozen=True, kw_only=True):
    """A drawing: its size, the lines of countries as paths, and the places."""

    width: float
    height: float
    outlines: tuple[str, ...]
    spots: tuple[Spot, ...]


class _Transform(Struct, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Atlas(Struct, frozen=True):
    """What of a TopoJSON file is drawn: lines as steps from point to point."""

    arcs: tuple[tuple[tuple[int, int], ...], ...]
    transform: _Transform


class _View(Struct, frozen=True):
    """What part of the world is drawn, in degrees, and how large a degree is."""

    west: float
    north: float
    across: float
    down: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Give where a point of the world is drawn."""
        x = (longitude - self.west) * self.across
        return round(x, 1), round((self.north - latitude) * self.down, 1)


class _Line(NamedTuple):
    """A line of the world, and how far it reaches."""

    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


def drawing(places: Sequence[Placed]) -> Drawing | None:
    """Draw the places; None: there are none."""
    if not places:
        return None
    view = _view(places)
    return Drawing(
        width=_WIDE,
        height=_HIGH,
        outlines=tuple(_outlines(view)),
        spots=tuple(_spots(places, view)),
    )


def _view(places: Sequence[Placed]) -> _View:
    """A view that holds all places, with a margin, and shows no country askew."""
    east, west = max(p.longitude for p in places), min(p.longitude for p in places)
    north, south = max(p.latitude for p in places), min(p.latitude for p in places)
    middle = (east + west) / 2, (north + south) / 2
    shrink = max(0.1, math.cos(math.radians(middle[1])))
    wide = max(_LEAST, (east - west) * (1 + 2 * _MARGIN)) * shrink
    high = max(_LEAST * _HIGH / _WIDE, (north - south) * (1 + 2 * _MARGIN))
    down = min(_WIDE / wide, _HIGH / high)
    across = down * shrink
    return _View(middle[0] - _WIDE / across / 2, middle[1] + _HIGH / down / 2, across, down)


def _outlines(view: _View) -> Iterator[str]:
    for line, west, east, south, north in _world():
        (left, top), (right, bottom) = view.at(west, north), view.at(east, south)
        if right < 0 or left > _WIDE or bottom < 0 or top > _HIGH:
            continue
        points = [view.at(*p) for p in line]
        near = [p for p in points if -2000 < p[0] < 3000 and -2000 < p[1] < 3000]
        if len(near) > 1:
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in near)


@cache
def _world() -> tuple[_Line, ...]:
    """The lines between countries and sea, in degrees, each with how far it reaches."""
    file = resources.files("wellsourced.app.web").joinpath("static/vendor/countries-110m.json")
    atlas = msgspec.json.decode(file.read_bytes(), type=_Atlas)
    lines = (tuple(_walked(arc, atlas.transform)) for arc in atlas.arcs)
    return tuple(
        _Line(
            line,
            west=min(x for x, _ in line),
            east=max(x for x, _ in line),
            south=min(y for _, y in line),
            north=max(y for _, y in line),
        )
        for line in lines
    )


def _walked(arc: Sequence[tuple[int, int]], by: _Transform) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * by.scale[0] + by.translate[0], y * by.scale[1] + by.translate[1]


def _spots(places: Sequence[Placed], view: _View) -> Iterator[Spot]:
    """The places from north to south; where two names would meet, the lower gives way."""
    taken: list[Point] = []
    for place in sorted(places, key=lambda p: (-p.latitude, p.longitude, p.name)):
        x, y = view.at(place.longitude, place.latitude)
        label = y + 4
        while any(abs(label - ty) < _APART and abs(x - tx) < 110 for tx, ty in taken):
            label += 1
        taken.append((x, label))
        yield Spot(
            name=place.name,
            x=x,
            y=y,
            label_y=round(label, 1),
            size=round(3 + min(6.0, math.sqrt(len(place.claims))), 1),
            contested=place.contested > 0,
            end=x > _WIDE * 0.8,
        )
