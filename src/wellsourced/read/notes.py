"""What an editor or moderator adds to a reader's comment: words that are not the reader's."""

from collections.abc import Iterator, Sequence

from wellsourced.model import PartKind, Span
from wellsourced.read.parts import Piece
from wellsourced.read.phrases import inserted, is_note


def noted(text: str, said: Piece, paragraphs: Sequence[Span]) -> Iterator[Piece]:
    """Give a comment, and the editor's notes in it as parts of their own; all may be one note.

    >>> words = "It was three days. [Ed: two.]"
    >>> found = noted(words, Piece(PartKind.COMMENT, 0, 29), [Span(0, 29)])
    >>> [(p.kind.value, p.start, p.end) for p in found]
    [('comment', 0, 29), ('note', 19, 29)]
    """
    notes = [note for span in paragraphs for note in _notes(text, span)]
    if said.kind is PartKind.COMMENT and notes == [Span(said.start, said.end)]:
        yield said._replace(kind=PartKind.NOTE)
        return
    yield said
    yield from (Piece(PartKind.NOTE, note.start, note.end) for note in notes)


def _notes(text: str, paragraph: Span) -> Iterator[Span]:
    words = paragraph.of(text)
    if is_note(words):
        yield paragraph
        return
    for start, end in inserted(words):
        yield Span(paragraph.start + start, paragraph.start + end)
