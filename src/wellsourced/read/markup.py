"""HTML as a tree, and its elements as blocks of text."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

import lxml.html
from lxml import etree

from wellsourced.model import PartKind

_INLINE = re.compile(
    r"</?(?:font|b|i|u|em|strong|span|small|big|center|a|code|tt)\b[^>]{0,500}>", re.I
)
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "quote", "head", "list", "item", "row", "cell"]
)
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "button", "input", "select", "textarea", "option", "svg", "iframe", "object", "embed", "audio", "video", "canvas", "map", "head-meta", "title", "meta", "link", "form"]
)
_QUOTE = frozenset({"blockquote", "quote", "q-block"})
_CAPTION = frozenset({"figcaption", "caption"})
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")


class Block(NamedTuple):
    """A stretch of text between block boundaries."""

    kind: PartKind
    text: str


def tree_of(html: str) -> lxml.html.HtmlElement | None:
    """Parse; None: it is nested so deeply that it cannot be read.

    Pages that never close their inline tags nest deeply without meaning it: those are dropped.
    """
    for source in (html, None):
        source = _INLINE.sub("", html) if source is None else source
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None
        if not any("depth" in fault.message for fault in parser.error_log):
            return root
    return None


def blocks(root: etree._Element, skip: Collection[etree._Element] = ()) -> Iterator[Block]:
    """Give the text of an element block by block, without the elements to skip."""
    gathered: list[str] = []
    quoting: list[etree._Element] = []
    captioned: list[etree._Element] = []

    def block() -> Iterator[Block]:
        words = _folded("".join(gathered))
        gathered.clear()
        kind = PartKind.BLOCKQUOTE if quoting else PartKind.CAPTION if captioned else PartKind.BODY
        for paragraph in re.split(r"\n[ \n]*\n", words):
            if text := paragraph.strip():
                yield Block(kind, text)

    unwanted = set(skip)
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if hidden is not None:
            if element is hidden and event == "end":
                hidden = None
                gathered.append(_tail(element, root))
            continue
        if event == "start":
            if element in unwanted or tag in _SILENT:
                hidden = element
                continue
            if tag in _BLOCKS:
                yield from block()
            if tag in _QUOTE:
                quoting.append(element)
            if tag in _CAPTION:
                captioned.append(element)
            gathered.append("\n" if tag in ("br", "lb") else _SPACE.sub(" ", element.text or ""))
            continue
        if tag in _BLOCKS:
            yield from block()
        if quoting and quoting[-1] is element:
            quoting.pop()
        if captioned and captioned[-1] is element:
            captioned.pop()
        gathered.append(_tail(element, root))
    yield from block()


def _tail(element: etree._Element, root: etree._Element) -> str:
    return "" if element is root else _SPACE.sub(" ", element.tail or "")


def _folded(words: str) -> str:
    return "\n".join(line.strip() for line in words.split("\n"))


def words_of(element: etree._Element) -> str:
    """Give an element's text on one line.

    >>> words_of(lxml.html.fragment_fromstring("<p>One<br>two <b>three</b></p>"))
    'One two three'
    """
    return " ".join(" ".join(element.itertext()).split())
