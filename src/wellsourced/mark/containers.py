"""Block quotes and pasted texts: one attribution each, in which what they report is nested."""

import re
from collections.abc import Iterator

from wellsourced.mark.drafts import Voice
from wellsourced.mark.named import NOBODY
from wellsourced.mark.sources import Book
from wellsourced.mark.speakers import full, is_outlet
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.model import Document, EntityKind, Part, PartKind, Span

_WORDS = re.compile(r"\w+")
_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def containers(reading: Reading, book: Book) -> Iterator[Voice]:
    """Give one voice for each block quote, with its paragraphs as content.

    Example: "Details:" and three paragraphs of an agency's report.
    """
    held: dict[str, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(reading.passages):
        if passage.part.kind is PartKind.BLOCKQUOTE:
            held.setdefault(passage.part.id, []).append((number, passage))
    for pieces in held.values():
        part = pieces[0][1].part
        yield Voice(
            passage=pieces[0][0],
            source=None,
            cue=None,
            content=tuple(Span(p.start, p.end) for _, p in pieces),
            draft=None,
            speaker=_speaker(reading, part, book),
            container=True,
        )


def _speaker(reading: Reading, part: Part, book: Book) -> str:
    """Give whose words a block quote holds.

    In the thread they may be the article's or an earlier comment's, word for word. Else they are
    the paper's that was named last before, or in, the post itself.
    """
    if part.author:
        return part.author
    document = reading.document
    speech = document.speech_at(part.start)
    if speech is not None:
        repeated = _repeated(document, part, speech)
        if repeated is not None:
            return repeated
    since = speech.start if speech is not None else 0
    near = book.names.within(Span(since, part.end))
    papers = [m for m in near if m.kind is EntityKind.OUTLET or is_outlet(m.name)]
    papers = [m for m in papers if m.start < part.start and full(m.name) != document.outlet]
    papers = [m for m in papers if speech is not None or document.speech_at(m.start) is None]
    return full(papers[-1].name) if papers else NOBODY.name


def _repeated(document: Document, part: Part, speech: Part) -> str | None:
    """Give the outlet or the commenter whose earlier words are repeated."""
    words = " ".join(_WORDS.findall(document.text[part.start : part.end].lower()))
    if not words:
        return None
    for other in document.parts:
        if other.start >= speech.start or other.kind is PartKind.FURNITURE:
            continue
        text = " ".join(_WORDS.findall(document.text[other.start : other.end].lower()))
        if words in text:
            return other.author if other.kind in _THREAD else document.outlet
    return None
