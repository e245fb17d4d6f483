"""A text put together of blocks, with the parts that they make."""

from collections.abc import Iterable

from wellsourced.model import Part, PartKind, Span
from wellsourced.read.markup import Block
from wellsourced.read.notes import noted
from wellsourced.read.parts import Piece, numbered
from wellsourced.read.quotes import Quoting, Speech, quotations

_GAP = "\n\n"
_NO_STORY = (PartKind.HEADLINE, PartKind.FURNITURE)


class Assembly:
    """Grows a text and its parts together, so that each part's span is right by construction."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._spoken: list[tuple[Piece, Speech]] = []

    def block(self, block: Block) -> None:
        """Add a block as a part of its own."""
        start = self._write(block.text)
        self._pieces.append(Piece(block.kind, start, self._length))

    def speech(self, piece: Piece, blocks: Iterable[Block]) -> None:
        """Add a comment as one part; its quotations will be parts within it."""
        told = list(blocks)
        spans = tuple(Span(self._write(block.text), self._length) for block in told)
        apart = frozenset(n for n, b in enumerate(told) if b.kind is PartKind.BLOCKQUOTE)
        if spans:
            piece = piece._replace(start=spans[0].start, end=spans[-1].end)
            self._spoken.append((piece, Speech(piece.author, spans, apart)))

    def done(self) -> tuple[str, tuple[Part, ...]]:
        """Give the text and the parts."""
        text = "".join(self._written)
        if not self._spoken:
            return text, numbered(self._pieces)
        story = [text[p.start : p.end] for p in self._pieces if p.kind not in _NO_STORY]
        quoted = quotations(text, story, [speech for _, speech in self._spoken])
        pieces = list(self._pieces)
        for (piece, speech), quoting in zip(self._spoken, quoted, strict=True):
            pieces += noted(text, self._answering(piece, quoting), speech.paragraphs)
            whole = Span(piece.start, piece.end)
            quotes = (span for span in quoting.spans if span != whole)
            pieces += [Piece(PartKind.BLOCKQUOTE, span.start, span.end) for span in quotes]
        return text, numbered(pieces)

    def _answering(self, piece: Piece, quoting: Quoting) -> Piece:
        """Where the page shows whom a comment hangs under, that counts before its words."""
        if piece.answers or quoting.answers is None:
            return piece
        return piece._replace(answers=self._spoken[quoting.answers][0].place)

    def _write(self, words: str) -> int:
        if self._written:
            self._written.append(_GAP)
            self._length += len(_GAP)
        start = self._length
        self._written.append(words)
        self._length += len(words)
        return start
