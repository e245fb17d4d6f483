"""Pages as fetched, and documents as read: text that never changes, cut into parts."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from wellsourced.errors import BrokenRecordError
from wellsourced.model.ids import DocumentId, PartId


class Span(Struct, frozen=True, order=True):
    """Characters (code points) from start up to, not including, end.

    >>> Span(0, 4).of("Selm has fallen")
    'Selm'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise BrokenRecordError(f"empty or backward span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words themselves; a span outside the text is a broken record."""
        if self.end > len(text):
            raise BrokenRecordError(f"span {self.start}..{self.end} in {len(text)} characters")
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Layout(StrEnum):
    """How much of a page a text is."""

    PLAIN = "plain"  # one body and nothing else
    PAGE = "page"  # title, body, furniture and thread have to be found


class PartKind(StrEnum):
    """What a stretch of a document is."""

    HEADLINE = "headline"
    CAPTION = "caption"
    BODY = "body"
    BLOCKQUOTE = "blockquote"
    COMMENT = "comment"
    TRACKBACK = "trackback"
    NOTE = "note"  # an editor's or moderator's words in the thread
    FURNITURE = "furniture"


class Dated(Struct, frozen=True, kw_only=True):
    """When something was published: an interval of days, with how we know.

    Both ends None: not known. `basis`: "given", "stated", "metadata", "url", "inferred: ..." or
    "unknown".
    """

    earliest: date | None = None
    latest: date | None = None
    basis: str = "unknown"

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise BrokenRecordError(f"dates reversed: {self.earliest}..{self.latest}")


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of a document with one author.

    A quotation inside a comment is a part of kind blockquote within the comment's span, and an
    editor's note one of kind note; the shortest part that covers a character owns it. `at` is
    ISO 8601 as printed on the page, without a zone where the page prints none. `reply_to` is the
    id of the part answered. `takes_back` are the sentences in which its author takes back own
    words.
    """

    id: PartId
    kind: PartKind
    start: int
    end: int
    author: str | None = None
    at: str | None = None
    reply_to: PartId | None = None
    stance: str | None = None
    in_answer_to: PartId | None = None
    takes_back: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        Span(self.start, self.end)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Link(Struct, frozen=True, kw_only=True):
    """A link of the page: where its words stand, and its target."""

    start: int
    end: int
    target: str


class Page(Struct, frozen=True, kw_only=True):
    """A page as it came: bytes and where they are from.

    `file` is the name it was handed in under (an archive's member: "a.zip/page.html"); `published`
    is a date handed in with the page, `layout` tells whether its parts have to be found. `payload`
    is the SHA-256 of what was answered, where the body is an archive of a question and its answer.
    """

    file: str
    body: bytes
    media_type: str = "text/plain"
    url: str | None = None
    title: str | None = None
    published: date | None = None
    fetched_at: datetime | None = None
    layout: Layout = Layout.PAGE
    payload: str | None = None


class _Ground(NamedTuple):
    """A text cut wherever one of its parts begins or ends, and the part that owns each piece."""

    edges: tuple[int, ...]
    owners: tuple[Part | None, ...]

    def at(self, position: int) -> Part | None:
        found = bisect_right(self.edges, position)
        return self.owners[found - 1] if found else None


def _ground(parts: Sequence[Part], owner: Callable[[list[Part]], Part | None]) -> _Ground:
    """Sweep once over the parts; `owner` picks of those that stand over a piece."""
    edges = sorted({p.start for p in parts} | {p.end for p in parts})
    coming = sorted(parts, key=lambda p: p.start, reverse=True)
    over: list[Part] = []
    owners = []
    for edge in edges:
        while coming and coming[-1].start <= edge:
            over.append(coming.pop())
        over = [p for p in over if p.end > edge]
        owners.append(owner(over))
    return _Ground(tuple(edges), tuple(owners))


def _shortest(over: list[Part]) -> Part | None:
    return min(over, key=lambda p: (p.end - p.start, p.start), default=None)


def _speech(over: list[Part]) -> Part | None:
    if any(p.kind is PartKind.NOTE for p in over):
        return None
    return _shortest([p for p in over if p.kind in (PartKind.COMMENT, PartKind.TRACKBACK)])


class Document(Struct, frozen=True, kw_only=True, dict=True):
    """A page as read: its text, and the parts that the text is made of.

    `id` is a digest of the evidence and the place in it; `evidence` the SHA-256 of the original
    bytes. None of title, outlet, author: the page does not say. `fetched_at`: when the page was
    fetched, as its archive says; `earlier`: the version of the same page that came before this.
    `stated`: how many comments the page says that it has; None: it does not say.
    """

    id: DocumentId
    evidence: str
    file: str
    text: str
    parts: tuple[Part, ...]
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Dated = Dated()
    links: tuple[Link, ...] = ()
    language: str = "en"
    fetched_at: datetime | None = None
    earlier: DocumentId | None = None
    stated: int | None = None

    @cached_property
    def told(self) -> str:
        """The text with blanks for the page's furniture: all other words stand where they stood.

        Whoever looks through the text of a page for names, datelines or sentences looks here.
        """
        if not any(p.kind is PartKind.FURNITURE for p in self.parts):
            return self.text
        out = list(self.text)
        for part in sorted(self.parts, key=lambda p: p.start - p.end):
            own = part.kind is not PartKind.FURNITURE
            words = self.text[part.start : part.end] if own else " " * (part.end - part.start)
            out[part.start : part.end] = words
        return "".join(out)

    def part_at(self, position: int) -> Part | None:
        """Return the shortest part that covers the character, which is the one that owns it."""
        return self._owners.at(position)

    def speech_at(self, position: int) -> Part | None:
        """Return the comment or trackback that the character stands in; None: the page's own.

        An editor's note within a comment is the page's own.
        """
        return self._speakers.at(position)

    @cached_property
    def _owners(self) -> _Ground:
        return _ground(self.parts, _shortest)

    @cached_property
    def _speakers(self) -> _Ground:
        return _ground(self.parts, _speech)


class Rejected(Struct, frozen=True, kw_only=True):
    """An input that gave nothing, with the reason in words.

    `note`: nothing is wrong with it; it is told so that nothing is left out in silence.
    """

    stage: str
    input: str
    reason: str
    note: bool = False
