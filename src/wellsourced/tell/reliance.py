"""How what a source says has fared: alone, denied, taken back, or borne out by others."""

from collections.abc import Iterable
from datetime import date

from wellsourced.model import Claim, OriginKind, Reliance, Source, Utterance
from wellsourced.tell.ground import Ground, tellings

_LAST = date.max


def reliance(name: str, found: Iterable[Claim], of: Ground) -> Reliance:
    """Give the counts for one source; what it only passes on is counted apart."""
    claims = list(found)
    own = [c for c in claims if says(c, name)]
    return Reliance(
        claims=len(own),
        alone=sum(alone(c, name) for c in own),
        denied=sum(contested(c, name) for c in own),
        retracted=sum(any(s.name == name for s in c.retracted_by) for c in claims),
        borne_out=sum(borne_out(c, name, of) for c in own),
        passes_on=sum(_passes_on(c, name) for c in claims),
    )


def _passes_on(claim: Claim, name: str) -> bool:
    backing = (e for e in claim.evidence if e.stance in ("backs", "confirms"))
    return any(name in e.chain[:-1] for e in backing)


def says(claim: Claim, name: str) -> bool:
    """Whether it is among those who say so."""
    return any(s.name == name for s in _backing(claim))


def alone(claim: Claim, name: str) -> bool:
    """Whether nobody else says so."""
    return {s.name for s in _backing(claim)} == {name}


def contested(claim: Claim, name: str) -> bool:
    """Whether it says so, and somebody else, no reader, denies or disputes it."""
    against = (*claim.denied_by, *claim.disputed_by)
    others = (s for s in against if s.name != name and s.kind is not OriginKind.COMMENTER)
    return says(claim, name) and any(others)


def borne_out(claim: Claim, name: str, of: Ground) -> bool:
    """Whether it said so outright first, and an independent origin with a name did later.

    As in "the general said on Monday that the town had fallen; on Friday the mayor said so".
    """
    if claim.origins.low < 2 or not says(claim, name):
        return False
    told = [t.utterance for t in tellings(claim, of) if t.flat and t.utterance is not None]
    first = min((_day(u) for u in told if u.origin.name == name), default=_LAST)
    others = [u for u in told if _independent(u, name)]
    earlier = any(_day(u) <= first for u in told if u.origin.name != name)
    return not earlier and any(_day(u) > first for u in others)


def _independent(u: Utterance, name: str) -> bool:
    named = not u.origin.unnamed and u.reader is None
    return named and u.origin.name != name and name not in u.chain


def _day(u: Utterance) -> date:
    return u.said_on or u.heard_on or _LAST


def _backing(claim: Claim) -> tuple[Source, ...]:
    return (*claim.said_by, *claim.confirmed_by)
