"""How a claim stood on earlier days."""

from collections.abc import Iterable
from datetime import date

from wellsourced.model import Claim, Evidence, Stood
from wellsourced.tell.ground import Ground


def heard(told: Iterable[Evidence], of: Ground) -> list[date]:
    """Give the days from which tellings could be read, in their order."""
    spots = {(e.document, e.mark) for e in told if e.mark}
    pairs = ((k, u) for by in (of.said, of.counted) for k, u in by.items() if k in spots)
    return sorted({u.heard_on for _, u in pairs if u.heard_on})


def stood(claim: Claim, day: date, known: Iterable[Claim]) -> Stood:
    """Give how a claim stood among those known on a day: the one that shares most tellings."""
    spots = _spots(claim)
    near = (
        (c.id == claim.id, len(spots & _spots(c)), c.type == claim.type, c.id, c) for c in known
    )
    best = max((n for n in near if n[0] or n[1]), key=lambda n: n[:4], default=None)
    if best is None:
        return Stood(day=day, status=None, origins=None)
    return Stood(day=day, status=best[4].status, origins=best[4].origins)


def changed(found: Iterable[Stood]) -> tuple[Stood, ...]:
    """Give the days on which it stood otherwise than before."""
    out: list[Stood] = []
    for one in found:
        if not out or (one.status, one.origins) != (out[-1].status, out[-1].origins):
            out.append(one)
    return tuple(out)


def _spots(claim: Claim) -> set[tuple[str, int, int]]:
    return {(e.document, e.start, e.end) for e in claim.evidence}
