"""Pages from files, folders and archives."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain, count
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from wellsourced.model import Page, Rejected

_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".mbx": "application/mbox",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".pdf": "application/pdf",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
    ".warc.zst": "application/warc",
    ".wacz": "application/wacz",
    ".zip": "application/zip",
}
_MOST_BYTES = 20_000_000  # of one page
_MOST_HOLDING = 100_000_000  # of a file that holds many pages, or pictures beside the page
_HOLDING = frozenset(
    {
        "application/mbox",
        "application/pdf",
        "application/wacz",
        "application/warc",
        "message/rfc822",
        "multipart/related",
    }
)
_MOST_UNPACKED = 500_000_000  # of one archive
_MOST_MEMBERS = 20_000  # of one archive
_MOST_LISTED = 100_000  # of one archive, those that are packed within its members too
_BROKEN = (  # what the library meets in broken archives
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_MOST_RATIO = 200  # unpacked to packed, above a first million bytes


def pages(paths: Iterable[Path]) -> Iterator[Page | Rejected]:
    """Give the pages of files, folders (with all below, in order of name) and zip archives.

    Hidden files are passed over. What cannot be read, or should not, is a Rejected. Of two pages
    of one name, the second goes by its whole path.
    """
    seen: dict[str, str] = {}
    for path in paths:
        folder = path.is_dir()
        above = (path if folder else path.parent).as_posix()
        for found in _under(path) if folder else _file(path, path.name, root=None):
            yield _apart(found, above, seen) if isinstance(found, Page) else found


def _apart(page: Page, above: str, seen: dict[str, str]) -> Page:
    """Give a page a name that no other page has."""
    seal = sha256(page.body).hexdigest()
    whole = _spelt(f"{above}/{page.file}").removeprefix("./")
    names = chain((page.file, whole), (f"{whole} ({n})" for n in count(2)))
    name = next(n for n in names if seen.setdefault(n, seal) == seal)
    return page if name == page.file else replace(page, file=name)


def _under(folder: Path) -> Iterator[Page | Rejected]:
    barred: list[OSError] = []
    for below in _below(folder, barred.append):
        yield from _file(below, below.relative_to(folder).as_posix(), root=folder)
    for error in barred:
        place = Path(error.filename)
        name = folder.name if place == folder else place.relative_to(folder).as_posix()
        yield _rejected(_spelt(name), f"cannot be read: {error.strerror}")


def _below(folder: Path, barred: Callable[[OSError], None]) -> Iterator[Path]:
    """The files below a folder; `barred` is told of folders in which one may not look."""
    for place, folders, files in os.walk(folder, onerror=barred):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*files, *linked]):  # a linked folder is not walked, but reported
            if not name.startswith("."):
                yield Path(place) / name


def _file(path: Path, name: str, *, root: Path | None) -> Iterator[Page | Rejected]:
    name = _spelt(name)
    try:
        if reason := _unfit(path, root):
            yield _rejected(name, reason)
        elif path.suffix.lower() == ".zip":
            yield from _archive(path, name)
        else:
            yield Page(file=name, body=path.read_bytes(), media_type=media_type(name))
    except OSError as error:
        yield _rejected(name, f"cannot be read: {error.strerror or error}")


def media_type(name: str) -> str:
    """Give the type that a file's name tells; plain text if it tells none.

    >>> media_type("a/Page.HTM"), media_type("notes")
    ('text/html', 'text/plain')
    """
    suffixes = [s.lower() for s in PurePosixPath(name).suffixes]
    told = (_TYPES.get("".join(suffixes[-n:])) for n in (2, 1))
    return next((found for found in told if found), "text/plain")


def _most(name: str) -> int:
    """Bytes up to which a file is read, by the type that its name tells."""
    return _MOST_HOLDING if media_type(name) in _HOLDING else _MOST_BYTES


def _unfit(path: Path, root: Path | None) -> str | None:
    if path.is_symlink() and root is not None:
        target = Path(os.path.realpath(path))  # resolve() breaks off at a link to itself
        if not target.is_relative_to(root.resolve()):
            return "a link that leads out of the folder"
    kind = path.stat()
    if not stat.S_ISREG(kind.st_mode):
        return "not a regular file"
    limit = _MOST_UNPACKED if path.suffix.lower() == ".zip" else _most(path.name)
    if kind.st_size > limit:
        return f"too large: {kind.st_size:,} bytes, at most {limit:,} are read; split it"
    return None


def _archive(path: Path, name: str) -> Iterator[Page | Rejected]:
    if _listed(path) > _MOST_LISTED:
        yield _rejected(name, f"too many members: at most {_MOST_MEMBERS:,} are read")
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, name)
    except _BROKEN as error:
        yield _rejected(name, f"not a sound zip archive: {error}")


def _listed(path: Path) -> int:
    """Members that the archive lists: each takes room in memory as soon as the list is read."""
    count, before = 0, b""
    with path.open("rb") as file:
        while count <= _MOST_LISTED and (more := file.read(1_000_000)):
            count += (before + more).count(b"PK\1\2")
            before = more[-3:]
    return count


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Page | Rejected]:
    members = sorted(archive.infolist(), key=lambda m: m.filename)
    if len(members) > _MOST_MEMBERS:
        yield _rejected(name, f"too many members: {len(members):,}, at most {_MOST_MEMBERS:,}")
        return
    left = _MOST_UNPACKED
    for member in members:
        if not member.filename:
            yield _rejected(name, "a member without a name")
            continue
        place = PurePosixPath(_spelt(member.filename).replace("\\", "/"))
        if member.is_dir() or any(p.startswith(".") and p != ".." for p in place.parts):
            continue
        full = f"{name}/{place}"
        if place.is_absolute() or ".." in place.parts:
            yield _rejected(full, "a name that leads out of the archive")
            continue
        got = _member(archive, member, full, min(left, _most(full)))
        left -= len(got.body) if isinstance(got, Page) else 0
        yield got


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int
) -> Page | Rejected:
    if reason := _unsafe(member, name):
        return _rejected(name, reason)
    try:
        with archive.open(member) as stream:
            body = stream.read(most + 1)
    except _BROKEN as error:
        return _rejected(name, f"cannot be unpacked: {error}")
    if len(body) > most:
        return _rejected(name, f"too large: more than {most:,} bytes")
    return Page(file=name, body=body, media_type=media_type(name))


def _unsafe(member: zipfile.ZipInfo, name: str) -> str | None:
    if member.flag_bits & 1:
        return "locked by a password"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return "a link or device within an archive"
    if media_type(name) == "application/zip":
        return "an archive within an archive: unpack it, and add that"
    if member.file_size > max(1_000_000, _MOST_RATIO * member.compress_size):
        return "unpacks to far more than it should"
    return None


def _spelt(name: str) -> str:
    """A name in an encoding that is not the system's is made printable."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _rejected(name: str, reason: str) -> Rejected:
    return Rejected(stage="read", input=name, reason=reason)
