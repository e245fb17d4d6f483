"""What to look at first: claims ordered by what a decision would change most, with the reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wellsourced.flow.rulings.opinions import Opinions
from wellsourced.model import (
    CheckRow,
    ClaimId,
    Estimate,
    ReviewRow,
    Ruled,
    Status,
    Tally,
    Verdict,
    Weight,
)

_MOST_RIVALS = 3
_RESTING = 5  # pieces of evidence from which many rest on a claim
_CONTESTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


class Around(NamedTuple):
    """What a claim's weight in the record is read off."""

    tallies: Sequence[Tally]
    checks: Sequence[CheckRow]
    opinions: Opinions


def queue(claims: Iterable[Ruled], of: Around) -> tuple[ReviewRow, ...]:
    """Give the claims that are yet to be judged, those that would change most first.

    The score is the sum of the points that its reasons give; of equals, what more rests on.
    """
    told = list(claims)
    known = {c.id: c for c in told}
    resting = _resting(told, of)
    rows = [_row(c, known, resting, of) for c in told if _open(c, of.opinions)]
    found = [r for r in rows if r.score]
    return tuple(sorted(found, key=lambda r: (-r.score, -r.origins.high, r.claim)))


def _open(claim: Ruled, opinions: Opinions) -> bool:
    """Whether nobody has judged it, or those who were to judge it are not done or not one."""
    return claim.judged is None or bool(opinions.differ(claim.id))


def _row(
    claim: Ruled, known: Mapping[ClaimId, Ruled], resting: Mapping[ClaimId, int], of: Around
) -> ReviewRow:
    reasons = tuple(
        sorted(
            (*_contested(claim, known), *_threshold(claim), *_weight(claim, resting, of)),
            key=lambda w: (-w.points, w.why),
        )
    )
    return ReviewRow(
        claim=claim.id,
        text=claim.text,
        status=claim.status,
        origins=claim.origins,
        score=sum(w.points for w in reasons),
        reasons=reasons,
        assigned=claim.assigned,
        ruled_by=of.opinions.judged_by(claim.id),
    )


def _contested(claim: Ruled, known: Mapping[ClaimId, Ruled]) -> Iterator[Weight]:
    """As in "the general says he is here, and his aide says he is not"."""
    if claim.status in _CONTESTED:
        yield Weight(points=4, why=f"it is {claim.status}")
    rivals = [known[r] for r in claim.rivals if r in known]
    if rivals:
        points = min(len(rivals), _MOST_RIVALS)
        yield Weight(points=points, why=f"it excludes {_many(len(rivals), 'other claim')}")


def _threshold(claim: Ruled) -> Iterator[Weight]:
    """As in "one named source, and an official who may be a second": one answer tips it."""
    low, high = claim.origins.low, claim.origins.high
    if claim.status is Status.SINGLE_SOURCE and high > 1:
        doubt = f"{low} to {high} independent origins"
        yield Weight(points=3, why=f"one doubt away from corroborated: {doubt}")
    if claim.status is Status.CORROBORATED and low == 2:
        yield Weight(points=2, why="corroborated by just two: were they one, it would not be")
    if claim.status is Status.DISPUTED and claim.origins == Estimate(1, 1):
        yield Weight(points=1, why="one origin holds it against others")
    if claim.status is Status.UNSUPPORTED and claim.hedged > 1:
        yield Weight(points=1, why=f"{_many(claim.hedged, 'origin')} say so, all with a hedge")


def _weight(claim: Ruled, resting: Mapping[ClaimId, int], of: Around) -> Iterator[Weight]:
    """What hangs on it, what fails about it, and who waits for it."""
    if resting[claim.id]:
        many = _many(resting[claim.id], "count")
        yield Weight(
            points=min(resting[claim.id], 3),
            why=f"{many} {'rests' if resting[claim.id] == 1 else 'rest'} on its words",
        )
    failing = _failing(claim, of.checks)
    if failing:
        yield Weight(points=3, why=f"a check of its words fails: {failing[0]}")
    if len(claim.evidence) >= _RESTING:
        yield Weight(points=1, why=f"it is told {len(claim.evidence)} times")
    unsure = [e for e in claim.evidence if e.chain and e.chain[-1] == "unnamed"]
    if unsure and 2 * len(unsure) >= len(claim.evidence):
        yield Weight(points=1, why="most of its tellings name nobody: is it attributed rightly?")
    if claim.assigned:
        yield Weight(points=5, why=f"assigned to {' and '.join(claim.assigned)}")
    if state := of.opinions.differ(claim.id):
        yield Weight(points=6, why=state)


def _failing(claim: Ruled, checks: Iterable[CheckRow]) -> list[str]:
    spots = [(e.document, e.start, e.end) for e in claim.evidence]
    return [
        c.why
        for c in checks
        if c.verdict is Verdict.INCONSISTENT
        and any(
            q.document == d and q.start < e and s < q.end for q in c.about for d, s, e in spots
        )
    ]


def _resting(claims: Sequence[Ruled], of: Around) -> Counter[ClaimId]:
    """How many counts rest on words of each claim."""
    counts: Counter[ClaimId] = Counter()
    told: dict[str, list[tuple[int, int, ClaimId]]] = {}
    for c in claims:
        for e in c.evidence:
            told.setdefault(e.document, []).append((e.start, e.end, c.id))
    for tally in of.tallies:
        near = {
            name
            for e in tally.evidence
            for start, end, name in told.get(e.document, ())
            if e.start < end and start < e.end
        }
        counts.update(near)
    return counts


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
