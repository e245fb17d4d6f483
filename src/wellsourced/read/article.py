"""The article of an HTML page: its body by trafilatura, block by block."""

from collections.abc import Iterator

import lxml.html
from lxml import etree
from trafilatura import bare_extraction

from wellsourced.model import PartKind
from wellsourced.read.markup import Block, blocks

_APPARATUS = ("nav", "header", "footer", "aside", "form")


def article(root: etree._Element) -> Iterator[Block]:
    """Give the blocks of the page's story. The tree is not changed, and nothing is fetched.

    On a page so short or so odd that no story shows, all that is no apparatus is the story.
    """
    found = bare_extraction(
        lxml.html.fromstring(etree.tostring(root)),
        favor_precision=True,
        include_comments=False,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    told = list(blocks(body)) if isinstance(body, etree._Element) else []
    yield from told or blocks(root, list(root.iter(*_APPARATUS)))


def headline(title: str | None) -> Block | None:
    """Give the title as a block of the text."""
    words = " ".join((title or "").split())
    return Block(PartKind.HEADLINE, words) if words else None
