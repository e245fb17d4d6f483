"""The links of a page: where the words of each stand in the page's text, and its target."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from wellsourced.model import Link

_BEFORE = 24  # characters before a link that tell it from others of the same words
_MOST = 2_000  # links of one page
_SPACE = re.compile(r"\s+")
_WEB = ("http://", "https://")
_NO_PAGE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Anchor(NamedTuple):
    """A link as the page has it: the words before it in its block, its own, its target."""

    before: str
    words: str
    target: str


def anchors(elements: Iterable[etree._Element], base: str | None) -> list[Anchor]:
    """Give the links of a page, in order, whose targets are pages of the web."""
    found: list[Anchor] = []
    for element in elements:
        found += _anchor(element, base)
        if len(found) >= _MOST:
            break
    return found


def _anchor(element: etree._Element, base: str | None) -> Iterator[Anchor]:
    target = _target(element.get("href", "").strip(), base)
    words = _plain("".join(element.itertext())) if target else ""
    if target and len(words) > 1:
        yield Anchor(_before(element), words, target)


def _target(href: str, base: str | None) -> str | None:
    """The whole address that a link leads to; None: to no page of the web.

    >>> _target("/b", "https://light.example/x/y"), _target("mailto:ana@light.example", None)
    ('https://light.example/b', None)
    """
    if href.startswith(_WEB):
        return href
    if not base or _NO_PAGE.match(href):
        return None
    try:
        joined = urljoin(base, href)
    except ValueError:
        return None
    return joined if joined.startswith(_WEB) else None


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
