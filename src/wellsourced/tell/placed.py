"""Places on the map: where each is, and the claims and counts that rest on it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from wellsourced.model import ClaimId, Outcome, Placed, PlaceMark, Status, TallyId
from wellsourced.tell.ground import Ground

_CONTESTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


def placed(of: Ground) -> tuple[Placed, ...]:
    """Give the places of a case that have coordinates, those with most claims first.

    Where pages take one name for several places, the one that most of them mean stands for it.
    """
    spots = _spots(of)
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
        for name, spot in spots.items()
        if spot.latitude is not None and spot.longitude is not None
    )
    return tuple(sorted(rows, key=lambda p: (-len(p.claims), -len(p.tallies), p.name)))


def _names(slot: str | None) -> Iterable[str]:
    return (slot or "").split("; ") if slot else ()


def _spots(of: Ground) -> dict[str, PlaceMark]:
    """The place that most pages mean by each name; of equally many the surest."""
    found: dict[str, list[PlaceMark]] = defaultdict(list)
    for marks in of.marks.values():
        for mark in marks.places:
            if mark.latitude is not None and mark.longitude is not None:
                found[of.called(mark.name)].append(mark)
    return {name: _chosen(marks) for name, marks in sorted(found.items())}


def _chosen(marks: list[PlaceMark]) -> PlaceMark:
    many = Counter((m.latitude, m.longitude) for m in marks)
    return max(
        marks,
        key=lambda m: (
            many[(m.latitude, m.longitude)],
            1.0 if m.score is None else m.score,
            m.latitude or 0.0,
            m.longitude or 0.0,
        ),
    )
