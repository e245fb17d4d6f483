"""Parts before they have their ids, and the giving of these."""

from collections.abc import Sequence
from typing import NamedTuple

from wellsourced.model import Part, PartId, PartKind


class Piece(NamedTuple):
    """A part without its id; `place` is a name of its own by which others answer it."""

    kind: PartKind
    start: int
    end: int
    author: str | None = None
    at: str | None = None
    place: str | None = None
    answers: str | None = None


def numbered(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Give the pieces ids in order of place; of two that begin together the longer comes first.

    >>> [part.id for part in numbered([Piece(PartKind.BODY, 5, 9), Piece(PartKind.BODY, 0, 4)])]
    ['p1', 'p2']
    """
    order = sorted(pieces, key=lambda p: (p.start, -p.end, p.kind.value))
    ids = {piece.place: PartId(f"p{n}") for n, piece in enumerate(order, 1) if piece.place}
    return tuple(
        Part(
            id=PartId(f"p{n}"),
            kind=piece.kind,
            start=piece.start,
            end=piece.end,
            author=piece.author,
            at=piece.at,
            reply_to=ids.get(piece.answers) if piece.answers else None,
        )
        for n, piece in enumerate(order, 1)
    )
