"""A page as it is read: its parts in their order, the thread nested, what is claimed beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.errors import InputError
from wellsourced.model import (
    Document,
    DocumentRow,
    Elsewhere,
    Made,
    PageView,
    Part,
    PartKind,
    Shaded,
)

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of a page: `pieces` are its words, those asked for as every second piece."""

    start: int
    pieces: tuple[str, ...]
    marks: str
    made: tuple[Made, ...]
    elsewhere: tuple[Elsewhere, ...]


class Block(Struct, frozen=True, kw_only=True):
    """A part of a page: its own paragraphs and the parts within it, in their order; answers."""

    part: Part | None
    inside: "tuple[Paragraph | Block, ...]"
    answers: "tuple[Block, ...]" = ()


class Read(View, frozen=True, kw_only=True):
    """A page of the case on the screen."""

    page: PageView
    blocks: tuple[Block, ...]
    thread: tuple[Block, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims that rest on it."""
        yield from sheet(Made, self.page.made)


class Listed(View, frozen=True, kw_only=True):
    """The pages of the case, and those that could not be read."""

    documents: tuple[DocumentRow, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the pages."""
        yield from sheet(DocumentRow, self.documents)


def listed(case: Case, asked: Asked, of: Mapping[str, str]) -> Listed:
    """Give the pages that could be read on the day."""
    return Listed(documents=case.documents(as_of=asked.as_of))


def read(case: Case, asked: Asked, of: Mapping[str, str]) -> Read:
    """Give a page; `words` are offsets of what is looked for on it ("120-180")."""
    page = case.page(of["id"], as_of=asked.as_of)
    cut = _Cut(page, _words(asked.given.get("words", ""), len(page.document.text)))
    whole = tuple(cut.within(None, 0, len(page.document.text)))
    parts = [b for b in whole if isinstance(b, Block)]
    thread = [b for b in parts if b.part and b.part.kind in _THREAD]
    loose = [
        b if isinstance(b, Block) else Block(part=None, inside=(b,))
        for b in whole
        if not (isinstance(b, Block) and b in thread)
    ]
    return Read(page=page, blocks=tuple(loose), thread=tuple(_nested(thread)))


def _words(asked: str, length: int) -> tuple[int, int] | None:
    """The span that is asked for; raises InputError for what is none."""
    if not asked:
        return None
    start, _, end = asked.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length):
        raise InputError(f"words={asked!r} are no characters of this page", hint="START-END")
    return int(start), int(end)


class _Cut:
    """Cuts a page's text into its parts and paragraphs, each with what stands in it."""

    def __init__(self, page: PageView, words: tuple[int, int] | None) -> None:
        self._page, self._words = page, words
        self._document: Document = page.document
        self._parts = sorted(page.document.parts, key=lambda p: (p.start, -p.end, p.id))

    def within(self, whole: Part | None, start: int, end: int) -> "Iterator[Paragraph | Block]":
        """The paragraphs and parts between two characters."""
        inner = [p for p in self._parts if p is not whole and start <= p.start and p.end <= end]
        if whole is not None:
            inner = [p for p in inner if (p.start, p.end) != (whole.start, whole.end)]
        position = start
        for part in inner:
            if part.start < position:
                continue  # it stands within the one before
            yield from self._paragraphs(position, part.start)
            yield Block(part=part, inside=tuple(self.within(part, part.start, part.end)))
            position = part.end
        yield from self._paragraphs(position, end)

    def _paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        for line in self._document.text[start:end].split("\n"):
            if line.strip():
                yield self._paragraph(start, start + len(line))
            start += len(line) + 1

    def _paragraph(self, start: int, end: int) -> Paragraph:
        marks = [m for m in self._page.shaded if m.start < end and start < m.end]
        claims = [m for m in self._page.made if start <= m.start < end]
        return Paragraph(
            start=start,
            pieces=self._pieces(start, end),
            marks=_encoded(marks, start, end),
            made=_once(claims),
            elsewhere=tuple(e for e in self._page.elsewhere if start <= e.start < end),
        )

    def _pieces(self, start: int, end: int) -> tuple[str, ...]:
        text = self._document.text
        if self._words is None or not (self._words[0] < end and start < self._words[1]):
            return (text[start:end],)
        left, right = max(start, self._words[0]), min(end, self._words[1])
        return (text[start:left], text[left:right], text[right:end])


def _once(claims: Sequence[Made]) -> tuple[Made, ...]:
    """Each claim once, where it is first told."""
    return tuple({m.claim: m for m in reversed(claims)}.values())[::-1]


def _encoded(marks: Sequence[Shaded], start: int, end: int) -> str:
    """The marks of a paragraph for the script that colours them: places count from its start."""
    rows = [
        (max(m.start, start) - start, min(m.end, end) - start, m.shade.value, m.says)
        for m in marks
    ]
    return msgspec.json.encode(rows).decode()


def _nested(thread: Sequence[Block]) -> list[Block]:
    """Comments with their answers below them, in the order in which they stand."""
    below: dict[str, list[Block]] = defaultdict(list)
    known = {b.part.id for b in thread if b.part}
    for block in thread:
        assert block.part
        answered = block.part.reply_to
        below[answered if answered in known else ""].append(block)

    def answered_by(block: Block, above: frozenset[str]) -> Block:
        assert block.part
        seen = above | {block.part.id}
        own = [b for b in below[block.part.id] if b.part and b.part.id not in seen]
        return msgspec.structs.replace(block, answers=tuple(answered_by(b, seen) for b in own))

    return [answered_by(b, frozenset()) for b in below[""]]


SCREENS = (
    Screen(path="/documents", name="documents", gather=listed, heading="Pages"),
    Screen(path="/documents/{id}", name="page", gather=read),
)
