"""Rulings that annotations carried elsewhere and back: put together again of their words.

Each annotation is on one of the words that a ruling is about, and carries all else of it. What
was edited elsewhere goes before what was not.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.case import Case
from wellsourced.errors import InputError
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.model import (
    Anchor,
    Carried,
    Decision,
    Document,
    Draft,
    Quote,
    Ruling,
    RulingState,
    Span,
    Subject,
    SubjectKind,
)
from wellsourced.read.foreign.annotations import Remark

_OF_CLAIMS = (
    Decision.ACCEPT,
    Decision.REJECT,
    Decision.CORRECT,
    Decision.CREDIBILITY,
    Decision.NOTE,
)


class Placed(NamedTuple):
    """A remark with the words that it is about, where they stand here; None: it is about names."""

    remark: Remark
    document: Document | None
    span: Span | None


def groups(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Give the annotations of each ruling, in the order in which was ruled."""

    def key(p: Placed) -> tuple[int, str, int, int]:
        c = p.remark.carried
        assert c is not None
        return c.number, c.ruling, c.subject or 0, c.anchor or 0

    told = sorted((p for p in placed if p.remark.carried), key=key)
    return [list(g) for _, g in groupby(told, lambda p: key(p)[:2])]


def adopted(case: Case, group: Sequence[Placed], at: datetime, *, anew: bool) -> list[str]:
    """Write the ruling of a group down, unless it is known here; gives its id.

    Raises InputError where its words, or what they tell, are not here.
    """
    first = next((p.remark for p in group if p.remark.edited), group[0].remark)
    draft = _draft(first, group, Pages(p.document for p in group if p.document))
    when = first.at or at
    for row in case.rulings():
        if not (anew and row.state is RulingState.UNDONE) and _same(row.ruling, draft, first):
            return []
    return [case.adopt(draft, by=first.by, at=when).id]


def _draft(first: Remark, group: Sequence[Placed], pages: Pages) -> Draft:
    carried = first.carried
    assert carried is not None
    draft, told = carried.draft, first.verdict
    if first.edited:
        _check(draft, told.decision)
    words = {_place(p.remark.carried): _anchor(p, pages) for p in group if p.span}
    subjects = (_subject(s, n, carried, words) for n, s in enumerate(draft.subjects))
    return replace(
        draft,
        decision=told.decision,
        subjects=tuple(subjects),
        field=told.field,
        value=told.value,
        why=told.why,
    )


def _check(draft: Draft, now: Decision) -> None:
    """Words that were edited may judge a claim otherwise; they cannot make it a merger."""
    about = {s.kind for s in draft.subjects}
    if now is not draft.decision and (
        about != {SubjectKind.CLAIM} or {now, draft.decision} - {*_OF_CLAIMS}
    ):
        raise InputError(
            f"{draft.decision.value!r} was edited to {now.value!r}, which it cannot be"
        )


def _subject(
    subject: Subject, number: int, carried: Carried, words: Mapping[tuple[int, int], Anchor]
) -> Subject:
    found = tuple(words[k] for k in sorted(words) if k[0] == number)
    if carried.words[number] and not found:
        raise InputError(f"none of the words of {subject.said[:60]!r} were found")
    return replace(subject, anchors=found)


def _place(carried: Carried | None) -> tuple[int, int]:
    assert carried is not None
    return carried.subject or 0, carried.anchor or 0


def _anchor(placed: Placed, pages: Pages) -> Anchor:
    document, span = placed.document, placed.span
    assert document is not None
    assert span is not None
    words = span.of(document.text)
    return pages.anchor(Quote(document=document.id, start=span.start, end=span.end, quote=words))


def _same(ruling: Ruling, draft: Draft, told: Remark) -> bool:
    """Whether it is what was ruled, by the same and then; what things were called may differ."""
    by = (ruling.by, ruling.at if told.at else None) == (told.by, told.at)
    return by and _unsaid(ruling.draft) == _unsaid(draft)


def _unsaid(draft: Draft) -> Draft:
    return replace(draft, subjects=tuple(replace(s, said="") for s in draft.subjects))
