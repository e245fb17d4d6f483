"""Disputes: claims that answer one question, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from wellsourced.model import Claim, Status

_CONTESTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


def disputes(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Put claims together that are rivals, the most contested first, then the best backed.

    What is contested about one actor, and what is told in the same words, stands together too; a
    claim that nothing touches stands alone.
    """
    found = sorted(claims, key=_contest)
    names = _joined(found)
    together: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        together[names[f"id {claim.id}"]].append(claim)
    return [tuple(group) for group in together.values()]


def contested(claim: Claim) -> bool:
    """Whether somebody says otherwise, or has taken it back."""
    return claim.status in _CONTESTED


def _contest(claim: Claim) -> tuple[int, int, int, int, str, str]:
    against = len(claim.denied_by) + len(claim.disputed_by) + len(claim.retracted_by)
    both = min(against, claim.origins.high) if contested(claim) else 0
    high, low = claim.origins.high, claim.origins.low
    return (not contested(claim), -both, -low, -high, claim.text, claim.id)


def _joined(claims: Iterable[Claim]) -> dict[str, str]:
    """The group of each tie, named by one of its ties; a rival that is not listed joins too."""
    above: dict[str, str] = {}

    def head(tie: str) -> str:
        while (up := above.setdefault(tie, tie)) != tie:
            above[tie] = above[up]  # half the way for who asks next
            tie = up
        return tie

    for claim in claims:
        first, *others = map(head, _ties(claim))
        for other in others:
            above[head(other)] = first
    return {tie: head(tie) for tie in list(above)}


def _ties(claim: Claim) -> Iterator[str]:
    """What a claim has in common with those it stands with."""
    yield f"id {claim.id}"
    yield f"words {claim.text.casefold()}"
    yield from (f"id {rival}" for rival in claim.rivals)
    if contested(claim) and claim.actor:
        yield f"about {claim.type} {claim.actor} {claim.recipient or ''}"
