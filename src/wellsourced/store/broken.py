"""What does not hold: where, and as exactly as it can be told."""

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What a thing is that does not hold."""

    ORIGINAL = "original"  # the bytes of a page
    CHAIN = "chain"  # what was added, when, in which order
    PIECES = "pieces"  # what tells where an original differs
    RULING = "ruling"
    RECORD = "record"  # a table of the snapshot in force, or one of its rows
    SPAN = "span"  # a mark or a quote that points at other words
    AID = "aid"  # an answer of the reading aid
    IMPORT = "import"  # what came from another tool, or the log of what came
    HEAD = "head"  # the case is not one that the head which was kept elsewhere tells of
    SIGNATURE = "signature"


class Broken(Struct, frozen=True, kw_only=True):
    """A thing that does not hold.

    `file` lies in the case's folder; `offset` is the first bad byte of it (of a ruling: the first
    bad character of its entry), None if that cannot be told; `id` is the row, link or number.
    """

    kind: Kind
    file: str
    words: str
    id: str | None = None
    offset: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({self.hint})" if self.hint else self.words


class Looked(Struct, frozen=True, kw_only=True):
    """What was looked at: how many things hold, what does not, and what is only to be known."""

    count: int
    broken: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()


class Verified(Struct, frozen=True, kw_only=True):
    """How much was looked at and found to be true, and what was not."""

    links: int
    documents: int = 0
    spans: int = 0
    quotes: int = 0
    rulings: int = 0
    answers: int = 0
    imports: int = 0
    broken: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()
