"""What analysts say of sources: how reliable they have been found, and notes."""

from collections.abc import Iterable, Sequence

from msgspec.structs import asdict

from wellsourced.flow.about import fold
from wellsourced.model import (
    Decision,
    RatedSource,
    Reliability,
    Ruling,
    RulingId,
    SourceRow,
    SubjectKind,
)


def rated(rows: Iterable[SourceRow], rulings: Sequence[Ruling]) -> tuple[RatedSource, ...]:
    """Give sources with the last grade that each was given, and all notes; in force only."""
    return tuple(_rated(row, rulings) for row in rows)


def reliability(name: str, rulings: Iterable[Ruling]) -> Reliability | None:
    """Give the grade that a source was given last."""
    found = [r for r in rulings if r.decision is Decision.RELIABILITY and _of(name, r)]
    return Reliability(found[-1].draft.value or "") if found else None


def _rated(row: SourceRow, rulings: Sequence[Ruling]) -> RatedSource:
    own = [r for r in rulings if _of(row.name, r)]
    kinds = (Decision.RELIABILITY, Decision.NOTE)
    notes = (r.draft.value or r.draft.why for r in own if r.decision is Decision.NOTE)
    ids: tuple[RulingId, ...] = tuple(r.id for r in own if r.decision in kinds)
    grade = reliability(row.name, own)
    return RatedSource(**asdict(row), reliability=grade, notes=tuple(notes), rulings=ids)


def _of(name: str, ruling: Ruling) -> bool:
    return any(
        s.kind is SubjectKind.SOURCE and fold(s.name or "") == fold(name)
        for s in ruling.draft.subjects
    )
