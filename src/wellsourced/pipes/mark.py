"""The pipe from texts to marks."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from msgspec import Struct

from wellsourced import spoken
from wellsourced.config import Settings
from wellsourced.flow import work
from wellsourced.model import (
    ALL_LAYERS,
    Attribution,
    Check,
    ClaimMark,
    CommitmentMark,
    Dated,
    Document,
    Layer,
    Marks,
    Part,
    Quantity,
    Rejected,
    TimeMark,
    Verdict,
)
from wellsourced.pipes.lines import Refused, document, rows
from wellsourced.read.pipe import Row

_BATCH = 64  # rows marked in one go


class CheckedRow(Struct, frozen=True, kw_only=True):
    """A check as the pipe gives it: its spans are pairs, [start, end]."""

    about: tuple[tuple[int, int], ...]
    verdict: Verdict
    why: str


class MarkedRow(Struct, frozen=True, kw_only=True):
    """What `mark` gives for a row: layers that were not asked for are empty."""

    id: str
    published: Dated
    outlet: str | None
    author: str | None
    title: str | None
    parts: tuple[Part, ...] = ()
    entities: tuple[spoken.EntityRow, ...] = ()
    times: tuple[TimeMark, ...] = ()
    places: tuple[spoken.PlaceRow, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[ClaimMark, ...] = ()
    checks: tuple[CheckedRow, ...] = ()
    commitments: tuple[CommitmentMark, ...] = ()


def mark(
    lines: Iterable[bytes], settings: Settings, *, only: frozenset[Layer] = ALL_LAYERS
) -> Iterator[MarkedRow | Refused]:
    """Mark the rows of a pipe, in order; a bad line costs the others nothing."""
    given = rows(lines)
    while batch := list(islice(given, _BATCH)):
        read = [r if isinstance(r, Refused) else document(r, settings) for r in batch]
        documents = [r for r in read if isinstance(r, Document)]
        found = _found(documents, settings, only)
        for row, one in zip(batch, read, strict=True):
            yield one if isinstance(one, Refused) else _marked(row, one, next(found), only)


def _found(
    documents: list[Document], settings: Settings, only: frozenset[Layer]
) -> Iterator[Marks | Rejected]:
    """Mark documents; parts are there already, and need no parser."""
    if only <= {Layer.PARTS}:
        return iter([Marks(doc=d.id) for d in documents])
    return work.mark(documents, settings, only=only)


def _marked(
    row: Row | Refused, document: Document, found: Marks | Rejected, only: frozenset[Layer]
) -> MarkedRow | Refused:
    name = row.id or ""
    if isinstance(found, Rejected):
        return Refused(id=name, error=found.reason)
    plain = only - {Layer.PARTS, Layer.CHECKS, Layer.ENTITIES, Layer.PLACES}
    asked = {layer.value: getattr(found, layer.value) for layer in plain}
    if Layer.ENTITIES in only:
        sides = spoken.sides(found.claims) if Layer.CLAIMS in only else ()
        asked[Layer.ENTITIES.value] = (*spoken.entities(document, found), *sides)
    if Layer.PLACES in only:
        asked[Layer.PLACES.value] = tuple(spoken.places(found))
    bare = MarkedRow(
        id=name,
        published=document.published,
        outlet=document.outlet,
        author=document.author,
        title=document.title,
        parts=document.parts if Layer.PARTS in only else (),
        checks=tuple(_checked(c) for c in found.checks),
    )
    return msgspec.structs.replace(bare, **asked)


def _checked(check: Check) -> CheckedRow:
    pairs = tuple((s.start, s.end) for s in check.about)
    return CheckedRow(about=pairs, verdict=check.verdict, why=check.why)
