"""A page as it is read: what its words were taken for, and what the record rests on them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from wellsourced.model import (
    Attribution,
    Document,
    DocumentId,
    Elsewhere,
    Made,
    Marks,
    Mention,
    PageView,
    PlaceMark,
    Quantity,
    Quote,
    Reuse,
    Shade,
    Shaded,
    Span,
    Story,
    TimeMark,
)
from wellsourced.tell.ground import Ground

_ORDER = tuple(Shade)


def page(document: Document, of: Ground) -> PageView:
    """Give a page with its marks, in their order, and what of it stands elsewhere."""
    marks = of.marks.get(document.id, Marks(doc=document.id))
    shades = sorted(_shades(marks, of), key=lambda s: (s.start, s.end, _ORDER.index(s.shade)))
    return PageView(
        document=document,
        shaded=tuple(dict.fromkeys(shades)),
        made=tuple(_made(document.id, of)),
        elsewhere=tuple(_elsewhere(document, of)),
        checks=tuple(c for c in of.checks if any(q.document == document.id for q in c.about)),
        later=tuple(sorted(d.id for d in of.documents.values() if d.earlier == document.id)),
    )


def _shades(marks: Marks, of: Ground) -> Iterator[Shaded]:
    for said in marks.attributions:
        yield from _saying(said)
    for name in marks.entities:
        called = of.called(name.name)
        yield _shaded(name, Shade.NAME, f"{name.kind.value}: {called}")
    for place in marks.places:
        yield _shaded(place, Shade.PLACE, f"place: {of.called(place.name)}{_where(place)}")
    for count in marks.quantities:
        ends = sorted({str(n) for n in (count.low, count.high) if n is not None}, key=int)
        many = " to ".join(ends)
        what = " ".join(w for w in (count.outcome.value, count.group) if w)
        yield _shaded(count, Shade.NUMBER, f"{count.bound.value} {many} {what}".strip())
    for time in marks.times:
        days = " to ".join(dict.fromkeys(str(d) for d in (time.earliest, time.latest) if d))
        yield _shaded(time, Shade.DATE, f"{time.type.value.lower()} {days or time.value}")


def _where(place: PlaceMark) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    return f", {place.latitude:.2f} {place.longitude:.2f}"


def _saying(said: Attribution) -> Iterator[Shaded]:
    who = " ← ".join(said.chain) or "the page itself"
    unnamed = " (unnamed)" if said.unnamed else ""
    if said.source:
        yield _shaded(said.source, Shade.SOURCE, f"who says: {who}{unnamed}")
    if said.cue:
        yield _shaded(said.cue, Shade.CUE, f"says, as {said.commitment.value}: {who}{unnamed}")
    for span in said.content:
        yield _shaded(span, Shade.CONTENT, f"what {who}{unnamed} says")


def _shaded(
    at: Mention | PlaceMark | Quantity | TimeMark | Span, shade: Shade, says: str
) -> Shaded:
    return Shaded(start=at.start, end=at.end, shade=shade, says=says)


def _made(document: DocumentId, of: Ground) -> list[Made]:
    found = [
        Made(
            start=e.start,
            end=e.end,
            claim=claim.id,
            text=claim.text,
            status=claim.status,
            stance=e.stance,
        )
        for claim in of.claims.values()
        for e in claim.evidence
        if e.document == document
    ]
    return sorted(dict.fromkeys(found), key=lambda m: (m.start, -m.end, m.claim, m.stance))


def _elsewhere(document: Document, of: Ground) -> Iterator[Elsewhere]:
    """Passages that other pages have too, each with the places; those that overlap as one."""
    for story in sorted(of.stories, key=lambda s: s.id):
        sides = sorted(_sides(document.id, story.passages), key=lambda s: (s[0], s[1], s[2]))
        for span, group in groupby(_joined(sides), key=lambda s: s[0]):
            places = [
                Quote(
                    document=name,
                    start=there.start,
                    end=there.end,
                    quote=there.of(of.documents[name].text),
                )
                for _, name, there in group
                if name in of.documents and there.end <= len(of.documents[name].text)
            ]
            says = _source_of(story, document, of)
            yield Elsewhere(start=span.start, end=span.end, says=says, places=tuple(places))


Side = tuple[Span, DocumentId, Span]


def _sides(document: DocumentId, passages: Iterable[Reuse]) -> Iterator[Side]:
    for reuse in passages:
        if reuse.a == document:
            yield reuse.a_span, reuse.b, reuse.b_span
        elif reuse.b == document:
            yield reuse.b_span, reuse.a, reuse.a_span


def _joined(sides: list[Side]) -> list[Side]:
    """Sides whose spans are for the most part the same get the first of these spans."""
    out: list[Side] = []
    for span, name, there in sides:
        last = out[-1][0] if out else None
        over = min(last.end, span.end) - max(last.start, span.start) if last else 0
        same = last is not None and 2 * over > max(last.end - last.start, span.end - span.start)
        out.append((last if same and last else span, name, there))
    return out


def _source_of(story: Story, document: Document, of: Ground) -> str:
    """Whose text it is, and in how many pages it stands."""
    pages = {c.document for c in story.copies} | ({story.origin} if story.origin else set())
    many = f"in {len(pages)} pages"
    if story.origin == document.id:
        return f"first published here, {many}"
    if story.origin is None:
        return f"{story.wire or 'shared'} text, {many}"
    origin = of.documents.get(story.origin)
    return f"text of {(origin.outlet or origin.file) if origin else 'another page'}, {many}"
