"""What is new or stands otherwise since a day: two records of one case laid side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from wellsourced.model import Claim, Evidence, Tally
from wellsourced.model.changes import Changes, Moved, TollMoved

T = TypeVar("T", Claim, Tally)
_Spot = tuple[str, int, int, str]


class Told(NamedTuple):
    """What a record tells: its claims and its counts."""

    claims: Sequence[Claim]
    tallies: Sequence[Tally]


def changes(since: date, old: Told, new: Told) -> Changes:
    """Give what a later record has that an earlier one had not, or had otherwise.

    A claim of several that were one before moved only where it stands otherwise than that one.
    """
    claims, tallies = earlier(old.claims, new.claims), earlier(old.tallies, new.tallies)
    return Changes(
        since=since,
        new=tuple(c for c in new.claims if c.id not in claims),
        moved=tuple(
            Moved(claim=c, was=claims[c.id].status, origins_were=claims[c.id].origins)
            for c in new.claims
            if c.id in claims and c.status != claims[c.id].status
        ),
        tolls=tuple(
            TollMoved(tally=t, was=tallies.get(t.id))
            for t in new.tallies
            if t.id not in tallies or _number(t) != _number(tallies[t.id])
        ),
    )


def earlier(old: Iterable[T], new: Iterable[T]) -> Mapping[str, T]:
    """Give for each thing that was there before what it was: of its id, else of most its words."""
    before: dict[str, T] = {o.id: o for o in old}
    at: dict[_Spot, list[str]] = {}
    for o in sorted(before.values(), key=lambda o: o.id):
        for spot in _spots(o):
            at.setdefault(spot, []).append(o.id)
    out: dict[str, T] = {}
    for n in new:
        shared = Counter(name for spot in _spots(n) for name in at.get(spot, ()))
        if n.id in before:
            out[n.id] = before[n.id]
        elif shared:
            most = max(shared.values())
            out[n.id] = before[min(name for name, many in shared.items() if many == most)]
    return out


def _spots(of: Claim | Tally) -> set[_Spot]:
    """The words in which it is told, each with what it is taken for."""
    kind = f"{of.type} {of.polarity}" if isinstance(of, Claim) else str(of.outcome)
    return {_spot(e, kind) for e in of.evidence}


def _spot(told: Evidence, kind: str) -> _Spot:
    return told.document, told.start, told.end, kind


def _number(of: Tally) -> tuple[int | None, int | None, int | None]:
    return of.low, of.best, of.high
