"""Web archives in a zip (WACZ): the WARC files in it, and its list of pages."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath

import msgspec
from msgspec import Struct

from wellsourced.read.unpack import PackedError
from wellsourced.read.warcrecords import moment_told

_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_LIST = 50_000_000  # bytes of a list of pages
_MOST_LINE = 1_000_000
_MOST_PAGES = 200_000
_MOST_MEMBERS = 2_000
_LISTED = b"PK\1\2"
_MOST_LISTED = 50_000
_MOST_MEMBER = 100_000_000  # bytes
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
    zlib.error,
)


class Listed(Struct, frozen=True):
    """A page of the list: how its archive calls it, and when it was fetched."""

    title: str | None
    at: datetime | None


class _Line(Struct, frozen=True):
    url: str | None = None
    title: str | None = None
    ts: str | None = None


def pages_of(body: bytes) -> Mapping[str, Listed]:
    """Give the pages that an archive lists, by address; none where the list cannot be read.

    What was asked for (`pages.jsonl`) and what was found on the way (`extraPages.jsonl`) are both
    pages; whatever else of HTML is in the archive stood in a frame of one.
    """
    found: dict[str, Listed] = {}
    try:
        with _opened(body) as members:
            for name in _LISTS:
                for line in _lines(members, name):
                    found.setdefault(
                        address_of(line.url), Listed(line.title, moment_told(line.ts))
                    )
                    if len(found) > _MOST_PAGES:
                        return {}
    except (PackedError, *_BROKEN):
        return {}
    found.pop("", None)
    return found


def address_of(url: str | None) -> str:
    """Give an address as the list has it: without the place on the page.

    >>> address_of("https://post.example/bridge#c3")
    'https://post.example/bridge'
    """
    return (url or "").strip().partition("#")[0]


def archives(body: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Give the WARC files by name; None for one that is a bomb.

    Raises PackedError where the archive is broken.
    """
    try:
        with _opened(body) as members:
            for member in _warcs(members):
                yield member.filename, members.read(member) if _fits(member) else None
    except PackedError:
        raise
    except _BROKEN as error:
        raise PackedError(f"not a sound WACZ: {str(error)[:200]}") from error


def _opened(body: bytes) -> zipfile.ZipFile:
    listed = body.count(_LISTED)  # each takes room in memory as soon as the list is read
    if listed > _MOST_LISTED:
        raise PackedError(f"{listed:,} members, at most {_MOST_MEMBERS:,} are read")
    members = zipfile.ZipFile(io.BytesIO(body))
    if len(members.infolist()) > _MOST_MEMBERS:
        raise PackedError(
            f"{len(members.infolist()):,} members, at most {_MOST_MEMBERS:,} are read"
        )
    return members


def _warcs(members: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The WARC files; a name that leads out of the archive is none of its own."""
    found = []
    for member in sorted(members.infolist(), key=lambda m: m.filename):
        place = PurePosixPath(member.filename.replace("\\", "/"))
        inside = not place.is_absolute() and ".." not in place.parts
        if inside and place.name.endswith((".warc", ".warc.gz", ".warc.zst")):
            found.append(member)
    return found


def _fits(member: zipfile.ZipInfo) -> bool:
    """A member lies in memory whole; one that is packed twice over is not."""
    return member.file_size <= max(1_000_000, min(_MOST_MEMBER, 50 * member.compress_size))


def _lines(members: zipfile.ZipFile, name: str) -> Iterator[_Line]:
    """The lines of a list that tell of a page; the first tells of the list."""
    if name not in members.NameToInfo or members.getinfo(name).file_size > _MOST_LIST:
        return
    with members.open(name) as listed:
        while line := listed.readline(_MOST_LINE):
            try:
                told = msgspec.json.decode(line, type=_Line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
            if told.url:
                yield told
