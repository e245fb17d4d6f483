"""The originals of all pages as a web archive (WACZ 1.1.1), to be opened by ReplayWeb.page."""

import gzip
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import BinaryIO, ClassVar, NamedTuple, cast
from urllib.parse import quote

import msgspec
from msgspec import Struct

from wellsourced.model import Exported, Original, Told, digest
from wellsourced.tell.export.linked import Json, Node, iri, known, moment
from wellsourced.tell.export.zipped import Archive

_VERSION = "1.1.1"
_WARC, _INDEX = "archive/data.warc.gz", "indexes/index.cdx.gz"
_PAGES = "pages/pages.jsonl"
_ENDS = b"\r\n"
_LEVEL = 6
_PIECE = 1 << 20  # bytes that are copied at once


class _Place(NamedTuple):
    """Where a record stands in the archive, and what of it the index tells."""

    address: str
    at: datetime
    mime: str
    sha256: str
    start: int
    length: int


class WaczExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a web archive."""

    about: ClassVar[str] = "the originals of all pages as a web archive (WACZ)"
    loses: ClassVar[str] = "the record itself; refused where names of readers are withheld"
    suffix: ClassVar[str] = ".wacz"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        originals = told.originals()  # before anything is written: it may be refused
        yield Exported("case.wacz", lambda out: _write(told, originals, out))


class _Member:
    """A member of the archive as it is written, with its hash."""

    def __init__(self, path: str, out: BinaryIO) -> None:
        self.path, self.size = path, 0
        self._out, self._hash = out, hashlib.sha256()

    def write(self, raw: bytes) -> int:
        self.size += len(raw)
        self._hash.update(raw)
        return self._out.write(raw)

    def listed(self) -> Node:
        name = self.path.rpartition("/")[2]
        sealed = f"sha256:{self._hash.hexdigest()}"
        return {"name": name, "path": self.path, "hash": sealed, "bytes": self.size}


def _write(told: Told, originals: Iterator[Original], out: BinaryIO) -> None:
    places = told.drawer(bool)
    with Archive(out) as archive, TemporaryFile() as pages:
        pages.write(_line({"format": "json-pages-1.0", "id": "pages", "title": "All pages"}))
        with archive.open(_WARC, stored=True) as raw:
            warc = _Member(_WARC, raw)
            warc.write(_pressed(_info(told)))
            for original in originals:
                places.put(_indexed(_record(original, warc)), thing=True)
                pages.write(_line(_page(original)))
        members = [warc.listed()]
        with archive.open(_INDEX, stored=True) as raw:
            index = _Member(_INDEX, raw)
            with gzip.GzipFile("", "wb", _LEVEL, cast("BinaryIO", index), mtime=0) as to:
                to.writelines(line.encode() for line, _ in places.things())
            members.append(index.listed())
        with archive.open(_PAGES) as raw:
            listed = _Member(_PAGES, raw)
            pages.seek(0)
            while piece := pages.read(_PIECE):
                listed.write(piece)
            members.append(listed.listed())
        package = msgspec.json.format(msgspec.json.encode(_package(told, members)))
        archive.put("datapackage.json", package)
        sealed = f"sha256:{hashlib.sha256(package).hexdigest()}"
        archive.put(
            "datapackage-digest.json",
            _line({"path": "datapackage.json", "hash": sealed}),
        )


def _package(told: Told, members: list[Node]) -> Node:
    resources: list[Json] = [*members]
    return {
        "profile": "data-package",
        "wacz_version": _VERSION,
        "title": told.frame.case,
        "created": _second(told.frame.at),
        "software": f"wellsourced {told.frame.version}",
        "resources": resources,
    }


def _line(row: Node) -> bytes:
    return msgspec.json.encode(row) + b"\n"


def _page(o: Original) -> Node:
    when = moment(o.fetched_at or o.added_at)
    row: Node = {"id": o.evidence, "url": address(o), "title": o.title or o.file, "ts": when}
    return known(row)


def address(o: Original) -> str:
    """Give where a page is from; a file of no known address has one made of its name.

    It ends on `.invalid`, which no real address does.
    """
    return iri(o.url) or f"http://{o.evidence[:16]}.invalid/{quote(o.file)}"


def _record(o: Original, warc: _Member) -> _Place:
    """Write an original as it is: one that is a record of its own, else as a resource."""
    body = o.path.read_bytes()
    at, where = o.fetched_at or o.added_at, address(o)
    kept = "".join(c for c in o.media_type if c.isprintable())
    raw = _framed(
        {
            "WARC-Type": "resource",
            "WARC-Target-URI": where,
            "WARC-Date": _second(at),
            "WARC-Record-ID": f"<urn:uuid:{_uuid(o.evidence)}>",
            "WARC-Block-Digest": f"sha256:{o.evidence}",
            "Content-Type": kept,
        },
        body,
    )
    start, pressed = warc.size, _pressed(raw)
    warc.write(pressed)
    return _Place(where, at, kept, o.evidence, start, len(pressed))


def _info(told: Told) -> bytes:
    said = (
        f"software: wellsourced {told.frame.version}\r\nformat: WARC File Format 1.1\r\n".encode()
    )
    name = _uuid(digest("warcinfo", told.frame.made_from, length=32))
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Date": _second(told.frame.at),
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "Content-Type": "application/warc-fields",
    }
    return _framed(fields, said)


def _framed(fields: dict[str, str], body: bytes) -> bytes:
    head = [b"WARC/1.1", *(f"{k}: {v}".encode() for k, v in fields.items())]
    length = f"Content-Length: {len(body)}".encode()
    return _ENDS.join([*head, length, b"", body, b"", b""])


def _indexed(p: _Place) -> str:
    row: Node = {
        "url": p.address,
        "mime": p.mime.partition(";")[0].strip(),
        "digest": f"sha256:{p.sha256}",
        "length": str(p.length),
        "offset": str(p.start),
        "filename": _WARC.rpartition("/")[2],
        "status": "200",
    }
    at = p.at.astimezone(UTC)
    return f"{key(p.address)} {at:%Y%m%d%H%M%S} {_line(row).decode()}"


def key(address: str) -> str:
    """Give an address as indexes sort it: its host turned round.

    >>> key("https://www.courier.example/a/B?z=1&y=2")
    'example,courier)/a/b?y=2&z=1'
    """
    _, _, rest = address.casefold().partition("://")
    rest = rest.partition("#")[0]
    host, slash, path = rest.partition("/")
    host, colon, port = host.partition(":")
    turned = ",".join(reversed(host.removeprefix("www.").split(".")))
    path, mark, query = path.partition("?")
    asked = "&".join(sorted(query.split("&")))
    end = f"{slash or '/'}{path.rstrip('/') if path else ''}"
    return f"{turned}{colon}{port}){end}{mark if query else ''}{asked}"


def _pressed(raw: bytes) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", _LEVEL, cast("BinaryIO", out), mtime=0) as to:
        to.write(raw)
    return out.getvalue()


def _second(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _uuid(hexed: str) -> str:
    h = hexed[:32]
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))
