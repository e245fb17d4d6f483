"""Incidents: what happened at one place in one stretch of days, from claims, counts and pages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.model import (
    Claim,
    Estimate,
    Incident,
    IncidentId,
    Losses,
    OriginKind,
    Outcome,
    Polarity,
    Status,
    Tally,
    Together,
    digest,
)
from wellsourced.tell.incidentdeeds import Deed, deeds
from wellsourced.tell.incidentjoins import joined

_NAMED = 3  # places, people and days that are told as what makes an incident one


class Record(NamedTuple):
    """What a record knows that incidents are made of; `holders`: place to those it lies in."""

    claims: Iterable[Claim]
    tallies: Iterable[Tally]
    pages: Iterable[Together]
    holders: Mapping[str, tuple[str, ...]] = {}


def holders(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Give for each place of a case those that it lies in, the nearest first."""
    within = {p.name: p.within for p in settings.places if p.within}
    out: dict[str, tuple[str, ...]] = {}
    for place in within:
        held: list[str] = []
        at = place
        while (over := within.get(at)) and over not in held:
            held.append(over)
            at = over
        out[place] = tuple(held)
    return out


def incidents(record: Record) -> list[Incident]:
    """Give a row for each incident, oldest first, those without a day last.

    An incident is made of claims of deeds and of counts of their victims. What is claimed as
    having failed to happen, denied or taken back stands with the rest: its row says so.
    """
    together = {d: n for n, t in enumerate(record.pages) for d in t.documents}
    found = deeds(record.claims, record.tallies, together)
    rows = [_row(group, record.holders) for group in joined(found, record.holders)]
    return sorted(rows, key=_order)


def _row(group: Sequence[Deed], holders: Mapping[str, tuple[str, ...]]) -> Incident:
    claims = [d.claim for d in group if d.claim]
    tallies = [t for d in group for t in d.tallies]
    stated = [d for d in group if d.stated]
    earliest, latest = _days(stated or group)
    head = max(group, key=_telling)
    types = Counter(c.type for c in claims)
    return Incident(
        id=IncidentId(digest("incident", min(d.id for d in group))),
        head=head.of[0].id,
        earliest=earliest,
        latest=latest,
        basis="stated" if stated else "heard",
        place=_place(group, holders),
        types=tuple(sorted(types, key=lambda t: (-types[t], t))),
        text=head.claim.text if head.claim else head.tallies[0].evidence[0].quote,
        killed=_losses(tallies, Outcome.KILLED),
        wounded=_losses(tallies, Outcome.WOUNDED),
        status=head.of[0].status,
        origins=_origins([x for d in group for x in d.of]),
        documents=tuple(sorted({p for d in group for p in d.pages})),
        claims=tuple(sorted(c.id for c in claims)),
        tallies=tuple(sorted(t.id for t in tallies)),
        why=_why(group),
    )


def _telling(d: Deed) -> tuple[bool, int, bool, int, str]:
    """What an incident is told by: a claim that it happened, by whom, where and when."""
    if d.claim is None:
        return False, 0, False, max(t.best or 0 for t in d.tallies), d.id
    c = d.claim
    slots = sum(s is not None for s in (c.actor, c.recipient, c.place, c.earliest))
    backed = c.status in (Status.CORROBORATED, Status.SINGLE_SOURCE, Status.DISPUTED)
    return c.polarity is Polarity.HOLDS, slots, backed, len(c.evidence), d.id


def _days(group: Sequence[Deed]) -> tuple[date | None, date | None]:
    """The days that most of the deeds can have been on; of equals the earliest."""
    spans = Counter((d.earliest, d.latest) for d in group if d.earliest and d.latest)
    if not spans:
        return None, None
    return min(spans, key=lambda s: (-_meeting(s, spans), s[1] - s[0], s))


def _meeting(span: tuple[date, date], spans: Mapping[tuple[date, date], int]) -> int:
    """How many deeds can have been on the days of a span."""
    return sum(n for (start, end), n in spans.items() if start <= span[1] and span[0] <= end)


def _place(group: Sequence[Deed], holders: Mapping[str, tuple[str, ...]]) -> str | None:
    """The place that most name; of equals the more exact one, else all."""
    told = Counter(p for d in group for p in d.places)
    most = {p for p, n in told.items() if n == max(told.values())}
    most -= {h for p in most for h in holders.get(p, ())} & most
    return "; ".join(sorted(most)) or None


def _losses(tallies: Iterable[Tally], outcome: Outcome) -> Losses | None:
    """The greatest count of the incident, as wide as other pages' counts of the same leave it.

    Smaller counts of one page, of another group, or less than half, are parts of it; those that
    newer ones took the place of are older.
    """
    told = [t for t in tallies if t.outcome is outcome and _figure(t) is not None]
    if not told:
        return None
    whole = max(told, key=lambda t: (_figure(t) or 0, t.id))
    least = [
        n for t in told if _rivals(t, whole) and (n := t.low if t.low is not None else t.best)
    ]
    low = whole.low if whole.low is None else min([whole.low, *least])
    return Losses(low=low, best=whole.best, high=whole.high)


def _figure(tally: Tally) -> int | None:
    return tally.best or tally.low or tally.high


def _rivals(tally: Tally, whole: Tally) -> bool:
    """Whether another page tells another number of the same people."""
    pages = [{e.document for e in t.evidence} for t in (tally, whole)]
    past = tally.status in {Status.SUPERSEDED, Status.RETRACTED}
    same = (tally.group, tally.per) == (whole.group, whole.per)
    return (
        same
        and not past
        and not pages[0] & pages[1]
        and 2 * (_figure(tally) or 0) >= (_figure(whole) or 0)
    )


def _origins(found: Sequence[Claim | Tally]) -> Estimate:
    low = max(x.origins.low for x in found)
    told = {s for x in found for s in x.said_by if s.kind is not OriginKind.COMMENTER}
    return Estimate(low, max(low, len(told), *(x.origins.high for x in found)))


def _why(group: Sequence[Deed]) -> tuple[str, ...]:
    """What the deeds share, in words."""
    named = sorted((s for d in group for s in d.sides), reverse=True)  # capitals win
    sides = {s.casefold(): s for s in named}
    told = (
        ("the place", Counter(p for d in group for p in d.places)),
        ("taking part", Counter(sides[n] for d in group for n in {s.casefold() for s in d.sides})),
        (
            "the day",
            Counter(str(d.earliest) for d in group if d.stated and d.earliest == d.latest),
        ),
    )
    out = [f"{what}: {', '.join(shared)}" for what, names in told if (shared := _shared(names))]
    near = Counter(d.near for d in group if d.near is not None)
    if len({p for d in group for p in d.pages}) > 1 and any(n > 1 for n in near.values()):
        out.append("its pages have many of the same words and names")
    return tuple(out)


def _shared(names: Counter[str]) -> list[str]:
    """What more than one has, the most common first."""
    shared = [n for n, count in names.items() if count > 1]
    return sorted(shared, key=lambda n: (-names[n], n))[:_NAMED]


def _order(row: Incident) -> tuple[date, date, str]:
    return row.earliest or date.max, row.latest or date.max, row.id
