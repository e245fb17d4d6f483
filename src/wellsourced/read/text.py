"""Plain text: dumps of pages, and texts that are one body."""

from collections.abc import Iterator

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Document, Layout, Page, Part, PartId, PartKind, Rejected
from wellsourced.read.dates import Signs, published
from wellsourced.read.decode import decoded
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.outlets import outlet_of


class TextReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads text/plain; refuses texts of more than `max_chars` characters."""

    settings: Settings = Settings()
    max_chars: int = 5_000_000

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself text."""
        return page.media_type.startswith("text/") or page.media_type == ""

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the page's one document."""
        text = decoded(page.body)
        if text is None:
            yield Rejected(stage="read", input=page.file, reason="not a text: binary content")
        elif len(text) > self.max_chars:
            reason = f"too long: {len(text):,} characters, at most {self.max_chars:,} are read"
            yield Rejected(stage="read", input=page.file, reason=reason)
        elif not text.strip():
            yield Rejected(stage="read", input=page.file, reason="empty: no words on the page")
        else:
            yield document_of(text, origin_of(page), page.layout, self.settings)


def document_of(text: str, origin: Origin, layout: Layout, settings: Settings) -> Document:
    """Give the document of exactly this text."""
    if layout is Layout.PLAIN:
        return _plain(text, origin, settings)
    from wellsourced.read.dumped import document_of_dump  # who reads plain texts needs none of it

    return document_of_dump(text, origin, settings)


def _plain(text: str, origin: Origin, settings: Settings) -> Document:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    body = (
        (Part(id=PartId("p1"), kind=PartKind.BODY, start=start, end=end),) if end > start else ()
    )
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=body,
        url=origin.url,
        title=origin.title,
        outlet=outlet_of((), url=origin.url, settings=settings),
        published=published(Signs(given=origin.published, url=origin.url)),
    )
