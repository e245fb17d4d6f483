"""The links of a page: where the words of each stand in the page's text, and its target."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from wellsourced.model import Link

_BEFORE = 24  # characters before a link that tell it from others of the same words
_MOST = 2_000  # links of one page
_SPACE = re.compile(r"\s+")


class Anchor(NamedTuple):
    """A link as the page has it: the words before it in its block, its own, its target."""

    before: str
    words: str
    target: str


def anchors(root: etree._Element, base: str | None) -> list[Anchor]:
    """Give the links of a tree, in order, whose targets are pages of the web."""
    return [a for element in list(root.iter("a"))[:_MOST] for a in _anchor(element, base)]


def _anchor(element: etree._Element, base: str | None) -> Iterator[Anchor]:
    words = _plain("".join(element.itertext()))
    try:
        target = urljoin(base or "", element.get("href", "").strip())
    except ValueError:
        return
    if len(words) > 1 and target.startswith(("http://", "https://")):
        yield Anchor(_before(element), words, target)


def _before(element: etree._Element) -> str:
    """The words right before, of its own block: an anchor without any is not placed by them."""
    beside, over = element.getprevious(), element.getparent()
    told = "" if over is None else over.text or ""
    if beside is not None:
        told = "".join(beside.itertext()) + (beside.tail or "")
    return _SPACE.sub(" ", told).lstrip()[-_BEFORE:]


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def links(found: Sequence[Anchor], text: str) -> tuple[Link, ...]:
    """Place the links in the text; one whose words are not in it, or not surely, is left out.

    >>> links([Anchor("the ", "Courier", "https://courier.example/a")], "So the Courier says.")
    (Link(start=7, end=14, target='https://courier.example/a'),)
    """
    flat = text.replace("\n", " ")
    placed: set[Link] = set()
    cursor = 0
    for anchor in found:
        key = anchor.before + anchor.words
        at = flat.find(key, cursor)
        if at < 0:
            at = flat.find(key)
        sure = at >= 0 and (len(anchor.before) > 3 or flat.count(anchor.words) == 1)
        if not sure:
            continue
        start = at + len(anchor.before)
        cursor = max(cursor, start)
        placed.add(Link(start=start, end=start + len(anchor.words), target=anchor.target))
    return tuple(sorted(placed, key=lambda link: (link.start, link.end, link.target)))
