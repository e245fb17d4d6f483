"""Places on the map: where each is, and the claims and counts that rest on it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from wellsourced.model import ClaimId, Outcome, Placed, PlaceMark, Status, TallyId
from wellsourced.tell.ground import Ground

_Point = tuple[float, float]

_CONTESTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


def placed(of: Ground) -> tuple[Placed, ...]:
    """Give the places of a case that have coordinates, those with most claims first.

    Where pages take one name for several places, the one that most of them mean stands for it.
    """
    found = spots((m for marks in of.marks.values() for m in marks.places), of.called)
    claims: dict[str, list[ClaimId]] = defaultdict(list)
    contested: Counter[str] = Counter()
    for claim in of.claims.values():
        for name in _names(claim.place):
            claims[name].append(claim.id)
            contested[name] += claim.status in _CONTESTED
    tallies: dict[str, list[TallyId]] = defaultdict(list)
    killed: dict[str, int] = {}
    for tally in of.tallies.values():
        for name in _names(tally.place):
            tallies[name].append(tally.id)
            if tally.outcome is Outcome.KILLED and tally.best is not None:
                killed[name] = max(killed.get(name, 0), tally.best)
    rows = (
        Placed(
            name=name,
            latitude=spot.latitude,
            longitude=spot.longitude,
            radius=None,
            score=spot.score,
            country=spot.country,
            claims=tuple(sorted(claims[name])),
            contested=contested[name],
            tallies=tuple(sorted(tallies[name])),
            killed=killed.get(name),
        )
        for name, spot in found.items()
        if spot.latitude is not None and spot.longitude is not None
    )
    return tuple(sorted(rows, key=lambda p: (-len(p.claims), -len(p.tallies), p.name)))


def _names(slot: str | None) -> Iterable[str]:
    return (slot or "").split("; ") if slot else ()


def spots(
    marks: Iterable[PlaceMark], called: Callable[[str], str] = lambda name: name
) -> dict[str, PlaceMark]:
    """Give the place that most marks mean by each name; of equally many the surest."""
    many: dict[str, Counter[_Point]] = defaultdict(Counter)
    surest: dict[tuple[str, _Point], PlaceMark] = {}
    for mark in marks:
        if mark.latitude is None or mark.longitude is None:
            continue
        name, point = called(mark.name), (mark.latitude, mark.longitude)
        many[name][point] += 1
        known = surest.setdefault((name, point), mark)
        if _score(mark) > _score(known):
            surest[name, point] = mark
    return {name: surest[name, _most(name, many[name], surest)] for name in sorted(many)}


def _most(
    name: str, many: Mapping[_Point, int], surest: Mapping[tuple[str, _Point], PlaceMark]
) -> _Point:
    return max(many, key=lambda point: (many[point], _score(surest[name, point]), point))


def _score(mark: PlaceMark) -> float:
    return 1.0 if mark.score is None else mark.score
