"""Web archives: WARC and WACZ, each page that was fetched a document."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.model import Document, Page, Reader, Rejected
from wellsourced.read.mime import entity
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.unpack import PackedError, Stream, payload
from wellsourced.read.warcrecords import Record, records
from wellsourced.read.within import bounded, read_within

_TYPES = ("application/warc", "application/wacz")
_ZSTD = b"\x28\xb5\x2f\xfd"
_PAGES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
)
_XML = ("text/xml", "application/xml")  # a feed, or nothing that is read
_MOST_RECORD = 20_000_000  # bytes, packed or not
_MOST_FILE = 1_000_000_000  # bytes that one file unpacks to
_MOST_RECORDS = 500_000
_MOST_MEMBERS = 2_000  # of a WACZ
_LISTED = b"PK\1\2"
_MOST_LISTED = 50_000
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
    zlib.error,
)
_STATUS = re.compile(rb"HTTP/[\d.]{1,4} +(\d{3})[^\r\n]{0,500}(?:\r?\n|\Z)")


class WarcReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads WARC and WACZ by the readers of what is within.

    Pages that were fetched well are read; pictures, scripts, redirects and errors are passed over.
    """

    within: tuple[Reader, ...]

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself a web archive, or begins as one does."""
        return page.media_type.startswith(_TYPES) or (
            Stream(page.body[:4_000], 5).read(5) == b"WARC/"
        )

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the documents; at the end, a row that counts what could not be read."""
        yield from bounded(_documents(page, self.within), page.file)


def _documents(page: Page, readers: Sequence[Reader]) -> Iterator[Document | Rejected]:
    archive = _Archive(origin_of(page), readers)
    try:
        if page.body.startswith(b"PK"):
            yield from _zipped(page.body, archive)
        else:
            yield from archive.documents(page.body, "")
    except PackedError as error:
        archive.fault = str(error)
    yield from archive.passed_over()


def _zipped(body: bytes, archive: "_Archive") -> Iterator[Document | Rejected]:
    for name, packed in _members(body):
        if packed is None:
            archive.passed["a member that unpacks to far more than it should"] += 1
        else:
            yield from archive.documents(packed, f"{name}:")


def _members(body: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The WARC files of a WACZ by name; None for one that is a bomb."""
    listed = body.count(_LISTED)  # each takes room in memory as soon as the list is read
    if listed > _MOST_LISTED:
        raise PackedError(f"{listed:,} members, at most {_MOST_MEMBERS:,} are read")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as members:
            for member in _archives(members):
                yield member.filename, members.read(member) if _fits(member) else None
    except PackedError:
        raise
    except _BROKEN as error:
        raise PackedError(f"not a sound WACZ: {str(error)[:200]}") from error


def _archives(members: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The WARC files; a name that leads out of the archive is none of its own."""
    told = members.infolist()
    if len(told) > _MOST_MEMBERS:
        raise PackedError(f"{len(told):,} members, at most {_MOST_MEMBERS:,} are read")
    found = []
    for member in sorted(told, key=lambda m: m.filename):
        place = PurePosixPath(member.filename.replace("\\", "/"))
        inside = not place.is_absolute() and ".." not in place.parts
        if inside and place.name.endswith((".warc", ".warc.gz")):
            found.append(member)
    return found


def _fits(member: zipfile.ZipInfo) -> bool:
    """A member lies in memory whole; one that is packed twice over is not."""
    return member.file_size <= max(1_000_000, min(100_000_000, 50 * member.compress_size))


class _Archive:
    """What was read of a file so far."""

    def __init__(self, origin: Origin, readers: Sequence[Reader]) -> None:
        self._origin = origin
        self._readers = readers
        self._left = _MOST_FILE
        self._count = 0
        self._read = 0
        self._seen: set[bytes] = set()
        self.passed: Counter[str] = Counter()
        self.others = 0
        self.fault = ""

    def documents(self, body: bytes, place: str) -> Iterator[Document | Rejected]:
        """Give the documents of one WARC; raises PackedError where it is broken."""
        if body.startswith(_ZSTD):
            raise PackedError("packed by zstd: unpack it (zstd -d), and add that")
        stream = Stream(body, self._left)
        for record in records(stream, _MOST_RECORD):
            self._count += 1
            if self._count > _MOST_RECORDS:
                raise PackedError(f"the rest is not read: more than {_MOST_RECORDS:,} records")
            page = self._page(record)
            if page is not None:
                self._read += 1
                where = replace(self._origin, place=f"{place}{self._count}")
                yield from read_within(page, self._readers, where)
        self._left -= stream.given
        if stream.cut:
            raise PackedError(
                f"the rest is not read: it unpacks to more than {_MOST_FILE:,} bytes"
            )
        if stream.broken:
            raise PackedError("the rest is not read: its packing is broken")

    def passed_over(self) -> Iterator[Rejected]:
        """Say what was passed over though it may be a page; or that there was no page at all."""
        if self.fault:
            yield self._rejected(self.fault)
        if self.passed:
            told = "; ".join(f"{n} x {why}" for why, n in sorted(self.passed.items()))
            yield self._rejected(f"{self.passed.total()} records are not read: {told}")
        elif not self._read and not self.fault:
            yield self._rejected(f"no pages in it: {self.others} records of other kinds")

    def _rejected(self, reason: str) -> Rejected:
        return Rejected(stage="read", input=self._origin.file, reason=reason)

    def _page(self, record: Record) -> Page | None:
        """The page that a record holds; None if it holds none."""
        if record.block is None:
            self.passed[f"more than {_MOST_RECORD:,} bytes"] += 1
            return None
        try:
            fetched = _fetched(record.block) if record.kind == "response" else None
            page = _page_of(record, fetched, self._origin.file)
        except PackedError as error:
            self.passed[str(error)] += 1
            return None
        if page is None or self._again(page):
            self.others += 1
            return None
        return page

    def _again(self, page: Page) -> bool:
        """Whether the same address was fetched with the same words before."""
        seal = sha256(f"{page.url}\n".encode("utf-8", "replace") + page.body).digest()
        again = seal in self._seen
        self._seen.add(seal)
        return again


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


def _page_of(record: Record, fetched: _Fetched | None, file: str) -> Page | None:
    if record.kind == "response" and (fetched is None or fetched.status != 200):
        return None
    fields = fetched.fields if fetched else {"content-type": record.media_type}
    media_type = fields.get("content-type", "").split(";")[0].strip().lower()
    told = media_type in _PAGES or media_type in _XML
    if not told or (record.url or "").endswith("/robots.txt"):
        return None
    body = payload(fetched.body, fields, _MOST_RECORD) if fetched else record.block
    if not body or not body.strip():
        return None
    return Page(
        file=file, body=body, media_type=media_type, url=record.url, fetched_at=record.fetched_at
    )
