"""Block quotes and pasted texts: one attribution each, in which what they report is nested."""

from collections.abc import Iterator

from wellsourced.mark.drafts import Voice
from wellsourced.mark.sources import NOBODY, Book
from wellsourced.mark.syntax import Reading
from wellsourced.model import Part, PartKind, Span


def containers(reading: Reading, book: Book) -> Iterator[Voice]:
    """Give one voice for each block quote, with its paragraphs as content.

    Example: "Details:" and three paragraphs of an agency's report.
    """
    held: dict[str, list[tuple[int, Span]]] = {}
    parts: dict[str, Part] = {}
    for number, passage in enumerate(reading.passages):
        if passage.part.kind is PartKind.BLOCKQUOTE:
            held.setdefault(passage.part.id, []).append((number, Span(passage.start, passage.end)))
            parts[passage.part.id] = passage.part
    for name, pieces in held.items():
        yield Voice(
            passage=pieces[0][0],
            source=None,
            cue=None,
            content=tuple(s for _, s in pieces),
            draft=None,
            speaker=parts[name].author or NOBODY.name,
            container=True,
        )
