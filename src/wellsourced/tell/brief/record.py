"""What the brief rests on: its sources, how they have fared, and how it was made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wellsourced.model import (
    BriefPart,
    BriefSection,
    BriefSentence,
    Claim,
    DocumentId,
    Estimate,
    Evidence,
    OriginKind,
    Paragraph,
    PartKind,
    RatedSource,
    Reliability,
    Source,
    SourceRow,
)
from wellsourced.tell.brief.pen import Pen, number, sentence
from wellsourced.tell.brief.voices import unnamed
from wellsourced.tell.ground import Ground, listed
from wellsourced.tell.reliance import reliance, says

_BACKS = ("backs", "confirms")
_GRADES = {
    Reliability.A: "A, completely reliable",
    Reliability.B: "B, usually reliable",
    Reliability.C: "C, fairly reliable",
    Reliability.D: "D, not usually reliable",
    Reliability.E: "E, unreliable",
    Reliability.F: "F, reliability cannot be judged",
}  # as the Admiralty scale words them


def sources(
    claims: Sequence[Claim], rows: Iterable[SourceRow], pen: Pen, *, most: int | None
) -> BriefSection | None:
    """Give who is cited: those with a name with how they have fared, and the unnamed counted."""
    own = {s for c in claims for s in (*c.said_by, *c.confirmed_by)}
    about = [r for r in rows if Source(name=r.name, unnamed=r.unnamed, kind=r.kind) in own]
    named = [r for r in about if not r.unnamed and r.kind is not OriginKind.COMMENTER]
    paragraphs = [_named(r, claims, pen) for r in named[:most]]
    more = len(named) - len(paragraphs)
    if more > 0:
        text = f"{number(more)} more with a name, each with fewer statements"
        paragraphs.append(
            Paragraph(head="Others", sentences=(BriefSentence(text=sentence(text)),))
        )
    hidden = unnamed_voices(claims, pen.of)
    if hidden:
        paragraphs.append(_unnamed(hidden, claims, pen))
    if not paragraphs:
        return None
    found = tuple(paragraphs)
    return BriefSection(part=BriefPart.SOURCES, heading="Sources", paragraphs=found, listed=True)


def unnamed_voices(claims: Iterable[Claim], of: Ground) -> dict[str, set[DocumentId]]:
    """Give each description of somebody unnamed, with the pages that quote them."""
    found: dict[str, set[DocumentId]] = defaultdict(set)
    for c in claims:
        hidden = {
            s.name
            for s in (*c.said_by, *c.confirmed_by)
            if s.unnamed and s.kind is OriginKind.UNNAMED
        }
        for e in c.evidence:
            if e.stance in _BACKS and e.chain and e.chain[-1] in hidden and _page(e, of):
                found[e.chain[-1]].add(e.document)
    return found


def how_many(found: Mapping[str, set[DocumentId]]) -> Estimate:
    """Count people without names: one a description at least, one a description and page at most.

    >>> how_many({"security official": {"a", "b"}, "docker": {"a"}})
    Estimate(low=2, high=3)
    """
    return Estimate(len(found), sum(map(len, found.values())))


def _named(row: SourceRow, claims: Sequence[Claim], pen: Pen) -> Paragraph:
    fared = reliance(row.name, claims, pen.of)
    counts = (
        (fared.alone, "told by nobody else"),
        (fared.denied, "denied or disputed by others"),
        (fared.retracted, "taken back"),
        (fared.borne_out, "borne out by others later"),
    )
    whole = fared.claims if fared.claims > 1 else 0
    told = [
        words if fared.claims == 1 else f"{'all' if n == whole else number(n)} {words}"
        for n, words in counts
        if n
    ]
    said = f"{number(fared.claims)} {'statement' if fared.claims == 1 else 'statements'}"
    text = f"{said}, {listed(told)}" if told else said
    text += f"; passes on {number(fared.passes_on)} from others" if fared.passes_on else ""
    grade = row.reliability if isinstance(row, RatedSource) else None
    text += f"; an analyst grades it “{_GRADES[grade]}”" if grade else ""
    first = next(
        (
            e
            for c in claims
            if says(c, row.name)
            for e in c.evidence
            if e.stance in _BACKS and e.chain and e.chain[-1] == row.name
        ),
        None,
    )
    notes = pen.cite([first]) if first is not None else ()
    return Paragraph(head=row.name, sentences=(BriefSentence(text=sentence(text), notes=notes),))


def _unnamed(found: Mapping[str, set[DocumentId]], claims: Sequence[Claim], pen: Pen) -> Paragraph:
    of = how_many(found)
    each = sorted(found, key=lambda n: (n == "unnamed", -len(found[n]), n))
    names = [
        f"{unnamed(n)}{f' (on {number(len(found[n]))} pages)' if len(found[n]) > 1 else ''}"
        for n in each
    ]
    many = (
        number(of.high) if of.low == of.high else f"between {number(of.low)} and {number(of.high)}"
    )
    groups = "person or group" if of.high == 1 else "people or groups"
    text = f"{many} {groups}, as far as the pages tell them apart: {listed(names)}"
    cited = [
        next(
            e
            for c in claims
            for e in c.evidence
            if e.stance in _BACKS and e.chain and e.chain[-1] == n and e.document in found[n]
        )
        for n in each
    ]
    return Paragraph(
        head="Without a name",
        sentences=(BriefSentence(text=sentence(text), notes=pen.cite(cited)),),
    )


def _page(e: Evidence, of: Ground) -> bool:
    """Whether the page itself quotes them: a headline only names whom the text below quotes."""
    part = of.documents[e.document].part_at(e.start)
    headline = part is not None and part.kind is PartKind.HEADLINE
    return not headline and not e.chain[0].endswith(" comments")
