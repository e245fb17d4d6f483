"""Threads that a page's tree does not show, only its lines: paragraphs, rules, pre-formatted text.

The page is written out as a reader sees it, and read as a text dump is. So much less is known here
that a thread needs a line that opens it ("12 Comments"), or fields that name writer and day.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.census import Weight, mark_of
from wellsourced.read.items import Item, Thread, marker_before
from wellsourced.read.lines import Line, lines
from wellsourced.read.markup import BLOCKS, SILENT, Block
from wellsourced.read.phrases import is_marker, stated_count
from wellsourced.read.records import is_elsewhere
from wellsourced.read.thread import thread

_COMMENTS = re.compile(r"comm?ent|komment|r[eé]acti|respon|repl|комм", re.IGNORECASE)
_FIELD = re.compile(r"\s*(?:from|name|von|author|autor|date|datum)\s?:", re.IGNORECASE)
_KNOWN = 0.8  # of the items that have to have a writer, and a time
_LINKS = 0.3  # of the characters that may be links: lists of stories are links
_MOST = 400_000  # characters of a page that is read so


class Spoken(NamedTuple):
    """A comment: who, when, and its own words."""

    author: str | None
    at: str | None
    blocks: tuple[Block, ...]


class _Piece(NamedTuple):
    """A stretch of the written page, and the element of whose text or tail it is."""

    start: int
    end: int
    element: etree._Element
    tail: bool
    linked: bool
    quoted: bool


def spoken(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> list[Spoken]:
    """Read the thread that shows in the page's lines only, and take it out of the tree."""
    if not _opens(root, weights):
        return []
    text, pieces = _written(root)
    if len(text) > _MOST:
        return []
    page = lines(text)
    found = thread(page)
    if found is None or not _sound(page, found):
        return []
    first, last = page[found.start].start, page[found.end - 1].end
    inside = [p for p in pieces if p.start < last and p.end > first]
    linked = sum(p.end - p.start for p in inside if p.linked)
    if linked > _LINKS * (last - first):
        return []
    quotes = [p for p in inside if p.quoted]
    told = [Spoken(i.author, i.at, _blocks(text, page, i, quotes)) for i in found.items]
    _remove(root, pieces, inside)
    return [s for s in told if s.blocks]


def _opens(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> bool:
    """Whether any line of the page opens a thread, or names fields."""
    told = Counter(s for held in weights.values() if (s := held.small) and len(s) < 100)
    if any(_COMMENTS.search(small) and is_marker(small) for small in told):
        return True
    fields = sum(n for small, n in told.items() if ":" in small and _FIELD.match(small))
    return fields > 3 or any(_FIELD.match(e.text or "") for e in root.iter("pre"))


def _sound(page: Sequence[Line], found: Thread) -> bool:
    items = found.items
    named = sum(item.author is not None for item in items)
    timed = sum(item.at is not None for item in items)
    if min(named, timed) < _KNOWN * len(items):
        return False
    marked = marker_before(page, found.start + 1)
    if marked is not None and found.start - marked <= 2:
        said = page[marked].text
        return _COMMENTS.search(said) is not None and (len(items) > 1 or stated_count(said) == 1)
    return found.sure > 1 and len(items) > 1


def _written(root: etree._Element) -> tuple[str, list[_Piece]]:
    """The page as lines, and of which elements each stretch is."""
    out: list[str] = []
    pieces: list[_Piece] = []
    length = depth = quoted = linked = formatted = 0

    def write(words: str | None, element: etree._Element, *, tail: bool) -> None:
        nonlocal length
        plain = words if formatted else " ".join((words or "").split())
        if not words or not plain:
            return
        lead = " " if not formatted and words[0].isspace() else ""
        end = " " if not formatted and words[-1].isspace() else ""
        start = length + len(lead)
        out.append(lead + plain + end)
        length += len(out[-1])
        whole = _Piece(start, start + len(plain), element, tail, linked > 0, quoted > 0)
        pieces.append(whole)

    def gap(mark: str) -> None:
        nonlocal length
        out.append(mark)
        length += len(mark)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag) if _told(element) else "script"
        turn = 1 if event == "start" else -1
        depth += turn if tag in SILENT else 0
        quoted += turn if tag == "blockquote" else 0
        linked += turn if tag == "a" else 0
        formatted += turn if tag == "pre" else 0
        if tag in BLOCKS:
            gap("\n" if tag in ("td", "th", "dt", "dd") else "\n\n")
        if event == "start":
            if tag == "br":
                gap("\n")
            if not depth:
                write(element.text, element, tail=False)
        elif not depth and element is not root:
            write(element.tail, element, tail=True)
    return "".join(out), pieces


def _told(element: etree._Element) -> bool:
    """Whether an element can hold comments: no apparatus by its kind or by its name."""
    if not isinstance(element.tag, str) or element.tag in ("nav", "aside", "footer"):
        return False
    mark = mark_of(element) if element.tag in ("div", "ul", "section", "td", "table") else ""
    return not mark or not is_elsewhere(mark)


def _blocks(
    text: str, page: Sequence[Line], item: Item, quotes: Sequence[_Piece]
) -> tuple[Block, ...]:
    found: list[Block] = []
    for n in range(item.first, item.last):
        line = page[n]
        start = item.begins if item.begins and n == item.first else line.start
        words = " ".join(text[start : item.ends or line.end].split())
        inside = any(p.start < line.end and p.end > line.start for p in quotes)
        kind = PartKind.BLOCKQUOTE if inside else PartKind.BODY
        if found and not line.above and found[-1].kind is kind:
            found[-1] = Block(kind, f"{found[-1].text}\n{words}")
        else:
            found.append(Block(kind, words))
    return tuple(found)


def _remove(root: etree._Element, pieces: Sequence[_Piece], inside: Sequence[_Piece]) -> None:
    """Take the pieces out, with the elements that hold nothing else."""
    for piece in inside:
        if piece.tail:
            piece.element.tail = None
        else:
            piece.element.text = None
    held = _held(pieces)
    left = held - _held(inside)
    for element in [e for e in held if e is not root and not left[e]]:
        over = element.getparent()
        if over is not None and not element.tail:
            over.remove(element)


def _held(pieces: Sequence[_Piece]) -> Counter[etree._Element]:
    """How many pieces stand within each element."""
    found: Counter[etree._Element] = Counter()
    for piece in pieces:
        element = piece.element.getparent() if piece.tail else piece.element
        while element is not None:
            found[element] += 1
            element = element.getparent()
    return found
