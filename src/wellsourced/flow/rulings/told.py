"""How things stood before a ruling, and stand after it, in words that the log keeps."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wellsourced.flow.rulings.layers import Layer
from wellsourced.model import ClaimId, Draft, Ruled, RulingRow, SubjectKind

_MOST = 20  # claims that are told one by one
_SLOTS = ("type", "actor", "recipient", "place", "earliest", "latest", "polarity", "text")


class Stands(NamedTuple):
    """How it stood, and stands."""

    before: str
    after: str


def stands(wanted: Draft, row: RulingRow, before: Layer, after: Layer) -> Stands:
    """Give in words what a ruling changes of the claims on which it bears."""
    old = {c.id: c for c in before.claims}
    new = {c.id: c for c in after.claims}
    named = (c.id for c in before.claims if _bears_on(c, wanted))
    moved = (n for n in {*old, *new} if _whole(old.get(n)) != _whole(new.get(n)))
    on = (ClaimId(n) for n in row.bears_on if n in old or n in new)
    changed = sorted({*named, *moved, *on})
    if not changed:
        value = wanted.value or wanted.decision.value
        return Stands("", f"{value}: {', '.join(s.said for s in wanted.subjects)}")
    return Stands(_told(changed, old, wanted), _told(changed, new, wanted))


def _bears_on(claim: Ruled, wanted: Draft) -> bool:
    """Whether a claim is among the subjects, by its first words."""
    first = {
        (a.document, a.start, a.end)
        for s in wanted.subjects
        if s.kind is SubjectKind.CLAIM
        for a in s.anchors[:1]
    }
    own = {(e.document, e.start, e.end) for e in claim.evidence[:1]}
    return bool(first & own) and claim.text[:80] in {s.said for s in wanted.subjects}


def _whole(claim: Ruled | None) -> str:
    return "" if claim is None else f"{_line(claim)} {claim.corrected} {claim.notes}"


def _told(names: Iterable[ClaimId], claims: Mapping[ClaimId, Ruled], wanted: Draft) -> str:
    each = list(names)
    shown = each[:_MOST]
    lines = [_line(claims[n], wanted) if n in claims else f"{n[:8]}: not there" for n in shown]
    more = [f"and {len(each) - _MOST} more claims"] if len(each) > _MOST else []
    return "; ".join((*lines, *more))


def _line(claim: Ruled, wanted: Draft | None = None) -> str:
    """A claim in a line: how it stands, and what of it is ruled on."""
    low, high = claim.origins.low, claim.origins.high
    told = [f"{claim.id[:8]}: {claim.status}, {low} to {high} origins"]
    told += [f"judged {claim.judged}"] if claim.judged else []
    told += [f"credibility {claim.credibility}"] if claim.credibility else []
    told += [f"assigned to {', '.join(claim.assigned)}"] if claim.assigned else []
    if wanted is None:
        told += [f"{s} {getattr(claim, s)}" for s in _SLOTS]
    elif wanted.field is not None:
        told.append(f"{wanted.field} {getattr(claim, wanted.field.value) or 'not told'}")
    return ", ".join(told)
