"""Small pages with marks, as the tests of linking and weighing need them."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from wellsourced.config import Actor, OwnPlace, Settings
from wellsourced.link.whole import link
from wellsourced.mark.stance import stanced
from wellsourced.model import (
    Attribution,
    AttributionKind,
    Bound,
    Claim,
    ClaimMark,
    ClaimType,
    Commitment,
    Dated,
    Document,
    DocumentId,
    EntityKind,
    MarkId,
    Marks,
    Mention,
    Outcome,
    Part,
    PartId,
    PartKind,
    Polarity,
    Quantity,
    Span,
    Weighed,
    digest,
)
from wellsourced.weigh.whole import weigh


def day(number: int, month: int = 5) -> date:
    return date(2031, month, number)


class Line(Struct, kw_only=True):
    """A sentence of a page, and what is to be marked in it."""

    words: str
    by: tuple[str, ...] = ()  # the chain after the page; empty: the page's own voice
    unnamed: bool = False
    cue: str = "said"
    sure: Commitment = Commitment.CERTAIN
    reader: str | None = None  # whose comment it is
    at: date | None = None
    type: ClaimType | None = ClaimType.CONTROL
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    fails: bool = False
    mode: str | None = None
    count: tuple[str, Outcome, int] | None = None  # the words of a number, and what it is
    group: str | None = None
    names: tuple[tuple[str, EntityKind], ...] = ()


Page = tuple[Document, Marks]


def page(
    outlet: str | None, on: date | None, *lines: Line, author: str | None = None, file: str = ""
) -> Page:
    """A page of an outlet, with its marks; comments come after its own words."""
    text, parts, marked = "", [], []
    for line in sorted(lines, key=lambda line: line.reader is not None):
        start = len(text)
        shown = f", {line.by[-1]} {line.cue}" if line.by else ""
        text += f"{line.words}{shown}.\n\n"
        marked.append((line, start, start + len(line.words)))
        if line.reader is not None:
            parts.append(_comment(line, start, len(text) - 2))
    own = min((p.start for p in parts), default=len(text))
    body = [Part(id=PartId("body"), kind=PartKind.BODY, start=0, end=own)] if own else []
    name = DocumentId(digest(outlet, str(on), text, file))
    document = Document(
        id=name,
        evidence=name,
        file=file or f"{name}.txt",
        text=text,
        parts=(*body, *parts),
        outlet=outlet,
        author=author,
        published=Dated(earliest=on, latest=on, basis="given" if on else "unknown"),
    )
    return stanced(document), _marks(document, marked)


def _comment(line: Line, start: int, end: int) -> Part:
    at = line.at.isoformat() if line.at else None
    kind = PartKind.COMMENT
    name = PartId(f"c{start}")
    return Part(id=name, kind=kind, start=start, end=end, author=line.reader, at=at)


def _marks(document: Document, marked: Iterable[tuple[Line, int, int]]) -> Marks:
    attributions, claims, quantities, mentions = [], [], [], []
    for line, start, end in marked:
        held = _attribution(document, line, start, end)
        attributions += [held] if held else []
        if line.type is not None:
            claims.append(_claim(line, start, end, held.id if held else None))
        if line.count is not None:
            quantities.append(_count(line, start, held.id if held else None))
        mentions += [
            Mention(id=MarkId(f"m{at}"), start=at, end=at + len(n), kind=k, name=n)
            for n, k in line.names
            if (at := document.text.find(n)) >= 0
        ]
    return Marks(
        doc=document.id,
        attributions=tuple(attributions),
        claims=tuple(claims),
        quantities=tuple(quantities),
        entities=tuple(mentions),
    )


def _attribution(document: Document, line: Line, start: int, end: int) -> Attribution | None:
    if not line.by:
        return None
    source = end + 2, end + 2 + len(line.by[-1])
    thread = (f"{document.outlet} comments", line.reader) if line.reader else ()
    return Attribution(
        id=MarkId(f"a{start}"),
        kind=AttributionKind.INDIRECT,
        source=Span(*source),
        cue=Span(source[1] + 1, source[1] + 1 + len(line.cue)),
        content=(Span(start, end),),
        chain=(*(thread or (document.outlet or document.file,)), *line.by),
        unnamed=line.unnamed,
        commitment=line.sure,
    )


def _claim(line: Line, start: int, end: int, held: MarkId | None) -> ClaimMark:
    return ClaimMark(
        id=MarkId(f"k{start}"),
        attribution=held,
        start=start,
        end=end,
        type=line.type or ClaimType.STATEMENT,
        actor=line.actor,
        recipient=line.recipient,
        place=line.place,
        earliest=line.since,
        latest=line.until or line.since,
        polarity=Polarity.FAILS if line.fails else Polarity.HOLDS,
        commitment=line.sure,
        mode=line.mode,
    )


def _count(line: Line, start: int, held: MarkId | None) -> Quantity:
    assert line.count is not None
    words, outcome, number = line.count
    at = start + line.words.index(words)
    return Quantity(
        start=at,
        end=at + len(words),
        outcome=outcome,
        low=number,
        high=number,
        bound=Bound.EXACT,
        group=line.group,
        place=line.place,
        earliest=line.since,
        latest=line.until or line.since,
        attribution=held,
    )


SETTINGS = Settings(
    actors=(
        Actor(name="Omar Sarif", kind=EntityKind.PERSON, part_of="Lake Guard"),
        Actor(name="Idris Kell", kind=EntityKind.PERSON, part_of="Lake Guard"),
        Actor(name="Lake Guard", kind=EntityKind.FORCE, aliases=("LG",)),
        Actor(name="Norvian army", kind=EntityKind.FORCE, part_of="Norvian government"),
        Actor(name="Ada Orm", kind=EntityKind.PERSON, part_of="Norvian army"),
        Actor(name="Mayor Bex", kind=EntityKind.PERSON),
    ),
    places=(
        OwnPlace(name="Norvia", country="Norvia"),
        OwnPlace(name="Sarland", country="Sarland"),
        OwnPlace(name="Lorne", within="Norvia", country="Norvia"),
        OwnPlace(name="Tarn", within="Norvia", country="Norvia"),
        OwnPlace(name="Sarbay", within="Sarland", country="Sarland"),
    ),
)


def weighed(*pages: Page, settings: Settings = SETTINGS) -> Weighed:
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    return weigh(link(documents, marks, settings), documents, marks, settings)


def claims(*pages: Page, **slots: object) -> list[Claim]:
    """The claims of the pages that have these slots."""
    found = weighed(*pages).claims
    return [c for c in found if all(getattr(c, k) == v for k, v in slots.items())]


def claim(*pages: Page, **slots: object) -> Claim:
    """The one claim of the pages that has these slots."""
    found = claims(*pages, **slots)
    assert len(found) == 1, [(c.text, c.actor, c.place, c.polarity) for c in found]
    return found[0]


def holds(**more: object) -> Line:
    """The army holds Lorne, as somebody tells it."""
    words = str(more.pop("words", "The army holds Lorne"))
    return Line(words=words, actor="Norvian army", place="Lorne", **more)  # type: ignore[arg-type]


def where(place: str, words: str, **more: object) -> Line:
    """Where Omar Sarif is or is not."""
    return Line(
        words=words,
        type=ClaimType.WHEREABOUTS,
        actor="Omar Sarif",
        place=place,
        **more,  # type: ignore[arg-type]
    )


def names(sources: Iterable[object]) -> list[str]:
    return sorted(str(getattr(s, "name", s)) for s in sources)
