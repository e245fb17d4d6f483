"""HTML as a tree, and its elements as blocks of text."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind

_INLINE = re.compile(
    r"</?(?:font|b|i|u|em|strong|span|small|big|center|a|code|tt)\b[^>]{0,500}>", re.IGNORECASE
)


def names(words: str) -> frozenset[str]:
    """Give words written in a row as a set."""
    return frozenset(words.split())


BLOCKS = names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul"
)
SILENT = names(
    "script style noscript template button input select textarea option svg iframe object embed "
    "audio video canvas map title meta link form"
)
_KINDS = {
    "blockquote": PartKind.BLOCKQUOTE,
    "figcaption": PartKind.CAPTION,
    "caption": PartKind.CAPTION,
}
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_BREAK = re.compile(r"\n[ \n]*\n")


class Block(NamedTuple):
    """A stretch of text between block boundaries."""

    kind: PartKind
    text: str


def tree_of(html: str) -> etree._Element | None:
    """Parse; None: it is nested so deeply that it cannot be read.

    Pages that never close their inline tags nest deeply without meaning it: those are dropped.
    """
    for source in (html, None):
        source = _INLINE.sub("", html) if source is None else source
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            return None
        if root is None:
            return None
        if not any("depth" in fault.message for fault in parser.error_log):
            return root
    return None


def blocks(root: etree._Element, skip: Collection[etree._Element] = ()) -> Iterator[Block]:
    """Give the text of an element block by block, without the elements to skip."""
    walk = _Walk(root)
    unwanted = set(skip)
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if hidden is None and event == "start":
            if element in unwanted or element.tag in SILENT:
                hidden = element
            else:
                yield from walk.enter(element)
        elif event == "end" and hidden in (None, element):
            if hidden is None:
                yield from walk.leave(element)
            hidden = None
            walk.after(element)
    yield from walk.block()


class _Walk:
    """The text gathered on a walk through a tree, and the elements that give it a kind."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._gathered: list[str] = []
        self._within: list[etree._Element] = []

    def enter(self, element: etree._Element) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self.block()
        if element.tag in _KINDS and element is not self._root:
            self._within.append(element)
        line = element.tag in ("br", "lb")
        self._gathered.append("\n" if line else _SPACE.sub(" ", element.text or ""))

    def leave(self, element: etree._Element) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self.block()
        if self._within and self._within[-1] is element:
            self._within.pop()

    def after(self, element: etree._Element) -> None:
        if element is not self._root:
            self._gathered.append(_SPACE.sub(" ", element.tail or ""))

    def block(self) -> Iterator[Block]:
        words = "\n".join(line.strip() for line in "".join(self._gathered).split("\n"))
        self._gathered.clear()
        kind = _KINDS[str(self._within[-1].tag)] if self._within else PartKind.BODY
        for paragraph in _BREAK.split(words):
            if text := paragraph.strip():
                yield Block(kind, text)


def words_of(element: etree._Element) -> str:
    """Give an element's text on one line.

    >>> words_of(etree.fromstring("<p>One<br/>two <b>three</b></p>"))
    'One two three'
    """
    return " ".join(" ".join(element.itertext()).split())
