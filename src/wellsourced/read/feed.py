"""Feeds (RSS and Atom): one document an entry."""

import io
import re
from collections.abc import Iterator, Mapping

import feedparser
import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Dated, Document, Page, PartKind, Rejected
from wellsourced.read.assemble import Assembly
from wellsourced.read.bounds import too_much
from wellsourced.read.dates import Signs, published
from wellsourced.read.markup import Block, blocks, tree_of, words_of
from wellsourced.read.moments import moment
from wellsourced.read.origin import origin_of
from wellsourced.read.outlets import outlet_of

_TYPES = ("application/rss", "application/atom", "application/rdf")
_OPENING = re.compile(
    rb"(?:\s|<\?[^>]*>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]*(?:>|\[.{0,3000}?\]\s*>))*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARES = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_MOST = 10_000  # entries


class FeedReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads RSS and Atom; refuses feeds of more than `max_bytes` bytes."""

    settings: Settings = Settings()
    max_bytes: int = 20_000_000

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself a feed, or begins as one does."""
        opening = page.body[:4_000].removeprefix(b"\xef\xbb\xbf")
        return page.media_type.startswith(_TYPES) or _OPENING.match(opening) is not None

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the feed's entries, each a document."""
        if len(page.body) > self.max_bytes:
            reason = f"too long: {len(page.body):,} bytes, {self.max_bytes:,} are read"
            yield Rejected(stage="read", input=page.file, reason=reason)
            return
        entries = len(_ENTRY.findall(page.body))
        reason = f"too many entries: {entries:,}, {_MOST:,} are read; split it"
        if _DECLARES.search(page.body[:4_000]):
            reason = "not read: a feed that declares entities of its own, in its DOCTYPE"
            yield Rejected(stage="read", input=page.file, reason=reason)
            return
        if fault := reason if entries > _MOST else too_much(page.body):
            yield Rejected(stage="read", input=page.file, reason=fault)
            return
        feed = feedparser.parse(io.BytesIO(page.body), sanitize_html=False)
        outlet = _words(feed.get("feed"), "title")
        found = False
        for number, entry in enumerate(feed.get("entries", ())[:_MOST]):
            if document := _document(page, entry, _Place(number, outlet, self.settings)):
                found = True
                yield document
        if not found:
            reason = "empty: a feed without entries that have words"
            yield Rejected(stage="read", input=page.file, reason=reason)


class _Place(Struct, frozen=True):
    """Which entry of which outlet's feed."""

    number: int
    outlet: str | None
    settings: Settings


def _document(page: Page, entry: Mapping[str, object], place: _Place) -> Document | None:
    made = Assembly()
    title = _words(entry, "title")
    if title:
        made.block(Block(PartKind.HEADLINE, title))
    for block in _body(entry):
        made.block(block)
    text, parts = made.done()
    if not any(part.kind is not PartKind.HEADLINE for part in parts):
        return None
    url = _words(entry, "link")
    origin = msgspec.structs.replace(origin_of(page), place=str(place.number))
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=page.file,
        text=text,
        parts=parts,
        url=url,
        title=title,
        outlet=outlet_of((), url=url, settings=place.settings, told=place.outlet),
        author=_words(entry, "author"),
        published=_published(page, entry, url),
    )


def _body(entry: Mapping[str, object]) -> Iterator[Block]:
    """The full content where the feed has it, else the summary."""
    content = entry.get("content")
    rows = content if isinstance(content, list) else []
    told = max((words for row in rows if (words := _raw(row, "value"))), key=len, default=None)
    told = told or _raw(entry, "summary") or ""
    if "<" in told:
        root = tree_of(told)
        yield from blocks(root) if root is not None else ()
    else:
        yield from (Block(PartKind.BODY, p.strip()) for p in told.split("\n\n") if p.strip())


def _published(page: Page, entry: Mapping[str, object], url: str | None) -> Dated:
    told = moment(_words(entry, "published") or _words(entry, "updated") or "")
    return published(Signs(given=page.published, metadata=told.day if told else None, url=url))


def _raw(row: object, key: str) -> str | None:
    value = row.get(key) if isinstance(row, Mapping) else None
    return value if isinstance(value, str) and value.strip() else None


def _words(row: object, key: str) -> str | None:
    """A field's words on one line, without mark-up."""
    value = _raw(row, key)
    if value is None:
        return None
    if "<" in value or "&" in value:
        root = tree_of(value)
        value = words_of(root) if root is not None else value
    return " ".join(value.split()) or None
