"""Why so many origins: whose word each telling is, which are one, and which may be one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wellsourced.model import Claim, Estimate, Quote, Step, Story, Topic
from wellsourced.tell.ground import (
    Ground,
    Told,
    counting,
    listed,
    many,
    passing_on,
    quote,
    way,
    words,
)


def origins(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give the range with its arithmetic, then each origin with its tellings and its reasons."""
    yield Step(topic=Topic.ORIGINS, says=_range(claim, told))
    by_origin: dict[tuple[bool, str], list[Told]] = defaultdict(list)
    for t in told:
        if t.backing and t.utterance is not None:
            by_origin[t.utterance.origin.unnamed, t.utterance.origin.name].append(t)
    for (unnamed, name), own in sorted(by_origin.items()):
        yield _origin(name, own, unnamed=unnamed)
    for reason in claim.reasons[1:]:
        quotes = tuple(words(told[n].evidence) for n in reason.evidence)
        yield Step(topic=Topic.ORIGINS, says=f"{reason.says}.", quotes=quotes, see=reason.see)
    yield from _copied(told, of)
    yield from _linked(told, of)


def _range(claim: Claim, told: Sequence[Told]) -> str:
    """The sum behind the range, in words."""
    flat = [t.utterance for t in counting(claim, told) if t.utterance is not None]
    passing = passing_on(flat)
    named = {u.origin.name for u in flat if not u.origin.unnamed} - passing
    counted = {u.origin.name for u in flat if u.reader is None} & named
    borne = sorted(named - counted)
    nameless = any(u.origin.unnamed for u in flat)
    low, high = claim.origins.low, claim.origins.high
    count = f"{low}" if low == high else f"{low} to {high}"
    says = f"{count} independent {'origin' if high == 1 else 'origins'}: "
    parts = [f"with a name {listed(sorted(counted))}"] if counted else []
    if nameless:
        extra = "raises only the upper number" if counted else "counts once at least"
        parts.append(f"whoever has no name {extra}")
    if borne:
        parts.append(f"whom only a reader heard ({listed(borne)}) raises only the upper number")
    if claim.retracted_by:
        parts.append(f"{listed(s.name for s in claim.retracted_by)} took it back")
    if claim.hedged:
        parts.append(f"{many(claim.hedged, 'origin')} with a hedge, counted apart")
    if claim.readers:
        parts.append(f"{many(claim.readers, 'reader')}, counted apart")
    return f"{says}{'; '.join(parts) or 'nobody says so outright'}."


def _origin(name: str, own: Sequence[Told], *, unnamed: bool) -> Step:
    """One origin: how often it is heard, through whom, how far it commits itself."""
    through = {way(t.evidence.chain[:-1]) for t in own if t.evidence.chain[1:]}
    heard = f"; heard through {listed(sorted(through))}" if through else ""
    hedged = not any(t.evidence.commitment in ("CT+", "CT-") for t in own)
    reader = all(t.utterance is not None and t.utterance.commenter for t in own)
    marks = [
        word
        for word, holds in (
            ("without a name", unnamed),
            ("a reader", reader),
            ("with a hedge only", hedged),
        )
        if holds
    ]
    sort = f" ({', '.join(marks)})" if marks else ""
    says = (
        f"{'somebody' if name == 'unnamed' else name}{sort}: {many(len(own), 'telling')}{heard}."
    )
    return Step(topic=Topic.ORIGINS, says=says, quotes=tuple(words(t.evidence) for t in own))


def _copied(told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """For tellings in the copies of one text: the share, and the words on both sides."""
    here = sorted({t.evidence.document for t in told if t.backing})
    for story in sorted(of.stories, key=lambda s: s.id):
        copies = [c for c in story.copies if c.document in here and c.share > 0]
        whole = {c.document for c in story.copies} | {story.origin}
        if len(whole.intersection(here)) < 2:
            continue
        for copy in copies:
            says = f"{of.file(copy.document)} {copy.why} ({copy.share:.0%} of its own words)."
            quotes = _both(copy.document, story, told, of)
            yield Step(topic=Topic.COPIES, says=says, quotes=quotes, see=(story.id,))


def _both(document: str, story: Story, told: Sequence[Told], of: Ground) -> tuple[Quote, ...]:
    """The passage that holds a telling's words, in the copy and where it stands else."""
    spots = [(t.evidence.start, t.evidence.end) for t in told if t.evidence.document == document]
    for r in story.passages:
        for own, span, other, there in (
            (r.a, r.a_span, r.b, r.b_span),
            (r.b, r.b_span, r.a, r.a_span),
        ):
            if own == document and any(span.start < e and s < span.end for s, e in spots):
                a = quote(of.documents[own], span.start, span.end)
                return a, quote(of.documents[other], there.start, there.end)
    return ()


def _linked(told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """For tellings that a page has from another by its own link: the link, and what it repeats."""
    for t in told:
        via = t.utterance.via if t.utterance is not None else None
        if via is None:
            continue
        page = of.documents[t.evidence.document]
        there = of.documents[via.document]
        says = (
            f"{of.file(page.id)} links to {of.file(there.id)} for it, and repeats what that says."
        )
        link = quote(page, via.link.start, via.link.end)
        repeated = quote(there, via.told.start, via.told.end)
        yield Step(topic=Topic.COPIES, says=says, quotes=(link, repeated))


def without(claim: Claim, told: Sequence[Told], name: str) -> Estimate:
    """Give the range of origins that is left if nothing that came through a name is heard."""
    left = [t for t in told if t.flat and name not in t.evidence.chain]
    return remaining(claim, left)


def remaining(claim: Claim, left: Sequence[Told]) -> Estimate:
    """Give the range that some of a claim's tellings make; never more than all of them do."""
    said = [t.utterance for t in left if t.utterance is not None]
    passing = passing_on(said)
    named = {
        u.origin.name
        for u in said
        if not u.origin.unnamed and u.reader is None and u.origin.name not in passing
    }
    unnamed = {u.same for u in said if u.origin.unnamed}
    low = min(claim.origins.low, max(len(named), 1 if said else 0))
    return Estimate(low, max(low, min(claim.origins.high, len(named) + len(unnamed))))
