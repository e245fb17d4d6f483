"""Plain text: dumps of pages, and texts that are one body."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Document, Layout, Page, Part, PartId, PartKind, Rejected
from wellsourced.read.dates import Signs, published
from wellsourced.read.decode import decoded
from wellsourced.read.dump import Dump, dump
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.outlets import outlet_of

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


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
    found = dump(text, title=origin.title)
    title = origin.title or _words(text, found.parts, PartKind.HEADLINE)
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=found.parts,
        url=origin.url,
        title=title,
        outlet=outlet_of(found.page, url=origin.url, settings=settings),
        author=found.head.author,
        published=published(_signs(text, found, origin)),
        stated=found.stated,
    )


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


def _words(text: str, parts: Sequence[Part], kind: PartKind) -> str | None:
    return next((text[p.start : p.end] for p in parts if p.kind is kind), None)


def _first_line(text: str, part: Part) -> str:
    return text[part.start : part.end].splitlines()[0]


def _signs(text: str, found: Dump, origin: Origin) -> Signs:
    stated = found.head.stated
    threaded = [p for p in found.parts if p.kind in _THREAD]
    own = (PartKind.BODY, PartKind.BLOCKQUOTE, PartKind.CAPTION)
    first = threaded[0].start if threaded else len(text)
    return Signs(
        given=origin.published,
        stated=stated.day if stated else None,
        url=origin.url,
        body=[text[p.start : p.end] for p in found.parts if p.kind in own and p.start < first],
        thread=[p.at for p in threaded if p.at],
        notices=[_first_line(text, p) for p in threaded if p.kind is PartKind.TRACKBACK],
        said=[text[p.start : p.end] for p in threaded if p.kind is PartKind.COMMENT],
    )
