"""The article of an HTML page: its story, the links in it, and what stands around it."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.census import Weight
from wellsourced.read.furniture import furniture
from wellsourced.read.markup import Block
from wellsourced.read.phrases import is_furniture
from wellsourced.read.story import plain, story
from wellsourced.read.stretches import Stretch, stretches

_FOOT = 3  # paragraphs below a story that may be the page's


class Article(NamedTuple):
    """The blocks of a page's story, the elements that link from it, and the furniture."""

    body: tuple[Block, ...]
    linking: tuple[etree._Element, ...]
    furniture: tuple[Block, ...]


def article(
    root: etree._Element,
    weights: Mapping[etree._Element, Weight],
    title: str | None = None,
    *,
    threaded: bool = False,
) -> Article:
    """Part the story from the furniture. The tree is not changed, and nothing is fetched.

    On a page so short or so odd that neither story nor thread shows, all that is no apparatus is
    the story.
    """
    found, links = stretches(root, weights)
    kept = story(found)
    kept = _without_foot(found, kept) or kept
    if not kept and not threaded:
        kept = plain(found)
    top = headline(title)
    body = tuple(Block(s.kind, s.text) for n, s in enumerate(found) if n in kept)
    headings = {n for n, s in enumerate(found) if top and s.text == top.text}
    return Article(
        body[1:] if top and body and body[0].text == top.text else body,
        tuple(element for n, element in links if n in kept),
        furniture(found, kept | headings),
    )


def _without_foot(found: Sequence[Stretch], kept: Collection[int]) -> frozenset[int]:
    """The story without the appeals, notices and marks of copyright below it."""
    story = sorted(kept)
    for n in reversed(story[-_FOOT:]):
        if found[n].kind is not PartKind.BODY or not is_furniture(found[n].text):
            break
        story.pop()
    return frozenset(story)


def headline(title: str | None) -> Block | None:
    """Give the title as a block of the text."""
    words = " ".join((title or "").split())
    return Block(PartKind.HEADLINE, words) if words else None
