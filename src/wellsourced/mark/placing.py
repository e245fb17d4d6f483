"""Which place a name means: how large each is, what else the document names, what holds it."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from wellsourced.mark.gazetteer import Spot, folded, spots
from wellsourced.mark.placenames import Name, geography

Placed = Spot

_SIZE = {"C": 5.0, "R": 4.0, "A": 2.0, "B": -0.5, "P": 0.0, "K": 2.5}
_OTHER_NAME = 1.5  # what it costs to be meant by another name than one's own
_HELD = 8.0
_SEAT = 2.0  # degrees
_SEAT = 2.0  # degrees
_COUNTRY = 5.0
_PROVINCE = 4.0
_SMALL = 50_000  # people; a name without any place word around must be of a place larger than that


def placed(names: Iterable[Name]) -> dict[Name, Spot]:
    """Choose a place for each name that is meant as one."""
    listed = [n for n in names if n.known or spots(n.text)]
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in listed:
        groups[folded(name.text)].append(name)
    meant = {key: group for key, group in groups.items() if _meant(group)}
    holders = {key: _holder(group) for key, group in meant.items()}
    first = {
        key: _best(group[0], holders[key], Counter(), Counter()) for key, group in meant.items()
    }
    countries, provinces = _context(meant, first, holders)
    chosen = {
        key: _best(group[0], holders[key], countries, provinces) for key, group in meant.items()
    }
    return {
        name: spot
        for key, group in meant.items()
        if (spot := chosen[key]) is not None
        for name in group
        if not name.part
    }


def _meant(group: list[Name]) -> bool:
    """Whether the document means a place by the name: by size, or by the words around it."""
    free = [n for n in group if not n.part]
    if not free:
        return False
    largest = max((s.people for s in spots(group[0].text) if not s.other), default=0)
    if any(s.kind in "CR" for s in spots(group[0].text)):
        return True
    located = sum(n.located for n in free)
    if len(free) < len(group) / 2 and not located:
        return False
    return located > 0 or largest >= _SMALL


def _holder(group: list[Name]) -> str | None:
    return next((n.within for n in group if n.within and spots(_expanded(n.within))), None)


def _best(
    name: Name, holder: str | None, countries: Counter[str], provinces: Counter[tuple[str, str]]
) -> Spot | None:
    within = spots(_expanded(holder)) if holder else ()
    total = sum(countries.values()) or 1
    near = sum(provinces.values()) or 1
    ranked = [
        (
            _prior(spot)
            + (_HELD if any(_holds(outer, spot) for outer in within) else 0.0)
            + _COUNTRY * countries[spot.country] / total
            + _PROVINCE * provinces[spot.country, spot.province] / near,
            spot,
        )
        for spot in spots(name.text)
    ]
    if not ranked:
        return None
    best = max(ranked, key=lambda r: (r[0], r[1].people, -(r[1].number or 0)))[1]
    return _seat(best, [spot for _, spot in ranked])


def _seat(best: Spot, rivals: list[Spot]) -> Spot:
    """The town that a province shares its name with, where the two are one place on the map."""
    if best.kind != "A":
        return best
    towns = [
        s
        for s in rivals
        if s.kind in "PK"
        and s.country == best.country
        and abs(s.latitude - best.latitude) + abs(s.longitude - best.longitude) < _SEAT
    ]
    return max(towns, key=lambda s: s.people, default=best)


def _prior(spot: Spot) -> float:
    return (
        math.log10(spot.people + 100)
        + _SIZE[spot.kind]
        - ((_OTHER_NAME if spot.kind in "PK" else 3.0) if spot.other else 0.0)
    )


def _holds(outer: Spot, inner: Spot) -> bool:
    if outer.kind == "C":
        return inner.country == outer.country and inner.kind != "C"
    if outer.kind in "AB":
        same = inner.country == outer.country and inner.province == outer.province
        return same and inner.number != outer.number
    return False


def _context(
    meant: dict[str, list[Name]], first: dict[str, Spot | None], holders: dict[str, str | None]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """What countries and provinces the document speaks of, each by how sure its names are."""
    countries: Counter[str] = Counter()
    provinces: Counter[tuple[str, str]] = Counter()
    for key, group in meant.items():
        spot = first[key]
        if spot is None:
            continue
        rivals = {(s.country, s.province) for s in spots(group[0].text)}
        weight = 10 if spot.kind in "CA" or holders[key] else 10 // len(rivals)
        countries[spot.country] += weight
        if spot.province:
            provinces[spot.country, spot.province] += weight
    return countries, provinces


def _expanded(name: str) -> str:
    return geography().short.words.get(folded(name).replace(" ", ""), name)
