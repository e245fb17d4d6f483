"""What is disputed, both sides; and what was taken back."""

from collections.abc import Callable, Iterable, Sequence

from wellsourced.model import (
    BriefPart,
    BriefSection,
    BriefSentence,
    ClaimType,
    EntityKind,
    Evidence,
    OriginKind,
    Paragraph,
    Source,
    Status,
)
from wellsourced.tell.brief.days import day
from wellsourced.tell.brief.pen import Pen, against, agrees, lowered, places, sentence
from wellsourced.tell.brief.units import Unit
from wellsourced.tell.brief.voices import thing
from wellsourced.tell.disputes import disputes

_HEADS = {
    ClaimType.WHEREABOUTS: "Where {} is",
    ClaimType.CONTROL: "What {} holds",
    ClaimType.AGREE: "What {} agreed to",
    ClaimType.REQUEST: "What {} asked for",
    ClaimType.SUPPORT: "Whom {} supports",
}


def groups(found: Sequence[Unit]) -> list[list[Unit]]:
    """Part contested sentences, and their rivals, by what they are about."""
    of_claim = {c.id: n for n, u in enumerate(found) for c in u.claims}
    claims = {c.id: c for u in found for c in u.claims}
    out, taken = [], set[int]()
    for group in disputes(claims.values()):
        own = list(dict.fromkeys(of_claim[c.id] for c in group if c.id in of_claim))
        rows = [found[n] for n in own if n not in taken]
        if any(u.contested for u in rows):
            taken.update(own)
            out.append(rows)
    return out


def retracted(unit: Unit) -> bool:
    """Whether who said it has taken it back."""
    return unit.main.status is Status.RETRACTED


def disputed(found: Iterable[Sequence[Unit]], pen: Pen) -> BriefSection | None:
    """Give disputes, each a paragraph: one side, who denies it, and what others say instead."""
    paragraphs = [Paragraph(head=_head(g, pen), sentences=tuple(_both(g, pen))) for g in found]
    merged = tuple(_joined(paragraphs))
    heading = "What is disputed"
    return (
        BriefSection(part=BriefPart.DISPUTED, heading=heading, paragraphs=merged)
        if merged
        else None
    )


def taken_back(found: Iterable[Sequence[Unit]], pen: Pen) -> BriefSection | None:
    """Give what was taken back, with what is said instead."""
    sentences = tuple(s for g in found for s in _gone(g, pen))
    if not sentences:
        return None
    paragraph = Paragraph(sentences=sentences)
    return BriefSection(
        part=BriefPart.RETRACTED, heading="What was taken back", paragraphs=(paragraph,)
    )


def _joined(found: Iterable[Paragraph]) -> Iterable[Paragraph]:
    """Paragraphs under one head are one."""
    by_head: dict[str, Paragraph] = {}
    for p in found:
        own = by_head.get(p.head)
        by_head[p.head] = (
            Paragraph(head=p.head, sentences=(*own.sentences, *p.sentences)) if own else p
        )
    return by_head.values()


def _head(group: Sequence[Unit], pen: Pen) -> str:
    first = next((u for u in group if u.main.actor), None)
    if first is None or first.main.actor is None:
        return "Of nobody in particular"
    actor = first.main.actor.replace("; ", " and ")
    people = {e.name for e in pen.of.entities if e.kind is EntityKind.PERSON}
    asked = _HEADS.get(first.main.type)
    if asked is None:
        return actor
    return asked.format(actor if actor in people else thing(actor))


def _both(group: Sequence[Unit], pen: Pen) -> Iterable[BriefSentence]:
    one, other = _sides(group)
    denied: set[str] = set()
    for unit in one:
        yield _said(unit, pen, denied, other)
    for n, unit in enumerate(other):
        yield _said(unit, pen, denied, one, lead="" if n else "Against that, ")


def _sides(group: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Who the first stands with, and who against it; a mere denial is told beside what it denies.

    A sentence that excludes nothing here stands on the side of who says it.
    """
    said = [u for u in group if not u.denial] or list(group)
    side: dict[int, bool] = {}
    for start in range(len(said)):
        if start in side:
            continue
        side[start] = bool(side) and not _beside_first(start, side, said)
        queue = [start]
        while queue:
            at = queue.pop()
            for n, unit in enumerate(said):
                if n not in side and _rival(said[at], unit):
                    side[n] = not side[at]
                    queue.append(n)
    return [u for n, u in enumerate(said) if not side[n]], [
        u for n, u in enumerate(said) if side[n]
    ]


def _beside_first(start: int, side: dict[int, bool], said: Sequence[Unit]) -> bool:
    """Whether who says it speaks on the first side, or nobody of the second does."""
    first = {s.name for n, other in side.items() if not other for s in said[n].backing}
    second = {s.name for n, other in side.items() if other for s in said[n].backing}
    own = {s.name for s in said[start].backing}
    return bool(own & first) or not own & second


def _rival(a: Unit, b: Unit) -> bool:
    return any(c.id in r.rivals or r.id in c.rivals for c in a.claims for r in b.claims)


def _said(
    unit: Unit, pen: Pen, denied: set[str], others: Sequence[Unit], lead: str = ""
) -> BriefSentence:
    """A side's sentence; who denies it is told once, who says otherwise on the other side."""
    spoken = {s.name for u in others for s in u.backing}
    said = {s.name for s in unit.backing}
    elsewhere = _told_by(others)
    open_ = {e.chain[-1] for e in against(unit, ("denies",)) if e.chain and not elsewhere(e)}
    deniers = [
        s
        for s in unit.against("denied_by")
        if _counts(s) and s.name not in said | denied and (s.name in open_ or s.name not in spoken)
    ]
    doubters = [
        s
        for s in unit.against("disputed_by")
        if _counts(s) and s.name not in spoken | said | denied
    ]
    denied.update(s.name for s in (*deniers, *doubters))
    tail = "".join(
        f"; {pen.voices.many(who)} {agrees(who, one, more)} it"
        for who, one, more in ((deniers, "denies", "deny"), (doubters, "disputes", "dispute"))
        if who
    )
    written = pen.reported(unit, lead=lead, tail=tail)
    stances = (("denies",) if deniers else ()) + (("disputes",) if doubters else ())
    names = {s.name for s in (*deniers, *doubters)}
    words = [
        e for e in against(unit, stances) if (e.chain and e.chain[-1] in names) or not e.chain
    ]
    notes = tuple(sorted({*written.notes, *pen.cite(words)}))
    return BriefSentence(text=written.text, notes=notes)


def _told_by(others: Sequence[Unit]) -> Callable[[Evidence], bool]:
    """Whether a denial is what the other side's sentences say."""

    def told(e: Evidence) -> bool:
        return any(
            u.clause.document == e.document and u.clause.start <= e.start and e.end <= u.clause.end
            for u in others
        )

    return told


def _counts(source: Source) -> bool:
    return source.kind is not OriginKind.COMMENTER


def _gone(group: Sequence[Unit], pen: Pen) -> Iterable[BriefSentence]:
    """What was taken back; that its source now says the contrary is the same, and only cited."""
    gone = [u for u in group if retracted(u)]
    for unit in group:
        if not retracted(unit) and not any(_contrary(unit, g) for g in gone):
            yield pen.reported(unit, lead="Against that, ")
    for unit in gone:
        beside = [u for u in group if u is not unit and _contrary(u, unit)]
        yield _took_back(unit, beside, pen)


def _contrary(unit: Unit, gone: Unit) -> bool:
    same = unit.main.type is gone.main.type and unit.main.actor == gone.main.actor
    by_it = {s.name for s in unit.backing} <= {s.name for s in gone.against("retracted_by")}
    return same and by_it and unit.main.polarity is not gone.main.polarity


def _took_back(unit: Unit, beside: Sequence[Unit], pen: Pen) -> BriefSentence:
    words = against(unit, ("retracts",))
    said = unit.backing or unit.against("retracted_by")
    on = [d for e in words if (d := pen.of.documents[e.document].published.earliest)]
    when = f" on {day(min(on), pen.year)}" if on else ""
    verb = "reported" if all(s.kind is OriginKind.OUTLET for s in said) else "said"
    text = (
        f"{pen.voices.many(said)} {verb} that {lowered(unit.clause.text)}, and took it back{when}"
    )
    notes = {*pen.notes.cite(places(unit)), *pen.cite(words)}
    notes |= {n for u in beside for n in pen.notes.cite(places(u))}
    return BriefSentence(text=sentence(text), notes=tuple(sorted(notes)))
