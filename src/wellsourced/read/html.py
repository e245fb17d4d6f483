"""HTML pages: the article, and the reader thread below it."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.model import Dated, Document, Page, Part, PartKind, Rejected
from wellsourced.read.article import Article, article, headline
from wellsourced.read.assemble import Assembly
from wellsourced.read.bounds import too_much
from wellsourced.read.byline import byline
from wellsourced.read.census import Weight, census
from wellsourced.read.dates import Signs, address_month, published
from wellsourced.read.decode import decoded
from wellsourced.read.htmlmeta import About, about
from wellsourced.read.links import anchors, links
from wellsourced.read.markup import Block, tree_of
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.outlets import outlet_of
from wellsourced.read.parts import Piece
from wellsourced.read.posts import Post, posts
from wellsourced.read.printed import Printed, printed
from wellsourced.read.stated import stated

_MANY = 1_000  # comments
_TYPES = ("text/html", "application/xhtml")
_OPENING = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)


class HtmlReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads HTML; refuses pages of more than `max_bytes` bytes."""

    settings: Settings = Settings()
    max_bytes: int = 20_000_000

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself HTML, or begins as HTML does."""
        opening = page.body[:3_000].removeprefix(b"\xef\xbb\xbf")
        return page.media_type.startswith(_TYPES) or _OPENING.match(opening) is not None

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the page's one document."""
        yield _document(page, self)


def _document(page: Page, reader: HtmlReader) -> Document | Rejected:
    if len(page.body) > reader.max_bytes:
        return _rejected(
            page, f"too long: {len(page.body):,} bytes, {reader.max_bytes:,} are read"
        )
    if reason := too_much(page.body):
        return _rejected(page, reason)
    html = decoded(page.body, declares=True)
    if html is None:
        return _rejected(page, "not a text: binary content")
    root = tree_of(html)
    if root is None:
        return _rejected(page, "broken mark-up: nested too deeply, or none at all")
    return document_of_tree(root, origin_of(page), reader.settings) or _rejected(
        page, "empty: no words on the page"
    )


def document_of_tree(root: etree._Element, origin: Origin, settings: Settings) -> Document | None:
    """Give the document of a parsed page; None if there is nothing to read on it."""
    told = about(root)
    weights = census(root)
    url = origin.url or told.url
    thread = posts(root, weights, origin.fetched_at)
    count = stated(thread[0].element, weights) if thread else None
    _take_out(thread, weights)
    title = origin.title or told.title
    found = article(root, weights, title, threaded=bool(thread))
    text, parts = _assembled(title, found, thread)
    if not parts:
        return None
    days = printed(
        root,
        weights,
        title,
        month=address_month(url),
        day_first=told.day_first,
        fetched_at=origin.fetched_at,
    )
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=parts,
        url=url,
        title=title,
        outlet=outlet_of(
            (), url=url, settings=settings, told=told.outlet, body=(b.text for b in found.body)
        ),
        author=told.author or byline(root, weights),
        published=_published(told, days, replace(origin, url=url), found.body, thread),
        language=told.language,
        links=links(anchors(_linking(found, thread), url), _read(text, parts)),
        stated=count,
    )


def _take_out(thread: Sequence[Post], weights: dict[etree._Element, Weight]) -> None:
    """Take the comments out of the tree, and of many also what was weighed of them."""
    for post in thread:
        _drop(post.element)
        if len(thread) > _MANY:  # the weights take more room than the words
            for element in post.element.iter("*"):
                weights.pop(element, None)


def _drop(element: etree._Element) -> None:
    """Take an element out of its tree, and leave the text behind it."""
    over = element.getparent()
    if over is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        over.text = (over.text or "") + (element.tail or "")
    element.tail = None
    over.remove(element)


def _assembled(
    title: str | None, found: Article, thread: Sequence[Post]
) -> tuple[str, tuple[Part, ...]]:
    made = Assembly()
    top = headline(title)
    for block in [top, *found.body] if top else found.body:
        made.block(block)
    for number, post in enumerate(thread):
        kind = PartKind.TRACKBACK if post.trackback else PartKind.COMMENT
        above = f"c{post.above}" if post.above is not None else None
        made.speech(Piece(kind, 0, 0, post.author, post.at, f"c{number}", above), post.blocks)
    for block in found.furniture:
        made.block(block)
    return made.done()


def _linking(found: Article, thread: Sequence[Post]) -> Iterator[etree._Element]:
    """The elements that link from the story, then those of the thread."""
    yield from found.linking
    for post in thread:
        yield from post.element.iter("a")


def _read(text: str, parts: Sequence[Part]) -> str:
    """The text up to its furniture."""
    first = (part.start for part in parts if part.kind is PartKind.FURNITURE)
    return text[: next(first, len(text))]


def _published(
    told: About,
    days: Printed,
    origin: Origin,
    body: Sequence[Block],
    thread: Sequence[Post],
) -> Dated:
    found = published(
        Signs(
            given=origin.published,
            metadata=told.day,
            stated=days.day,
            printed=days.days,
            telling=told.news,
            url=origin.url,
            fetched=origin.fetched,
            body=[block.text for block in body],
            thread=[post.at for post in thread if post.at],
            notices=[post.blocks[0].text for post in thread if post.trackback and post.blocks],
        )
    )
    if days.ago and origin.fetched and found.basis == "stated":
        on = origin.fetched.isoformat()
        return replace(found, basis=f"inferred: the page tells how long ago, fetched on {on}")
    return found


def _rejected(page: Page, reason: str) -> Rejected:
    return Rejected(stage="read", input=page.file, reason=reason)
