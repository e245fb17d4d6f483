"""What would change how a claim stands."""

from collections.abc import Iterator, Sequence

from wellsourced.model import Claim, OriginKind, Source, Status, Step, Topic
from wellsourced.tell.ground import Ground, Told, counting, listed, many, voices
from wellsourced.tell.why.origins import remaining, without

_NAMED = 3


def changes(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give what would lift the claim or lower it, and on which pages and sources it hangs."""
    yield from (Step(topic=Topic.CHANGE, says=f"{w}.") for w in _status(claim, told))
    yield from _sources(claim, told)
    yield from _pages(claim, told, of)


def _status(claim: Claim, told: Sequence[Told]) -> Iterator[str]:
    who = listed(voices(counting(claim, told))) or "those who say so"
    against = (*claim.denied_by, *claim.disputed_by)
    contrary = _who([s for s in against if s.kind is not OriginKind.COMMENTER])
    match claim.status:
        case Status.RETRACTED:
            yield "Anybody else who says so outright would bring it back, as single-source"
        case Status.DENIED:
            yield "An origin with a name that says so outright would make it disputed"
            yield f"If {contrary} took the denial back, it would be single-source"
        case Status.DISPUTED:
            stands = "corroborated" if claim.origins.low > 1 else "single-source"
            yield f"If {contrary} took that back, it would be {stands}"
            yield f"If {who} took it back, it would be retracted"
        case Status.SUPERSEDED:
            later = "count" if claim.quantity else "account"
            yield f"If the later {later} were taken back, this one would stand again"
        case Status.CORROBORATED:
            yield f"If one of {who} turned out to have it from another of them, one less counts"
            yield "Anybody who says the contrary outright would make it disputed"
        case Status.SINGLE_SOURCE:
            yield from _single(claim, who, told)
        case Status.UNSUPPORTED:
            yield "Anybody, no reader, who says so outright would make it single-source"


def _single(claim: Claim, who: str, told: Sequence[Told]) -> Iterator[str]:
    unnamed = voices(told, unnamed=True)
    if claim.origins.high > 1 and unnamed:
        yield (
            f"If it were known that {listed(unnamed)} and the others are different people, "
            f"it would be corroborated, by {claim.origins.high}"
        )
    yield f"An origin with a name, independent of {who}, would make it corroborated"
    low = "disputed" if voices(told, unnamed=False) else "denied or disputed"
    yield f"Anybody, no reader, who says the contrary outright would make it {low}"
    yield f"If {who} took it back, it would be retracted"


def _sources(claim: Claim, told: Sequence[Told]) -> Iterator[Step]:
    """What is left without each source that it came from or through."""
    names = sorted({n for t in told if t.flat for n in t.evidence.chain} - {"unnamed"})
    for name in names:
        left = without(claim, told, name)
        if left.low == claim.origins.low:
            continue
        rest = f"{many(left.low, 'origin')} would be left" if left.low else "nothing would be left"
        yield Step(topic=Topic.CHANGE, says=f"Without {name} {rest}.")


def _pages(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """The pages on which it hangs."""
    here = sorted({t.evidence.document for t in told if t.flat})
    if len(here) == 1:
        says = f"It rests on one page, {of.file(here[0])}."
        yield Step(topic=Topic.CHANGE, says=says, see=(here[0],))
        return
    for page in here:
        left = [t for t in told if t.flat and t.evidence.document != page]
        fewer = remaining(claim, left).low
        if fewer < claim.origins.low:
            says = f"Without the page {of.file(page)} {many(fewer, 'origin')} would be left."
            yield Step(topic=Topic.CHANGE, says=says, see=(page,))


def _who(sources: Sequence[Source]) -> str:
    names = [s.name for s in sources]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return listed([*names[:_NAMED], *more]) or "those who say otherwise"
