"""Whom somebody was with, since when and until when, as the pages tell it: the ties of names."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from msgspec.structs import replace

from wellsourced.model import (
    Claim,
    ClaimId,
    ClaimType,
    Entity,
    OriginKind,
    Polarity,
    Quote,
    Status,
    Step,
    Tie,
    Topic,
)
from wellsourced.tell.ground import Ground, listed

_SHOWN = 3  # places of each
_BACKS = ("backs", "confirms")
_FALLEN = (Status.DENIED, Status.RETRACTED, Status.UNSUPPORTED)
_Left = dict[tuple[str | None, str | None], list[tuple[date | None, ClaimId]]]
_When = tuple[date, str]


def tied(entities: Iterable[Entity], claims: Collection[Claim]) -> tuple[Entity, ...]:
    """Give the entities with their ties, the oldest first.

    As in "the Free Guard was with the Lake Guard until 2031-05-12, says Mayor Bex".
    """
    return tuple(each_tied(entities, lambda: claims, _Held()))


class Kept(Protocol):
    """Where ties are put by the ids of their claims, until all are known."""

    def put(self, name: str, thing: Tie) -> None:
        """Put a tie."""
        ...

    def get(self, name: str) -> Tie | None:
        """Give the tie of a claim."""
        ...


class _Held(dict[str, Tie]):
    """Ties that are held in memory."""

    def put(self, name: str, thing: Tie) -> None:
        self[name] = thing


def each_tied(
    entities: Iterable[Entity], claims: Callable[[], Iterable[Claim]], kept: Kept
) -> Iterator[Entity]:
    """Give the entities one by one, as `tied`; the claims are gone through twice."""
    left = _left(claims())
    order: dict[str, list[_When]] = defaultdict(list)
    for claim in claims():
        if claim.type is ClaimType.ALLEGIANCE:
            tie = _tie(claim, left)
            kept.put(claim.id, tie)
            for name in sorted({*_each(tie.part), *_each(tie.whole)}):
                order[name].append(_when(tie))
    for e in entities:
        told = (kept.get(claim) for _, claim in sorted(order.get(e.name, ())))
        found = tuple(t for t in told if t is not None)
        yield replace(e, ties=found) if found else e


def ties(name: str, of: Ground) -> Iterator[Step]:
    """Give the ties of a name as sentences, each with how its claim stands."""
    for tie in _ties(of.claims.values()):
        if name in (*_each(tie.part), *_each(tie.whole)):
            says = _says(tie, of.claims[tie.claim].status)
            yield Step(topic=Topic.NAMES, says=says, quotes=tie.quotes, see=(tie.claim,))


def _says(tie: Tie, status: Status) -> str:
    who, against = [s.name for s in tie.said_by], [s.name for s in tie.denied_by]
    whole = tie.whole or "those it was part of"
    how = f"is with {whole}" if tie.polarity is Polarity.HOLDS else f"has left {whole}"
    by = f", {_say(who)} {listed(who)}" if who else ""
    other = f"; {listed(against)} {_say(against)} otherwise" if against else ""
    return f"{tie.part or 'Somebody'} {how}: {_when_told(tie)}{by}{other} ({status})."


def _when_told(tie: Tie) -> str:
    day = tie.since if tie.polarity is Polarity.HOLDS else tie.until
    if day is None:
        return "nobody says when"
    until = tie.until if tie.polarity is Polarity.HOLDS else None
    ended = f" until {until}" if until else ""
    return f"{'since' if tie.dated else 'first heard'} {day}{ended}"


def _say(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"


def _ties(claims: Collection[Claim]) -> list[Tie]:
    left = _left(claims)
    told = (_tie(c, left) for c in claims if c.type is ClaimType.ALLEGIANCE)
    return sorted(told, key=_when)


def _left(claims: Iterable[Claim]) -> _Left:
    """Who is told to have left whom, and when, by whose claim."""
    found: _Left = defaultdict(list)
    for c in claims:
        fails = c.type is ClaimType.ALLEGIANCE and c.polarity is Polarity.FAILS
        if fails and c.status not in _FALLEN:
            day = c.earliest or c.latest or c.first_heard
            found[c.actor, c.recipient].append((day, c.id))
    return found


def _tie(claim: Claim, left: _Left) -> Tie:
    """A tie as one claim tells it; it lasts until somebody is told to have left."""
    holds = claim.polarity is Polarity.HOLDS
    dated = claim.earliest is not None or claim.latest is not None
    day = claim.earliest or claim.latest or claim.first_heard
    return Tie(
        claim=claim.id,
        part=claim.actor,
        whole=claim.recipient,
        polarity=claim.polarity,
        since=day if holds else None,
        until=_ended(claim, day, left) if holds else day,
        dated=dated,
        said_by=(*claim.said_by, *claim.confirmed_by),
        denied_by=tuple(
            s for s in (*claim.denied_by, *claim.disputed_by) if s.kind is not OriginKind.COMMENTER
        ),
        quotes=_quotes(claim),
    )


def _ended(claim: Claim, day: date | None, left: _Left) -> date | None:
    """The first day after it on which one of those who tell of leaving says so; no rival's."""
    told = left.get((claim.actor, claim.recipient), ())
    days = (d for d, other in told if other not in claim.rivals)
    return min((d for d in days if d and day and d >= day), default=None)


def _quotes(claim: Claim) -> tuple[Quote, ...]:
    told = (e for e in claim.evidence if e.stance in _BACKS)
    found = [Quote(document=e.document, start=e.start, end=e.end, quote=e.quote) for e in told]
    return tuple(found[:_SHOWN])


def _each(slot: str | None) -> list[str]:
    return [n for n in (slot or "").split("; ") if n]


def _when(tie: Tie) -> _When:
    return tie.since or tie.until or date.max, tie.claim
