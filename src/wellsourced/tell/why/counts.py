"""Why a count is what it is, and why a sum does not add up."""

from collections.abc import Iterator
from datetime import date

from wellsourced.model import (
    CheckRow,
    Evidence,
    Quantity,
    Quote,
    Status,
    Step,
    Tally,
    TallyCheck,
    Topic,
    Verdict,
)
from wellsourced.tell.ground import Ground, figures, many, way, words
from wellsourced.tell.why.days import when, where


def counted(tally: Tally, of: Ground) -> Iterator[Step]:
    """Give low, best and high, each number with who tells it, the scope, the sums."""
    yield Step(topic=Topic.NUMBER, says=_bounds(tally))
    own = tally.why[0] if tally.why else str(tally.status)
    yield Step(topic=Topic.STANDING, says=f"{own}.")
    for n, e, q in _in_force_first(tally, of):
        through = way(e.chain)
        gone = f", {_gone(tally, n)}" if e.stance == "superseded" else ""
        bound = f" ({q.bound.replace('_', ' ')})" if q is not None else ""
        says = f"“{' '.join(e.quote.split())}”{bound}: {through}{gone}."
        yield Step(topic=Topic.NUMBER, says=says, quotes=(words(e),))
    for reason in (r for r in tally.reasons[1:] if not r.says.startswith("“")):
        quotes = tuple(words(tally.evidence[n]) for n in reason.evidence)
        yield Step(topic=Topic.ORIGINS, says=f"{reason.says}.", quotes=quotes)
    yield Step(topic=Topic.TELLINGS, says=_scope(tally))
    if tally.earliest or tally.latest:
        pairs = [(e, q) for e, q in figures(tally, of) if q is not None]
        yield from when(tally.earliest, tally.latest, pairs, of)
    for place in (tally.place or "").split("; ") if tally.place else ():
        yield Step(topic=Topic.PLACE, says=f"{place}: {where(place, of)}.")
    for check in tally.checks:
        yield _check(check)
    yield from _changes(tally)


def checked(check: CheckRow, of: Ground) -> Iterator[Step]:
    """Give the sum or the calendar in words, with the words of both sides, and whose counts."""
    yield _check(check)
    pages = sorted({q.document for q in check.about})
    if len(pages) > 1:
        says = f"The words stand on {many(len(pages), 'page')}: {'; '.join(map(of.file, pages))}."
        yield Step(topic=Topic.TELLINGS, says=says, see=tuple(pages))
    for name in check.tallies:
        tally = of.tallies.get(name)
        if tally is not None:
            says = f"It is about the count of {_what(tally)}."
            yield Step(topic=Topic.NUMBER, says=says, see=(name,))


def _gone(tally: Tally, place: int) -> str:
    """Why a number of the tally counts no more: overtaken, or taken back by its page."""
    own = (r.says for r in tally.reasons[1:] if r.says.startswith("“") and place in r.evidence)
    taken = next((r.partition("): ")[2] for r in own if "): taken back" in r), "")
    return taken or "which a later count has overtaken"


def _in_force_first(tally: Tally, of: Ground) -> list[tuple[int, Evidence, Quantity | None]]:
    """The numbers that still stand, then those overtaken, each as they came to be heard."""

    def rank(one: tuple[int, Evidence, Quantity | None]) -> tuple[bool, date, str, int]:
        _, e, q = one
        said = of.counted.get((e.document, q.mark)) if q is not None else None
        heard = said.heard_on if said is not None else None
        return e.stance == "superseded", heard or date.max, e.document, e.start

    told = enumerate(figures(tally, of))
    return sorted(((n, e, q) for n, (e, q) in told), key=rank)


def _check(check: CheckRow | TallyCheck) -> Step:
    fails = check.verdict is Verdict.INCONSISTENT
    says = f"{'Does not add up' if fails else 'Adds up'}: {check.why}."
    return Step(topic=Topic.CHECK, says=says, quotes=_once(check.about))


def _once(about: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(about))


def _bounds(tally: Tally) -> str:
    """Where low, best and high come from.

    The best is the number that most origins give, of equals the latest.
    """
    low = "not bounded" if tally.low is None else f"{tally.low:,}"
    high = "not bounded" if tally.high is None else f"{tally.high:,}"
    best = "none" if tally.best is None else f"{tally.best:,}"
    return (
        f"Low {low}, best {best}, high {high}: low and high are the least and the most that "
        "anybody still gives; best is the number that most origins give, of equals the latest."
    )


def _scope(tally: Tally) -> str:
    parts = [
        f"{word} {value}"
        for word, value in (("of", tally.group), ("by", tally.by), ("in", tally.place))
        if value
    ]
    per = f" per {tally.per}" if tally.per else ""
    scope = f" {', '.join(parts)}" if parts else ""
    return f"All count the same, of one time: {tally.outcome}{per}{scope}."


def _what(tally: Tally) -> str:
    return ", ".join(filter(None, (tally.outcome, tally.group, tally.by, tally.place)))


def _changes(tally: Tally) -> Iterator[Step]:
    if tally.status is Status.DISPUTED:
        says = "A later count by one of those who tell it would take the place of the older ones."
    elif tally.status is Status.CORROBORATED:
        says = "A number that excludes it, told outright, would make it disputed."
    else:
        says = (
            "A second independent origin with the same number would make it corroborated; a "
            "number told on one day that excludes it, disputed; a later one takes its place."
        )
    yield Step(topic=Topic.CHANGE, says=says)
