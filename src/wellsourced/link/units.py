"""Texts of one voice: a page's own words, and each comment under it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wellsourced.lang.shingles import Words, words
from wellsourced.model import Document, Part, PartKind, Span

THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


class Unit(NamedTuple):
    """The words that one voice has in one document; `part` None: the page itself."""

    document: Document
    part: Part | None
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def span(self, first: int, after: int) -> Span:
        """Where the words [first, after) stand in the document."""
        return Span(self.spans[first][0], self.spans[after - 1][1])

    @property
    def age(self) -> tuple[date, bool, str, int]:
        """Sorts units from the oldest; what has no date is taken for young."""
        day = said_on(self.part) if self.part else None
        day = day or self.document.published.earliest or date.max
        start = self.part.start if self.part else 0
        return day, self.part is not None, self.document.id, start


def units(documents: Iterable[Document]) -> list[Unit]:
    """Give all texts of one voice, the oldest first; furniture is left out."""
    return sorted((u for d in documents for u in _of(d)), key=lambda u: u.age)


def said_on(part: Part) -> date | None:
    """The day that the page prints for a comment.

    >>> said_on(Part(id="p", kind=PartKind.COMMENT, start=0, end=1, at="2031-05-04T10:00"))
    datetime.date(2031, 5, 4)
    """
    try:
        return date.fromisoformat((part.at or "")[:10])
    except ValueError:
        return None


def _of(document: Document) -> Iterator[Unit]:
    taken = [p for p in document.parts if p.kind in THREAD or p.kind is PartKind.FURNITURE]
    own = _without(words(document.text), [p.span for p in taken])
    yield Unit(document, None, *own)
    for part in taken:
        if part.kind in THREAD:
            inner = [p.span for p in taken if p is not part and part.span.holds(p.span)]
            said = _without(words(document.text, part.start, part.end), inner)
            yield Unit(document, part, *said)


def _without(whole: Words, taken: list[Span]) -> Words:
    if not taken:
        return whole
    kept, gaps, n = [], sorted(taken), 0
    for at, (start, _) in enumerate(whole.spans):
        while n < len(gaps) and gaps[n].end <= start:
            n += 1
        if n == len(gaps) or start < gaps[n].start:
            kept.append(at)
    return Words(tuple(whole.texts[k] for k in kept), tuple(whole.spans[k] for k in kept))
