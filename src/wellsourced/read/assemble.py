"""A text put together of blocks, with the parts that they make."""

from collections.abc import Iterable

from wellsourced.model import Part, PartKind
from wellsourced.read.markup import Block
from wellsourced.read.parts import Piece, numbered

_GAP = "\n\n"


class Assembly:
    """Grows a text and its parts together, so that each part's span is right by construction."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []

    def block(self, block: Block) -> None:
        """Add a block as a part of its own."""
        start = self._write(block.text)
        self._pieces.append(Piece(block.kind, start, self._length))

    def speech(self, piece: Piece, blocks: Iterable[Block]) -> None:
        """Add a comment as one part; its quotations are parts within it."""
        quotes: list[Piece] = []
        start = end = None
        for block in blocks:
            at = self._write(block.text)
            start, end = at if start is None else start, self._length
            if block.kind is PartKind.BLOCKQUOTE:
                quotes.append(Piece(PartKind.BLOCKQUOTE, at, end))
        if start is None or end is None:
            return
        self._pieces.append(piece._replace(start=start, end=end))
        self._pieces += [q for q in quotes if (q.start, q.end) != (start, end)]

    def done(self) -> tuple[str, tuple[Part, ...]]:
        """Give the text and the parts."""
        return "".join(self._written), numbered(self._pieces)

    def _write(self, words: str) -> int:
        if self._written:
            self._written.append(_GAP)
            self._length += len(_GAP)
        start = self._length
        self._written.append(words)
        self._length += len(words)
        return start
