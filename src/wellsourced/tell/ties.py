"""What a group was part of, and what has left it: since when, and who says so."""

from collections.abc import Iterator, Sequence
from datetime import date

from wellsourced.model import Claim, ClaimType, OriginKind, Polarity, Step, Topic
from wellsourced.tell.ground import Ground, days, listed, tellings, words

_SHOWN = 3  # places of each


def ties(name: str, of: Ground) -> Iterator[Step]:
    """Give what is told of the ties of a name over time, the oldest first.

    As in "the Free Guard has left the Lake Guard: since 2031-05-12, says Mayor Bex".
    """
    told = (c for c in of.claims.values() if c.type is ClaimType.ALLEGIANCE and _of(name, c))
    for claim in sorted(told, key=_when):
        quotes = tuple(words(t.evidence) for t in tellings(claim, of) if t.backing)[:_SHOWN]
        yield Step(topic=Topic.NAMES, says=_says(claim), quotes=quotes, see=(claim.id,))


def since(claim: Claim) -> str:
    """Write since when a tie is told to hold or to be broken."""
    if claim.earliest or claim.latest:
        return days(claim.earliest, claim.latest)
    return f"first heard {claim.first_heard}" if claim.first_heard else "nobody says when"


def _says(claim: Claim) -> str:
    who = [s.name for s in (*claim.said_by, *claim.confirmed_by)]
    against = [
        s.name
        for s in (*claim.denied_by, *claim.disputed_by)
        if s.kind is not OriginKind.COMMENTER
    ]
    whole = claim.recipient or "those it was part of"
    tie = f"is with {whole}" if claim.polarity is Polarity.HOLDS else f"has left {whole}"
    by = f", {_say(who)} {listed(who)}" if who else ""
    other = f"; {listed(against)} {_say(against)} otherwise" if against else ""
    return f"{claim.actor or 'Somebody'} {tie}: {since(claim)}{by}{other} ({claim.status})."


def _say(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"


def _of(name: str, claim: Claim) -> bool:
    slots = f"{claim.actor or ''}; {claim.recipient or ''}".split("; ")
    return name in slots


def _when(claim: Claim) -> tuple[date, str]:
    return claim.earliest or claim.latest or claim.first_heard or date.max, claim.id
