"""Why claims and counts are one incident, and why it has its day, place and losses."""

from collections.abc import Iterator

from wellsourced.model import Claim, Incident, Losses, Quote, Step, Tally, Topic, Why
from wellsourced.tell.ground import Ground, days, many, short, words

_SHOWN = 3  # quotes of each claim or count


def incident(row: Incident, of: Ground) -> Why:
    """Give why an incident is as it is, with the words that each reason rests on."""
    return Why(id=row.id, kind="incident", of=row.text, steps=tuple(_steps(row, of)))


def _steps(row: Incident, of: Ground) -> Iterator[Step]:
    head = of.claims.get(row.head) or of.tallies.get(row.head)
    if head is not None:
        says = f"It stands as that which tells it best: “{_what(head)}” ({row.status})."
        yield Step(topic=Topic.STANDING, says=says, quotes=_quotes(head), see=(head.id,))
    yield from _together(row, of)
    yield from _losses(row, of)
    stated = "the days that most of them name" if row.basis == "stated" else "no day is named"
    heard = "" if row.basis == "stated" else "; on these it was first heard of"
    says = f"{days(row.earliest, row.latest)}: {stated}{heard}."
    yield Step(topic=Topic.DATE, says=says)
    if row.place:
        yield Step(topic=Topic.PLACE, says=f"{row.place}: the place that most of them name.")


def _together(row: Incident, of: Ground) -> Iterator[Step]:
    """What makes it one, then each claim and count that it is made of."""
    claims = [of.claims[c] for c in row.claims if c in of.claims]
    counts = [of.tallies[t] for t in row.tallies if t in of.tallies]
    made = f"{many(len(claims), 'claim')} and {many(len(counts), 'count')}"
    pages = many(len(row.documents), "page")
    shared = f", as they have in common {'; '.join(row.why)}" if row.why else ""
    yield Step(topic=Topic.TELLINGS, says=f"{made} on {pages} are one incident{shared}.")
    each: list[Claim | Tally] = [*claims, *counts]
    for one in each:
        says = f"“{_what(one)}” ({one.status})."
        yield Step(topic=Topic.TELLINGS, says=says, quotes=_quotes(one), see=(one.id,))


def _losses(row: Incident, of: Ground) -> Iterator[Step]:
    """From which count each number is; others are parts of it, or older."""
    for outcome, losses in (("killed", row.killed), ("wounded", row.wounded)):
        own = (t for t in (of.tallies.get(n) for n in row.tallies) if t is not None)
        from_ = next((t for t in own if t.outcome == outcome and losses == _losses_of(t)), None)
        if from_ is not None:
            best = "no number" if from_.best is None else f"{from_.best:,}"
            says = f"{best} {outcome}: the greatest count of the incident."
            yield Step(topic=Topic.NUMBER, says=says, quotes=_quotes(from_), see=(from_.id,))


def _losses_of(t: Tally) -> Losses:
    return Losses(low=t.low, best=t.best, high=t.high)


def _what(thing: Claim | Tally) -> str:
    if isinstance(thing, Claim):
        return short(thing.text)
    best = "" if thing.best is None else f"{thing.best:,} "
    return f"{best}{thing.outcome} {thing.group or ''}".strip()


def _quotes(thing: Claim | Tally) -> tuple[Quote, ...]:
    return tuple(words(e) for e in thing.evidence if e.stance in ("backs", "confirms"))[:_SHOWN]
