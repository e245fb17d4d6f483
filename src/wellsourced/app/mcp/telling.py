"""Records of the case as an assistant is told them, with every word of a page fenced in."""

import functools
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict

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
from wellsourced.app.mcp.fenced import Fenced, fence, maybe
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
S = TypeVar("S", bound=Struct)
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
    place = asdict(_cited(told, pages))
    return _told(Telling, told, **place, chain=tuple(fence(c) for c in told.chain))


def claim(found: Claim, pages: Pages) -> ClaimRow:
    """Give a claim with its first tellings."""
    words = found.evidence
    return _told(ClaimRow, found, tellings=len(words), cited=cited(words, pages))


def origins(found: Iterable[Source]) -> tuple[Origin, ...]:
    """Give who says so."""
    return tuple(_told(Origin, s) for s in found)


def name(found: Entity, pages: Pages) -> Name:
    """Give somebody with a name."""
    return _told(Name, found, cited=cited(taught(found), pages))


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
    return _told(Moment, row, cited=cited(words, pages))


def tally(found: Tally, pages: Pages) -> Count:
    """Give a count."""
    words, checks = found.evidence, tuple(_sum(c, pages) for c in found.checks[:FIRST])
    return _told(Count, found, tellings=len(words), cited=cited(words, pages), checks=checks)


def line(row: DossierRow, words: Sequence[Words], pages: Pages) -> Line:
    """Give a line of a dossier, with the words of its claim or count."""
    return _told(Line, row, cited=cited(words, pages))


def voice(row: SourceRow, words: Sequence[Words], pages: Pages) -> Voice:
    """Give an origin, with the first words of it."""
    grade = row.reliability if isinstance(row, RatedSource) else None
    return _told(Voice, row, reliability=grade, cited=cited(words, pages, 1))


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


def _told(kind: type[S], found: Struct, **own: object) -> S:
    """Give a row of the fields of a record that are called as its own, each as it may be shown."""
    shapes = _shapes(kind)
    rest = (f for f in kind.__struct_fields__ if f not in own)
    return kind(**own, **{f: _shown(shapes[f], getattr(found, f)) for f in rest})


@functools.cache
def _shapes(kind: type[Struct]) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _shown(shape: object, value: object) -> object:
    """A value as an answer may hold it: words of a page are fenced, of origins the first told."""
    if isinstance(value, str) and shape in (Fenced, Fenced | None):
        return fence(value)
    if shape == tuple[Origin, ...] and isinstance(value, tuple):
        return origins(value[:FIRST])
    return value
