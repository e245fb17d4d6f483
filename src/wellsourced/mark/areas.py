"""Places that are no point: countries and their parts, as a middle and a radius."""

import functools
import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from wellsourced.mark.gazetteer import Spot, provinces
from wellsourced.model import Area

_EARTH = 6_371  # kilometres
_FEW = 4  # provinces from which on a side of a country can be told by them
_KEPT = 4_096  # areas remembered: pages name the same few countries
_MARGIN = 50  # kilometres from the middle of a province to its border, at the least

_Point = tuple[float, float]
_EAST, _NORTH = (lambda p: p[1]), (lambda p: p[0])
_SIDES: dict[str, tuple[Callable[[_Point], float], ...]] = {
    "north": (_NORTH,),
    "south": (lambda p: -p[0],),
    "east": (_EAST,),
    "west": (lambda p: -p[1],),
    "northeast": (_NORTH, _EAST),
    "northwest": (_NORTH, lambda p: -p[1]),
    "southeast": (lambda p: -p[0], _EAST),
    "southwest": (lambda p: -p[0], lambda p: -p[1]),
}


@functools.lru_cache(maxsize=_KEPT)
def area(spot: Spot, side: str | None) -> Area | None:
    """Give the area that a country is, or the side of it that is told: "southern Norvia".

    It holds the middles of the provinces of that half; None: the place is a point.
    """
    known = _of(spot.country) if spot.kind == "C" else ()
    if len(known) < _FEW:
        return None
    kept = _half(known, spot, side) if side else known
    if not side:
        return _around((spot.latitude, spot.longitude), kept)
    middle = (sum(p[0] for p in kept) / len(kept), sum(p[1] for p in kept) / len(kept))
    return _around(middle, kept)


def _half(known: Sequence[_Point], spot: Spot, side: str) -> list[_Point]:
    """The half of the provinces that lies that way, or nearest to the middle."""
    if side not in _SIDES:
        middle = spot.latitude, spot.longitude
        near = sorted(known, key=lambda p: (_apart(middle, p), p))
        return near[: (len(near) + 1) // 2]
    ways = _SIDES[side]
    size = max(1, round(len(known) / 2 ** len(ways)))

    def reach(point: _Point) -> float:
        return min(_rank(known, point, way) for way in ways)

    return sorted(known, key=lambda p: (-reach(p), p))[:size]


def _rank(known: Sequence[_Point], point: _Point, way: Callable[[_Point], float]) -> int:
    return sum(way(p) < way(point) for p in known)


def _around(middle: _Point, points: Sequence[_Point]) -> Area:
    far = max(_apart(middle, p) for p in points)
    radius = math.ceil(far) + _MARGIN
    return Area(latitude=round(middle[0], 2), longitude=round(middle[1], 2), radius=radius)


def _apart(one: _Point, other: _Point) -> float:
    """Kilometres between two points.

    >>> round(_apart((0, 0), (0, 1)))
    111
    """
    (a, b), (c, d) = (tuple(map(math.radians, p)) for p in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


def _of(country: str) -> tuple[_Point, ...]:
    return _by_country().get(country, ())


@functools.cache
def _by_country() -> dict[str, tuple[_Point, ...]]:
    found: dict[str, set[_Point]] = defaultdict(set)
    for spot in provinces():
        found[spot.country].add((spot.latitude, spot.longitude))
    return {country: tuple(sorted(points)) for country, points in found.items()}
