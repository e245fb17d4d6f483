"""What could be read on a day: the pages and comments of that day, with their marks."""

from collections.abc import Mapping
from datetime import date

import msgspec

from wellsourced.model import Attribution, Document, Marks, Part, PartKind, Span

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def known_on(
    day: date,
    documents: tuple[Document, ...],
    marks: tuple[Marks, ...],
    added: Mapping[str, date],
) -> tuple[tuple[Document, ...], tuple[Marks, ...]]:
    """Give the documents that could be read on the day, and of threads what stood there then.

    A document of unknown date could be read from the day it was fetched, else from the day it was
    added (`added`, by evidence).
    """
    found = {m.doc: m for m in marks}
    cut = [_cut(d, found[d.id], day) for d in documents if readable(d, added) <= day]
    return tuple(d for d, _ in cut), tuple(m for _, m in cut)


def readable(document: Document, added: Mapping[str, date]) -> date:
    """Give the day from which a page could be read; a later version: from when it was fetched."""
    fetched = document.fetched_at.date() if document.fetched_at else None
    first_seen = fetched or added.get(document.evidence, date.max)
    if document.earlier is not None:
        return first_seen
    return document.published.latest or first_seen


def _cut(document: Document, marks: Marks, day: date) -> tuple[Document, Marks]:
    """Take out what was written into the thread, or added to the page, after the day.

    The words taken out become blanks, so that all other words stand where they stood.
    """
    later = _later(document, day)
    if not later:
        return document, marks
    parts = tuple(p for p in document.parts if not _within(p.start, later))
    kept = {p.id for p in parts}
    replace = msgspec.structs.replace
    parts = tuple(p if p.reply_to in kept else replace(p, reply_to=None) for p in parts)
    links = tuple(x for x in document.links if not _within(x.start, later))
    text = document.text
    for span in later:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return replace(document, text=text, parts=parts, links=links), _without(marks, later)


def _later(document: Document, day: date) -> list[Span]:
    """The comments of after the day, and what was added to the page after it: "Update, May 9:".

    One without a time was not written before the one above it, nor before the one it answers.
    """
    thread = sorted((p for p in document.parts if p.kind in _THREAD), key=lambda p: p.start)
    later: dict[str, Part] = {}
    last = None
    for part in thread:
        last = written(part) or last
        if (last and last > day) or part.reply_to in later:
            later[part.id] = part
    added = (p for p in document.parts if p.kind is PartKind.NOTE)
    notes = (p.span for p in added if (at := written(p)) and at > day)
    return [*(p.span for p in later.values()), *notes]


def written(part: Part) -> date | None:
    """Give the day on which a comment or a note was written, if it tells."""
    try:
        return date.fromisoformat((part.at or "")[:10])
    except ValueError:
        return None


def _without(marks: Marks, spans: list[Span]) -> Marks:
    """Take out the marks that stand in the spans."""

    def kept(layer: str) -> tuple[object, ...]:
        return tuple(m for m in getattr(marks, layer) if not _within(m.start, spans))

    simple = ("entities", "times", "places", "quantities", "claims", "commitments")
    return msgspec.structs.replace(
        marks,
        **{layer: kept(layer) for layer in simple},
        attributions=tuple(
            a for a in marks.attributions if not any(_within(s.start, spans) for s in _of(a))
        ),
        checks=tuple(c for c in marks.checks if not any(_within(s.start, spans) for s in c.about)),
    )


def _of(said: Attribution) -> list[Span]:
    return [s for s in (said.source, said.cue, *said.content) if s]


def _within(position: int, spans: list[Span]) -> bool:
    return any(s.start <= position < s.end for s in spans)
