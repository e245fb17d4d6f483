"""The rival accounts of a dispute: its claims, those together that do not exclude each other."""

from collections.abc import Mapping, Sequence

from wellsourced.model import Claim, Fit
from wellsourced.tell.ground import short

_WORDS = 60  # characters of an account's name


def accounts(start: Claim, claims: Mapping[str, Claim]) -> list[tuple[Claim, ...]]:
    """Give the claims that exclude each other, directly or by others, as rival accounts.

    Claims that have a rival in common and do not exclude each other are one account; the best
    backed claim of an account stands first.
    """
    found: list[list[Claim]] = []
    for claim in sorted(_component(start, claims), key=_backed):
        home = next((a for a in found if _joins(claim, a)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return [tuple(a) for a in found]


def fits(claim: Claim, rivals: Sequence[tuple[Claim, ...]]) -> tuple[Fit, ...]:
    """Give how a claim of the dispute sits with each account."""
    return tuple(_fit(claim, account) for account in rivals)


def name(account: Sequence[Claim]) -> str:
    """Give an account's name: the words of its best backed claim."""
    return short(account[0].text, _WORDS)


def _fit(claim: Claim, account: Sequence[Claim]) -> Fit:
    if claim in account:
        return Fit.CONSISTENT
    against = any(claim.id in c.rivals or c.id in claim.rivals for c in account)
    return Fit.INCONSISTENT if against else Fit.NEUTRAL


def _component(start: Claim, claims: Mapping[str, Claim]) -> list[Claim]:
    seen, todo = {start.id}, [start]
    while todo:
        for rival in todo.pop().rivals:
            if rival in claims and rival not in seen:
                seen.add(rival)
                todo.append(claims[rival])
    return [claims[i] for i in sorted(seen)]


def _joins(claim: Claim, account: Sequence[Claim]) -> bool:
    apart = any(claim.id in c.rivals or c.id in claim.rivals for c in account)
    common = any(not set(claim.rivals).isdisjoint(c.rivals) for c in account)
    return common and not apart


def _backed(c: Claim) -> tuple[int, int, str]:
    return -c.origins.low, -c.origins.high, c.id
