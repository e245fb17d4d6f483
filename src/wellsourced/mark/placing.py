"""Which place a name means: how large each is, what else the document names, what holds it."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from wellsourced.mark.gazetteer import Spot, folded, spots
from wellsourced.mark.placenames import Name, geography


class Placed(NamedTuple):
    """A place chosen, and how likely it is the one meant."""

    spot: Spot
    score: float


_SIZE = {"C": 5.0, "R": 4.0, "A": 2.0, "B": -0.5, "P": 0.0, "K": 3.4}
_OTHER_NAME = 1.5  # what it costs to be meant by another name than one's own
_HELD = 8.0
_SEAT = 2.0  # degrees
_GREAT = 1_000_000  # people: such a town is meant before the province of its name
_COUNTRY = 5.5
_PROVINCE = 6.0
_DOUBT = 1.0  # weights are taken for logarithms of odds: one more makes 2.7 times as likely
_LOCATED, _BARE = 0.9, 0.8  # by judgement: a name is a place's, the words around say so, or do not
_SPREAD = 20
_SMALL = 50_000  # people; a name without any place word around must be of a place larger than that


class _Context(NamedTuple):
    """What a document, or one of its names, speaks of."""

    countries: Counter[str]
    provinces: Counter[tuple[str, str]]

    def without(self, own: "_Context") -> "_Context":
        """Give what the rest of the document speaks of."""
        return _Context(self.countries - own.countries, self.provinces - own.provinces)


def placed(names: Iterable[Name]) -> dict[Name, Placed]:
    """Choose a place for each name that is meant as one."""
    listed = [n for n in names if n.known or spots(n.text)]
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in listed:
        groups[folded(name.text)].append(name)
    meant = {key: group for key, group in groups.items() if _meant(group)}
    holders = {key: _holder(group) for key, group in meant.items()}
    first = {
        key: _best(group[0], holders[key], _Context(Counter(), Counter()))
        for key, group in meant.items()
    }
    spoken = {key: _spoken(meant[key], first[key], holders[key]) for key in meant}
    whole = _Context(
        sum((s.countries for s in spoken.values()), Counter()),
        sum((s.provinces for s in spoken.values()), Counter()),
    )
    chosen = {
        key: _best(group[0], holders[key], whole.without(spoken[key]))
        for key, group in meant.items()
    }
    return {
        name: found
        for key, group in meant.items()
        if (found := chosen[key]) is not None
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


def _best(name: Name, holder: str | None, context: "_Context") -> Placed | None:
    within = spots(_expanded(holder)) if holder else ()
    countries, provinces = context
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
    seat = _seat(best, [spot for _, spot in ranked])
    return Placed(seat, _likely(seat, ranked, located=name.located or holder is not None))


def _likely(chosen: Spot, ranked: list[tuple[float, Spot]], *, located: bool) -> float:
    """How likely a place is the one meant: its share among the places of its name.

    What lies near it is it, as a town is its province's; the name may still be no place's at all.
    """
    top = max(weight for weight, _ in ranked)
    shares = [(math.exp((weight - top) / _DOUBT), spot) for weight, spot in ranked]
    near = sum(share for share, spot in shares if _beside(chosen, spot))
    sure = _LOCATED if located or chosen.kind in "CR" else _BARE
    return round(sure * near / sum(share for share, _ in shares), 2)


def _beside(one: Spot, other: Spot) -> bool:
    away = abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
    return one.country == other.country and away < _SEAT


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
        + (2.6 if spot.kind == "P" and spot.people >= _GREAT and not spot.other else 0.0)
        - ((_OTHER_NAME if spot.kind in "PK" else 3.0) if spot.other else 0.0)
    )


def _holds(outer: Spot, inner: Spot) -> bool:
    if outer.kind == "C":
        return inner.country == outer.country and inner.kind != "C"
    if outer.kind in "AB":
        same = inner.country == outer.country and inner.province == outer.province
        return same and inner.number != outer.number
    return False


def _spoken(group: list[Name], found: Placed | None, holder: str | None) -> _Context:
    """What countries and provinces a name speaks of, by how sure it is.

    What it means most likely counts once, and all that it can mean together count once more.
    """
    countries: Counter[str] = Counter()
    provinces: Counter[tuple[str, str]] = Counter()
    if found is None:
        return _Context(countries, provinces)
    first = found.spot
    rivals = {(s.country, s.province) for s in spots(group[0].text)}
    weight = 10 if first.kind in "CA" or holder else 10 // len(rivals)
    countries[first.country] += weight
    if first.province:
        provinces[first.country, first.province] += weight
    if first.kind == "C":
        return _Context(countries, provinces)
    lands = {country for country, _ in rivals}
    countries.update(dict.fromkeys(lands, _SPREAD // len(lands)))
    provinces.update(dict.fromkeys((r for r in rivals if r[1]), _SPREAD // len(rivals)))
    return _Context(countries, provinces)


def _expanded(name: str) -> str:
    return geography().short.words.get(folded(name).replace(" ", ""), name)
