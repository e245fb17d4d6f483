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
    names: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for claim in claims:
        ties = sorted(set(_ties(claim)))
        old = {names[t] for t in ties if t in names}
        whole = set(ties).union(*(members.pop(o) for o in sorted(old)))
        members[ties[0]] = whole
        names.update(dict.fromkeys(whole, ties[0]))
    return names


def _ties(claim: Claim) -> Iterator[str]:
    """What a claim has in common with those it stands with."""
    yield f"id {claim.id}"
    yield f"words {claim.text.casefold()}"
    yield from (f"id {rival}" for rival in claim.rivals)
    if contested(claim) and claim.actor:
        yield f"about {claim.type} {claim.actor} {claim.recipient or ''}"
