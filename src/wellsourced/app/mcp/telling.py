"""Records of the case as an assistant is told them, with every word of a page fenced in."""

from collections.abc import Iterable, Mapping, Sequence

from wellsourced.app.mcp.answers import (
    Citation,
    ClaimRow,
    Count,
    Line,
    Moment,
    Name,
    Origin,
    StepRow,
    Sum,
    Telling,
    Voice,
)
from wellsourced.app.mcp.fenced import fence, maybe
from wellsourced.model import (
    Claim,
    Document,
    DocumentId,
    DossierRow,
    Entity,
    Evidence,
    Quote,
    RatedSource,
    Source,
    SourceRow,
    Step,
    Tally,
    TallyCheck,
    TimelineRow,
)

FIRST = 3  # citations, origins and words that one row has; `claim` and `why` give the others
Words = Quote | Evidence
Pages = Mapping[DocumentId, Document]


def documents(words: Iterable[Words]) -> set[str]:
    """Name the pages of the words that rows will cite."""
    return {w.document for w in words}


def cited(words: Sequence[Words], pages: Pages, most: int = FIRST) -> tuple[Citation, ...]:
    """Give the first of some words with where they stand."""
    return tuple(_cited(w, pages) for w in words[:most])


def citation(page: Document, start: int, end: int, most: int) -> Citation:
    """Give a stretch of a page."""
    return Citation(
        document=page.id,
        start=start,
        end=end,
        quote=fence(page.text[start:end], most),
        file=fence(page.file),
        title=maybe(page.title),
        address=maybe(page.url),
    )


def telling(told: Evidence, pages: Pages) -> Telling:
    """Give one telling of a claim."""
    bare = _cited(told, pages)
    return Telling(
        document=bare.document,
        start=bare.start,
        end=bare.end,
        quote=bare.quote,
        file=bare.file,
        title=bare.title,
        address=bare.address,
        chain=tuple(fence(c) for c in told.chain),
        commitment=told.commitment,
        stance=told.stance,
    )


def claim(found: Claim, pages: Pages) -> ClaimRow:
    """Give a claim with its first tellings."""
    return ClaimRow(
        id=found.id,
        type=found.type,
        text=fence(found.text),
        actor=maybe(found.actor),
        recipient=maybe(found.recipient),
        place=maybe(found.place),
        earliest=found.earliest,
        latest=found.latest,
        polarity=found.polarity,
        status=found.status,
        origins=found.origins,
        first_heard=found.first_heard,
        said_by=origins(found.said_by[:FIRST]),
        denied_by=origins(found.denied_by[:FIRST]),
        tellings=len(found.evidence),
        cited=cited(found.evidence, pages),
    )


def origins(found: Iterable[Source]) -> tuple[Origin, ...]:
    """Give who says so."""
    return tuple(Origin(name=fence(s.name), unnamed=s.unnamed, kind=s.kind) for s in found)


def name(found: Entity, pages: Pages) -> Name:
    """Give somebody with a name."""
    return Name(
        id=found.id,
        kind=found.kind,
        name=fence(found.name),
        mentions=found.mentions,
        cited=cited(taught(found), pages),
    )


def taught(found: Entity) -> list[Quote]:
    """Give the words that taught the names of somebody."""
    return [a.taught_by for a in found.aliases if a.taught_by]


def step(found: Step, pages: Pages) -> StepRow:
    """Give one reason."""
    return StepRow(
        topic=found.topic,
        says=fence(found.says, 2_000),
        cited=cited(found.quotes, pages, 2 * FIRST),
        quotes=len(found.quotes),
        see=found.see[:50],
    )


def moment(row: TimelineRow, words: Sequence[Words], pages: Pages) -> Moment:
    """Give a line of the timeline, with the words of its claim."""
    return Moment(
        earliest=row.earliest,
        latest=row.latest,
        basis=row.basis,
        claim=row.claim,
        type=row.type,
        text=fence(row.text),
        status=row.status,
        origins=row.origins,
        cited=cited(words, pages),
    )


def tally(found: Tally, pages: Pages) -> Count:
    """Give a count."""
    return Count(
        id=found.id,
        outcome=found.outcome,
        group=maybe(found.group),
        by=maybe(found.by),
        place=maybe(found.place),
        earliest=found.earliest,
        latest=found.latest,
        low=found.low,
        best=found.best,
        high=found.high,
        status=found.status,
        origins=found.origins,
        said_by=origins(found.said_by[:FIRST]),
        tellings=len(found.evidence),
        cited=cited(found.evidence, pages),
        checks=tuple(_sum(c, pages) for c in found.checks[:FIRST]),
    )


def line(row: DossierRow, words: Sequence[Words], pages: Pages) -> Line:
    """Give a line of a dossier, with the words of its claim or count."""
    return Line(
        section=row.section,
        what=row.what,
        text=fence(row.text),
        earliest=row.earliest,
        latest=row.latest,
        place=maybe(row.place),
        status=row.status,
        origins=row.origins,
        who=origins(row.who[:FIRST]),
        reader=row.reader,
        id=row.id,
        cited=cited(words, pages),
    )


def voice(row: SourceRow, words: Sequence[Words], pages: Pages) -> Voice:
    """Give an origin, with the first words of it."""
    grade = row.reliability if isinstance(row, RatedSource) else None
    return Voice(
        name=fence(row.name),
        unnamed=row.unnamed,
        kind=row.kind,
        claims=row.claims,
        alone=row.alone,
        denied=row.denied,
        retracted=row.retracted,
        documents=row.documents,
        reliability=grade,
        cited=cited(words, pages, 1),
    )


def _sum(check: TallyCheck, pages: Pages) -> Sum:
    return Sum(verdict=check.verdict, why=fence(check.why), cited=cited(check.about, pages))


def _cited(words: Words, pages: Pages) -> Citation:
    page = pages.get(words.document)
    return Citation(
        document=words.document,
        start=words.start,
        end=words.end,
        quote=fence(words.quote),
        file=fence(page.file) if page else None,
        title=maybe(page.title) if page else None,
        address=maybe(page.url) if page else None,
    )
