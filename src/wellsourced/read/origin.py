"""What is known of a text before it is read."""

import hashlib
from datetime import date, datetime

from msgspec import Struct

from wellsourced.model import DocumentId, Page, digest


class Origin(Struct, frozen=True, kw_only=True):
    """Where a text comes from, and what was handed in with it.

    `place` tells apart the documents of one page; "" where there is but one.
    """

    evidence: str
    file: str
    place: str = ""
    url: str | None = None
    title: str | None = None
    published: date | None = None
    fetched_at: datetime | None = None

    @property
    def fetched(self) -> date | None:
        """The day on which the page was fetched."""
        return self.fetched_at.date() if self.fetched_at else None

    @property
    def id(self) -> DocumentId:
        """The document's id: a digest of the evidence and the place in it."""
        return DocumentId(digest(self.evidence, self.place))


def origin_of(page: Page) -> Origin:
    """Give the origin of a page's text."""
    return Origin(
        evidence=seal(page.body),
        file=page.file,
        url=page.url,
        title=page.title,
        published=page.published,
        fetched_at=page.fetched_at,
    )


def seal(body: bytes) -> str:
    """Give the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
