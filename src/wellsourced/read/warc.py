"""Web archives: WARC and WACZ, each page that was fetched a document."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.model import Document, Page, Reader, Rejected
from wellsourced.read.decode import in_utf8
from wellsourced.read.mime import Entity, entity
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.unpack import PackedError, Stream, payload
from wellsourced.read.wacz import Listed, address_of, archives, pages_of
from wellsourced.read.warcrecords import Record, beginning, records
from wellsourced.read.within import bounded, read_within
from wellsourced.read.zstd import DICTIONARY

_TYPES = ("application/warc", "application/wacz")
_HTML = ("text/html", "application/xhtml+xml")
_SPELT = (*_HTML, "text/plain")  # in the charset that the answer tells
_PAGES = (
    *_SPELT,
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
)
_XML = ("text/xml", "application/xml")  # a feed, or nothing that is read
_MOST_RECORD = 20_000_000  # bytes, packed or not
_MOST_FILE = 1_000_000_000  # bytes that one file unpacks to
_MOST_RECORDS = 500_000
_AGAIN, _REDIRECT = "the same page again", "a redirect"
_RESOURCES = (
    ("image/", "a picture"),
    ("css", "a style"),
    ("javascript", "a script"),
    ("ecmascript", "a script"),
    ("font", "a font"),
    ("video/", "a film"),
    ("audio/", "a sound"),
    ("json", "data"),
)
_STATUS = re.compile(rb"HTTP/[\d.]{1,4} +(\d{3})[^\r\n]{0,500}(?:\r?\n|\Z)")


class WarcReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads WARC and WACZ by the readers of what is within.

    Pages that were fetched well are read; pictures, scripts, redirects and errors are counted, as
    is HTML that the list of pages of a WACZ has not: frames.
    """

    within: tuple[Reader, ...]

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself a web archive, or begins as one does."""
        return page.media_type.startswith(_TYPES) or (
            Stream(page.body[:4_000], 5).read(5) == b"WARC/" or page.body.startswith(DICTIONARY)
        )

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the documents; at the end, a row that counts what could not be read."""
        yield from bounded(_documents(page, self.within), page.file)


def _documents(page: Page, readers: Sequence[Reader]) -> Iterator[Document | Rejected]:
    zipped = page.body.startswith(b"PK")
    listed = pages_of(page.body) if zipped else {}
    archive = _Archive(origin_of(page), readers, listed)
    yield from archive.all_of(page.body, zipped=zipped)
    if listed and not archive.read:
        archive = _Archive(origin_of(page), readers, {})  # the list is of another archive
        yield from archive.all_of(page.body, zipped=zipped)
    yield from archive.passed_over()


class _Archive:
    """What was read of a file so far."""

    def __init__(
        self, origin: Origin, readers: Sequence[Reader], listed: Mapping[str, Listed]
    ) -> None:
        self._origin = origin
        self._readers = readers
        self._listed = listed
        self._left = _MOST_FILE
        self._count = 0
        self.read = 0
        self._seen: set[bytes] = set()
        self.passed: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.fault = ""

    def all_of(self, body: bytes, *, zipped: bool) -> Iterator[Document | Rejected]:
        """Give the documents of a WARC, or of those in a WACZ, up to where it is broken."""
        try:
            if not zipped:
                yield from self.documents(body, "")
                return
            for name, packed in archives(body):
                if packed is None:
                    self.passed["a member that unpacks to far more than it should"] += 1
                else:
                    yield from self.documents(packed, f"{name}:")
        except PackedError as error:
            self.fault = str(error)

    def documents(self, body: bytes, place: str) -> Iterator[Document | Rejected]:
        """Give the documents of one WARC; raises PackedError where it is broken."""
        stream = Stream(body, self._left)
        short = ""
        for record in records(stream, _MOST_RECORD):
            self._count += 1
            if self._count > _MOST_RECORDS:
                raise PackedError(f"the rest is not read: more than {_MOST_RECORDS:,} records")
            page = self._page(record)
            if page is not None:
                self.read += 1
                short = f"; {beginning(record)}" if record.cut else ""
                where = replace(self._origin, place=f"{place}{self._count}")
                for found in read_within(page, self._readers, where):
                    yield self._titled(found, page)
        self._left -= stream.given
        if stream.cut:
            raise PackedError(
                f"the rest is not read: it unpacks to more than {_MOST_FILE:,} bytes"
            )
        if stream.broken:
            raise PackedError(f"the rest is not read: its packing is broken{short}")

    def passed_over(self) -> Iterator[Rejected]:
        """Say what was passed over though it may be a page; or that there was no page at all."""
        if self.fault:
            yield self._rejected(self.fault)
        if self.passed:
            yield self._rejected(
                f"{self.passed.total()} records are not read: {_counted(self.passed)}"
            )
        elif not self.read and not self.fault:
            told = f": {_counted(self.others)}" if self.others else ""
            yield self._rejected(
                f"no pages in it: {self.others.total()} records of other kinds{told}"
            )
        if self.read and (others := self.others - Counter({_AGAIN: 10**9, _REDIRECT: 10**9})):
            reason = f"passed over, as they are no pages: {_counted(others)}"
            yield replace(self._rejected(reason), note=True)

    def _rejected(self, reason: str) -> Rejected:
        return Rejected(stage="read", input=self._origin.file, reason=reason)

    def _page(self, record: Record) -> Page | None:
        """The page that a record holds; None if it holds none."""
        if record.block is None:
            self.passed[f"more than {_MOST_RECORD:,} bytes"] += 1
            return None
        try:
            found = _page_of(record, self._origin.file)
        except PackedError as error:
            self.passed[str(error)] += 1
            return None
        if isinstance(found, Page):
            found = self._wanted(found)
        if isinstance(found, Page):
            return found
        self.others[found] += 1
        return None

    def _wanted(self, page: Page) -> Page | str:
        """The page, with what the list of pages tells of it; else why it is not read."""
        listed = self._listed.get(address_of(page.url))
        if self._listed and listed is None and page.media_type in _HTML:
            return "a frame or other HTML that is not in the list of pages"
        seal = sha256(f"{page.url}\n".encode("utf-8", "replace") + page.body).digest()
        if seal in self._seen:
            return _AGAIN
        self._seen.add(seal)
        return replace(page, fetched_at=page.fetched_at or listed.at) if listed else page

    def _titled(self, found: Document | Rejected, page: Page) -> Document | Rejected:
        """A page without a title of its own goes by the one that its archive lists."""
        listed = self._listed.get(address_of(page.url))
        if isinstance(found, Rejected) or found.title or not listed:
            return found
        return replace(found, title=listed.title)


def _counted(kinds: Counter[str]) -> str:
    return "; ".join(f"{n} x {why}" for why, n in sorted(kinds.items()))


class _Fetched(Struct, frozen=True):
    """An answer over HTTP."""

    status: int
    fields: Mapping[str, str]
    body: bytes


def _fetched(block: bytes) -> _Fetched | None:
    told = _STATUS.match(block)
    if told is None:
        return None
    message = entity(block[told.end() :])
    return _Fetched(int(told[1]), message.fields, message.body)


def _page_of(record: Record, file: str) -> Page | str:
    """The page that a record holds; else what it holds instead."""
    block = record.block or b""
    fetched = _fetched(block) if record.kind == "response" else None
    if record.kind == "response" and fetched is None:
        return "an answer that is none of HTTP"
    if fetched and fetched.status != 200:
        return _REDIRECT if 300 <= fetched.status < 400 else f"an answer {fetched.status}"
    fields = fetched.fields if fetched else {"content-type": record.media_type}
    media_type = fields.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in _PAGES and media_type not in _XML:
        return _plain(media_type)
    if (record.url or "").endswith("/robots.txt"):
        return "robots.txt"
    body = payload(fetched.body, fields, _MOST_RECORD) if fetched else block
    if not body.strip():
        return "an empty answer"
    if media_type in _SPELT:
        body = in_utf8(body, Entity(fields, b"").parameter("charset"))
    return Page(
        file=file, body=body, media_type=media_type, url=record.url, fetched_at=record.fetched_at
    )


def _plain(media_type: str) -> str:
    """A type as it is counted.

    >>> _plain("image/png"), _plain("application/x-javascript")
    ('a picture', 'a script')
    """
    kinds = (words for sign, words in _RESOURCES if sign in media_type)
    return next(kinds, media_type[:60] or "of no type")
