"""Pages saved whole by a browser (.mht, .mhtml): the page, without its pictures and styles."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from msgspec import Struct

from wellsourced.model import Document, Page, Reader, Rejected
from wellsourced.read.decode import in_utf8
from wellsourced.read.mime import Entity, TangledError, entity, leaves, unworded
from wellsourced.read.origin import origin_of
from wellsourced.read.within import read_within

_TYPES = ("multipart/related", "application/x-mimearchive", "message/mhtml")
_SIGNS = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: <Saved by|Content-Base:|"
    rb"X-MimeOLE: Produced By Microsoft MHTML)",
    re.IGNORECASE | re.MULTILINE,
)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_MOST_BYTES = 50_000_000  # it lies in memory three times


class MhtmlReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads MHTML by the readers of what is within."""

    within: tuple[Reader, ...]

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself MHTML, or begins as browsers begin it."""
        opening = page.body[:3_000]
        return page.media_type.startswith(_TYPES) or (
            b"multipart/related" in opening.lower() and _SIGNS.search(opening) is not None
        )

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the document of the page that was saved; its frames are left."""
        if len(page.body) > _MOST_BYTES:
            yield _rejected(page, f"too long: more than {_MOST_BYTES:,} bytes")
            return
        message = entity(page.body)
        try:
            parts = list(leaves(message))
        except TangledError as error:
            yield _rejected(page, str(error))
            return
        root = _root(message, parts)
        if root is None:
            yield _rejected(page, "no page in it: neither HTML nor text")
            return
        yield from _read(page, message, root, self.within)


def _read(
    page: Page, message: Entity, root: Entity, readers: Sequence[Reader]
) -> Iterator[Document | Rejected]:
    body = in_utf8(root.content(), root.parameter("charset"))
    if not body.strip():
        yield _rejected(page, "empty: no words on the page")
        return
    inner = Page(
        file=page.file,
        body=body,
        media_type=root.media_type,
        url=page.url or _url(message, root),
        title=page.title,
        published=page.published,
        fetched_at=page.fetched_at or _saved(message),
        layout=page.layout,
    )
    yield from read_within(inner, readers, origin_of(page))


def _root(message: Entity, parts: Sequence[Entity]) -> Entity | None:
    """The part that the head names as the start, else the first page."""
    pages = [p for p in parts if p.media_type in _PAGES]
    start = message.parameter("start")
    named = [p for p in pages if start and p.fields.get("content-id", "").strip() == start]
    return next(iter([*named, *pages]), None)


def _url(message: Entity, root: Entity) -> str | None:
    places = (
        message.fields.get("snapshot-content-location", ""),
        root.fields.get("content-location", ""),
    )
    return next((u for p in places if (u := unworded(p)).startswith(("http:", "https:"))), None)


def _saved(message: Entity) -> datetime | None:
    try:
        at = parsedate_to_datetime(message.fields.get("date", "")[:200])
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _rejected(page: Page, reason: str) -> Rejected:
    return Rejected(stage="read", input=page.file, reason=reason)
