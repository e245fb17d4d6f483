"""A page's documents: the reader that its type and its first bytes call for."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from wellsourced import plugins
from wellsourced.config import Options, Settings
from wellsourced.model import Document, Page, Reader, Rejected
from wellsourced.read.decode import decoded
from wellsourced.read.feed import FeedReader
from wellsourced.read.foreign.events import EventReader
from wellsourced.read.foreign.library import informed
from wellsourced.read.html import HtmlReader
from wellsourced.read.mail import MailReader
from wellsourced.read.mhtml import MhtmlReader
from wellsourced.read.pdf import PdfReader
from wellsourced.read.text import TextReader
from wellsourced.read.warc import WarcReader

_EMPTY = "empty: no words on the page"


def readers(settings: Settings) -> tuple[Reader, ...]:
    """Give the readers, the one to be asked first in front."""
    single = (
        PdfReader(settings=settings),
        FeedReader(settings=settings),
        HtmlReader(settings=settings),
        TextReader(settings=settings),
    )
    return (
        *_theirs(msgspec.json.encode(settings.readers, order="deterministic")),
        EventReader(settings=settings),
        WarcReader(within=single),
        MhtmlReader(within=single),
        MailReader(settings=settings),
        *single,
    )


@lru_cache(maxsize=4)
def _theirs(options: bytes) -> tuple[Reader, ...]:
    """Other people's readers; they are looked up once, not for each page."""
    told = msgspec.json.decode(options, type=dict[str, Options])
    return plugins.added("readers", told, Reader)


def documents(page: Page, settings: Settings) -> Iterator[Document | Rejected]:
    """Read a page; what cannot be read is a Rejected with the reason, never an error."""
    if not page.body.strip():
        yield Rejected(stage="read", input=page.file, reason=_EMPTY)
        return
    for reader in readers(settings):
        if reader.accepts(page):
            for found in reader.read(page):
                told = _fetched(found, page.fetched_at)
                yield told if isinstance(told, Rejected) else informed(told, settings)
            return
    reason = f"no reader for {page.media_type}"
    yield Rejected(stage="read", input=page.file, reason=reason)


def wordless(page: Page) -> str | None:
    """Why a page has nothing to read, as far as that is plain at once; None if it may have."""
    if not page.body.strip():
        return _EMPTY
    reader = next((r for r in readers(Settings()) if r.accepts(page)), None)
    if isinstance(reader, HtmlReader | TextReader) and decoded(page.body[:65_536]) is None:
        return "not a text: binary content"
    return None


def _fetched(found: Document | Rejected, at: datetime | None) -> Document | Rejected:
    """A document keeps the moment that its own archive tells."""
    if isinstance(found, Rejected) or found.fetched_at or at is None:
        return found
    return replace(found, fetched_at=at)
