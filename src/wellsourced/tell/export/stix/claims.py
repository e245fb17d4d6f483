"""What is claimed, as notes on the pages that tell it; who says otherwise, as opinions on them."""

from collections.abc import Iterable, Iterator, Mapping

from wellsourced.model import (
    Claim,
    ClaimType,
    Drawer,
    Evidence,
    Frame,
    Incident,
    OriginKind,
    PlaceMark,
    Polarity,
    Source,
    Tally,
)
from wellsourced.tell.export.linked import Json, Node
from wellsourced.tell.export.parties import Leaf, Parties, days, each
from wellsourced.tell.export.stix.objects import confidence, made, name, reference, since, span
from wellsourced.tell.export.stix.parties import report, where

Texts = Drawer[Leaf]
Places = Mapping[str, PlaceMark]


def claim(
    c: Claim,
    texts: Texts,
    frame: Frame,
    of: Parties,
    places: Places,
    within: Iterable[str] = (),
) -> Iterator[Node]:
    """Give a claim: what it says, between whom it holds, who says otherwise; `within`: of what."""
    own = name("note", "claim", c.id)
    parties = [of.entity(n) for n in (*each(c.actor), *each(c.recipient)) if of.acts(n)]
    spots = [where(p) for p in each(c.place) if p in places]
    pages = [report(d) for d in dict.fromkeys(e.document for e in c.evidence)]
    refs = [*pages, *(name("identity", p) for p in parties if p), *spots, *within]
    fields: Node = {
        "abstract": f"{c.type} ({'holds' if c.polarity is Polarity.HOLDS else 'does not hold'})",
        "content": c.text or c.type.value,
        "authors": _names(*c.said_by, *c.confirmed_by),
        "object_refs": _once(refs),
        "labels": [c.type.value.lower(), c.status.value, _origins(c)],
        "confidence": confidence(c),
        "external_references": _words(c.evidence, texts),
    }
    yield made("note", own, frame, since(c.first_heard), fields)
    yield from _ties(c, own, frame, of, places)
    yield from _opinions(c, own, frame)


def tally(
    t: Tally, texts: Texts, frame: Frame, places: Places, within: Iterable[str] = ()
) -> Node:
    """Give a count."""
    numbers = ", ".join(
        f"{side} {n}" for side, n in (("low", t.low), ("best", t.best), ("high", t.high)) if n
    )
    spots = [where(p) for p in each(t.place) if p in places]
    pages = [report(d) for d in dict.fromkeys(e.document for e in t.evidence)]
    fields: Node = {
        "abstract": f"{t.outcome}: {numbers or 'none'}",
        "content": "; ".join(s for s in (t.group, t.by, t.place, t.per) if s) or t.outcome.value,
        "authors": _names(*t.said_by),
        "object_refs": _once([*pages, *spots, *within]),
        "labels": ["count", t.outcome.value, t.status.value, _origins(t)],
        "external_references": _words(t.evidence, texts),
    }
    return made("note", name("note", "count", t.id), frame, since(t.earliest), fields)


def incident(i: Incident, frame: Frame) -> Node:
    """Give what happened, as far as STIX 2.1 has words for it: notes on it tell the rest."""
    days = " to ".join(dict.fromkeys(str(d) for d in (i.earliest, i.latest) if d))
    losses = (("killed", i.killed), ("wounded", i.wounded))
    counted = (
        f"{what}: low {_figure(n.low)}, best {_figure(n.best)}, high {_figure(n.high)}"
        for what, n in losses
        if n is not None
    )
    fields: Node = {
        "name": i.text,
        "description": "; ".join(w for w in (i.place, f"{days} ({i.basis})", *counted) if w),
        "labels": [*(t.value.lower() for t in i.types), i.status.value, _origins(i)],
    }
    return made("incident", name("incident", i.id), frame, since(i.earliest), fields)


def _figure(number: int | None) -> str:
    return "?" if number is None else str(number)


def _ties(c: Claim, own: str, frame: Frame, of: Parties, places: Places) -> Iterator[Node]:
    """Between whom a claim holds, and where; what is claimed not to hold ties nobody."""
    if c.polarity is Polarity.FAILS:
        return
    actors = [of.entity(n) for n in each(c.actor) if of.acts(n)]
    others = [of.entity(n) for n in each(c.recipient) if of.acts(n)]
    spots = [where(p) for p in each(c.place) if p in places]
    pairs = [(a, name("identity", b), c.type.value.lower()) for a in actors for b in others if b]
    if c.type is ClaimType.WHEREABOUTS:
        pairs += [(a, spot, "located-at") for a in actors for spot in spots]
    for actor, other, kind in dict.fromkeys(pairs):
        source = name("identity", actor or "")
        if source == other:
            continue
        fields: Node = {
            "relationship_type": kind,
            "description": c.text,
            "source_ref": source,
            "target_ref": other,
            "labels": [c.status.value],
            "confidence": confidence(c),
            "external_references": [reference("wellsourced", {"external_id": own})],
            **span(*days(c)),
        }
        made_at = since(c.first_heard)
        tie = name("relationship", c.id, source, other, kind)
        yield made("relationship", tie, frame, made_at, fields)


def _opinions(c: Claim, own: str, frame: Frame) -> Iterator[Node]:
    """What sources think of the claim, by what they say; it grades nothing."""
    for says, opinion, sources in (
        ("confirms it", "agree", c.confirmed_by),
        ("denies it", "strongly-disagree", c.denied_by),
        ("disputes it", "disagree", c.disputed_by),
        ("questions it", "neutral", c.questioned_by),
        ("took it back", "disagree", c.retracted_by),
    ):
        for s in sources:
            fields: Node = {
                "opinion": opinion,
                "explanation": f"{s.name or 'somebody'} {says}",
                "authors": _names(s),
                "object_refs": [own],
                "labels": ["reader"] if s.kind is OriginKind.COMMENTER else None,
            }
            told = name("opinion", c.id, says, s.kind, s.name)
            yield made("opinion", told, frame, since(c.first_heard), fields)


def _words(evidence: tuple[Evidence, ...], texts: Texts) -> list[Json]:
    """The words, each with its page and its place in it."""
    found = []
    for e in dict.fromkeys(evidence):
        page = texts.get(e.document)
        source = page.source if page else e.document
        place = f"{e.document}:{e.start}-{e.end}"
        chain = f" ({' <- '.join(e.chain)})" if e.chain else ""
        words = f"{e.stance}{chain}: {e.quote}"
        found.append(reference(source, {"description": words, "external_id": place}))
    return found


def _names(*sources: Source) -> list[Json]:
    return list(dict.fromkeys(s.name or "unnamed" for s in sources))


def _once(refs: list[str]) -> list[Json]:
    return list(dict.fromkeys(refs))


def _origins(row: Claim | Tally | Incident) -> str:
    low, high = row.origins.low, row.origins.high
    return f"origins-{low}" if low == high else f"origins-{low}-to-{high}"
