"""The words of a document as its markers see them, paragraph by paragraph, not yet parsed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wellsourced.lang.datelines import dateline
from wellsourced.lang.paragraphs import paragraphs
from wellsourced.mark.capitals import lowered
from wellsourced.model import Document, Part, PartKind

_LONGEST = 8_000  # characters parsed at once; longer paragraphs are cut at a space
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»「」『』", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("\r\n\t\u00a0", " "),
    }
)


class Paragraph(Protocol):
    """A paragraph, parsed or not."""

    @property
    def part(self) -> Part:
        """The part whose words they are."""
        ...

    @property
    def start(self) -> int:
        """Where its first character stands in the document."""
        ...

    @property
    def text(self) -> str:
        """Its words, as many characters as in the document."""
        ...


class Read(Protocol):
    """A document as a marker sees it, parsed or not."""

    @property
    def document(self) -> Document:
        """The document itself."""
        ...

    @property
    def passages(self) -> Sequence[Paragraph]:
        """Its paragraphs, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one paragraph; `start` is where the first stands in the document."""

    part: Part
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A document as those see it who need no tree."""

    document: Document
    passages: tuple[Stretch, ...]


def stretches(document: Document) -> Iterator[Stretch]:
    """Give the paragraphs in the order of the text; furniture is left out.

    Quotation marks are made plain, line breaks blank and texts in capitals small for the parser,
    one character for one, so that offsets hold.
    """
    for part, start, end in _places(document):
        yield Stretch(part, start, lowered(document.text[start:end].translate(_PLAIN)))


def _places(document: Document) -> Iterator[tuple[Part, int, int]]:
    """The paragraphs that each part owns itself, in the order of the text."""
    parts = sorted(document.parts, key=lambda p: (p.start, -p.end))
    own = [(p, a, b) for n, p in enumerate(parts) for a, b in _owned(parts, n)]
    for part, a, b in sorted(own, key=lambda x: x[1]):
        if part.kind is PartKind.FURNITURE:
            continue
        for start, end in paragraphs(document.text, a, b):
            first = dateline(document.text, start, end) or start
            if first > start:
                yield part, start, first
            yield from ((part, s, e) for s, e in _cut(document.text, first, end))


def _owned(parts: Sequence[Part], place: int) -> Iterator[tuple[int, int]]:
    """What is left of a part where the shorter parts inside it, which follow it, are taken out."""
    part = parts[place]
    at = part.start
    for number in range(place + 1, len(parts)):
        inner = parts[number]
        if inner.start >= part.end:
            break
        if inner.end <= part.end and inner.span != part.span:
            if at < inner.start:
                yield at, inner.start
            at = max(at, inner.end)
    if at < part.end:
        yield at, part.end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + 1, start + _LONGEST)
        stop = stop if stop > start else start + _LONGEST
        yield start, stop
        start = stop + (text[stop] == " ")
    if start < end:
        yield start, end
