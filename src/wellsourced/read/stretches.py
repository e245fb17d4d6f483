"""The text of a page, stretch by stretch, with what the mark-up says of each."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.apparatus import Role, role_of
from wellsourced.read.census import Weight
from wellsourced.read.markup import BLOCKS, SILENT, names

_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_PLAIN = names(
    "b i u em strong span small big font a code abbr sup sub mark q cite br time img wbr"
)
_CELLS = names("li td th dd dt")
_UNWEIGHED = Weight(1, 0, 0, 0, 0)  # what was not weighed is walked through
_BLANK = " \t\r\n\f\v\u00a0\u200b\u200c\u200d\u2060\ufeff"  # also what has no width
_CAPTION = 500  # characters of the longest caption


class Stretch(NamedTuple):
    """A stretch of text between block boundaries.

    `links`: its characters within links. `holder`: the block that it stands in. `regions`: what
    around it looks like apparatus, the outermost first.
    """

    text: str
    links: int
    kind: PartKind
    holder: etree._Element
    regions: tuple[etree._Element, ...]
    listed: bool


Links = list[tuple[int, etree._Element]]  # a link, and the number of the stretch that it is in


def stretches(
    root: etree._Element, weights: Mapping[etree._Element, Weight]
) -> tuple[list[Stretch], Links]:
    """Give the stretches of a page in order, and the links within them."""
    body = root.find("body")
    walk = _Walk(weights, root if body is None else body)
    walk.block(walk.root)
    walk.flush()
    return walk.found, walk.links


class _Walk:
    """A walk through a tree, and what was gathered of the stretch that it is in."""

    def __init__(self, weights: Mapping[etree._Element, Weight], root: etree._Element) -> None:
        self.root = root
        self.found: list[Stretch] = []
        self.links: Links = []
        self._weights = weights
        self._pieces: list[str] = []
        self._links = 0
        self._linked = False
        self._holder = root
        self._kind = PartKind.BODY
        self._regions: tuple[etree._Element, ...] = ()
        self._listed = False
        self._sure = False  # whether within apparatus beyond doubt, whose lines may stay together

    def block(self, element: etree._Element) -> None:
        """Walk through a block."""
        if self._pieces:
            self.flush()
        held = self._weights.get(element, _UNWEIGHED)
        if not held.text:
            return
        before = self._holder, self._kind, self._regions, self._listed, self._sure
        self._enter(element, held)
        if self._sure and held.small:
            links = min(held.links, len(held.small))
            self._add(held.small, len(held.small) if self._linked else links)
        else:
            self._inside(element)
            if self._pieces:
                self.flush()
        self._holder, self._kind, self._regions, self._listed, self._sure = before

    def _enter(self, element: etree._Element, held: Weight) -> None:
        self._holder = element
        if element.tag in _CELLS:
            self._listed = True
        elif element.tag == "blockquote":
            self._kind = PartKind.BLOCKQUOTE
        if self._sure:
            return
        role = role_of(element, linked=held.links > 0)
        if role is Role.CAPTION:
            if held.text <= _CAPTION:
                self._kind = PartKind.CAPTION
        elif role is not None:
            self._regions = (*self._regions, element)
            self._sure = role is Role.SURELY

    def _inside(self, element: etree._Element) -> None:
        self._write(element.text)
        for child in element:
            tag = child.tag
            if tag == "br":
                self._line()
            elif tag in SILENT and tag != "form":
                pass
            elif tag in _PLAIN:
                self._inline(child)
            elif tag in BLOCKS or tag == "form":
                self.block(child)
            else:
                self._inline(child)
            self._write(child.tail)

    def _inline(self, element: etree._Element) -> None:
        if not self._weights.get(element, _UNWEIGHED).text:
            return
        before = self._linked
        if element.tag == "a":
            self._linked = True
            self.links.append((len(self.found), element))
        if element.tag == "span" and role_of(element, linked=False) is Role.CAPTION:
            self.block(element)
        else:
            self._inside(element)
        self._linked = before

    def _write(self, words: str | None) -> None:
        if not words:
            return
        if words.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        words = _SPACE.sub(" ", words)
        self._pieces.append(words)
        if self._linked:
            self._links += len(words)

    def _line(self) -> None:
        """A line ends; an empty one ends the stretch."""
        for piece in reversed(self._pieces):
            if piece == "\n":
                self.flush()
                return
            if piece != " ":
                self._pieces.append("\n")
                return

    def flush(self) -> None:
        """End the stretch."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if "\n" in text:
            text = "\n".join(s for line in text.split("\n") if (s := line.strip()))
        if text := text.strip(_BLANK):
            self._add(text, min(self._links, len(text)))
        self._links = 0

    def _add(self, text: str, links: int) -> None:
        self.found.append(
            Stretch(text, links, self._kind, self._holder, self._regions, self._listed)
        )
