"""What a library knows of pages: Zotero's, or any that writes CSL JSON or RIS."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.config import Known, Settings
from wellsourced.errors import InputError
from wellsourced.model import Dated, Document
from wellsourced.read.decode import decoded
from wellsourced.read.foreign.events import day
from wellsourced.read.foreign.found import MOST, Found
from wellsourced.read.outlets import canonical

_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}- ?(.*)$")
_REMEDY = "mend the item in the library, and export it again"


class _Name(Struct, frozen=True, rename={"last": "lastName", "first": "firstName"}):
    """A person, as CSL or Zotero has one."""

    family: str = ""
    given: str = ""
    literal: str = ""
    name: str = ""
    last: str = ""
    first: str = ""

    def __str__(self) -> str:
        both = f"{self.given or self.first} {self.family or self.last}".strip()
        return self.literal or self.name or both


class _Date(Struct, frozen=True, rename={"parts": "date-parts"}):
    parts: tuple[tuple[int | str, ...], ...] = ()
    raw: str = ""
    literal: str = ""


class _Item(Struct, frozen=True, rename={"container": "container-title", "url": "URL"}):
    """An item of CSL JSON."""

    title: str = ""
    author: tuple[_Name, ...] = ()
    container: str = ""
    publisher: str = ""
    url: str = ""
    issued: _Date = _Date()


class _Own(Struct, frozen=True, rename="camel"):
    """An item as Zotero itself writes it."""

    title: str = ""
    creators: tuple[_Name, ...] = ()
    publication_title: str = ""
    website_title: str = ""
    blog_title: str = ""
    date: str = ""
    url: str = ""


def csl(file: str, body: bytes) -> Found:
    """Give the pages that a library of JSON knows.

    >>> csl("l.json", b'[{"title": "Selm falls", "container-title": "Post"}]').library[0].outlet
    'Post'
    """
    try:
        whole = msgspec.json.decode(body, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
        raw = whole if isinstance(whole, list) else _listed(whole)
    except msgspec.MsgspecError as error:
        raise InputError(f"{file} is no library: {error}", hint="export it as CSL JSON") from error
    known: list[Known] = []
    rejected: list[str] = []
    for number, item in enumerate(raw, start=1):
        told = f"{file}, item {number}"
        try:
            known.append(_known(item, told))
        except (msgspec.MsgspecError, ValueError) as error:
            rejected.append(f"{told}: {error}; {_REMEDY}")
    return _found(file, known, rejected)


def ris(file: str, body: bytes) -> Found:
    """Give the pages that a library in RIS knows.

    >>> ris("l.ris", b"TY  - NEWS\\nTI  - Selm falls\\nT2  - Post\\nER  - \\n").library[0].outlet
    'Post'
    """
    known: list[Known] = []
    rejected: list[str] = []
    for number, item in enumerate(_records(decoded(body) or ""), start=1):
        told = f"{file}, item {number}"
        try:
            known.append(
                Known(
                    url=_first(item, "UR"),
                    title=_first(item, "TI", "T1"),
                    author=_first(item, "AU", "A1"),
                    outlet=_first(item, "T2", "JO", "JF", "PB"),
                    published=_on(_first(item, "DA", "PY", "Y1") or ""),
                    told=told,
                )
            )
        except ValueError as error:
            rejected.append(f"{told}: {error}; {_REMEDY}")
    return _found(file, known, rejected)


def _found(file: str, known: list[Known], rejected: list[str]) -> Found:
    if len(known) > MOST:
        raise InputError(f"{file} has more than {MOST:,} items", hint="export a collection of it")
    rows = len(known) + len(rejected)
    return Found(rows=rows, library=tuple(known), rejected=tuple(rejected))


def _listed(whole: Mapping[str, msgspec.Raw]) -> list[msgspec.Raw]:
    found: list[msgspec.Raw] = msgspec.json.decode(
        whole.get("items", b"[]"), type=list[msgspec.Raw]
    )
    return found


def _known(raw: msgspec.Raw, told: str) -> Known:
    fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    if "data" in fields:  # as Zotero's own interface wraps an item
        raw = fields["data"]
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    if "itemType" in fields:
        own = msgspec.json.decode(raw, type=_Own)
        outlet = own.publication_title or own.website_title or own.blog_title
        authors, when = own.creators, _on(own.date)
        return _page(told, (own.url, own.title, outlet), authors, when)
    item = msgspec.json.decode(raw, type=_Item, strict=False)
    outlet = item.container or item.publisher
    return _page(told, (item.url, item.title, outlet), item.author, _issued(item.issued))


def _page(
    told: str, words: tuple[str, str, str], authors: tuple[_Name, ...], when: date | None
) -> Known:
    url, title, outlet = words
    return Known(
        url=url or None,
        title=title or None,
        outlet=outlet or None,
        author=", ".join(filter(None, map(str, authors))) or None,
        published=when,
        told=told,
    )


def _issued(told: _Date) -> date | None:
    """The day; of a month or a year alone none, as a page has a day or is not known to have."""
    parts = told.parts[0] if told.parts else ()
    if len(parts) == 3:
        year, month, number = map(int, parts)
        return date(year, month, number)
    return _on(told.raw or told.literal)


def _on(told: str) -> date | None:
    """The day of a date as libraries write it: "2031/05/03/" too."""
    return day(told.strip().rstrip("/"))


def _records(text: str) -> Iterator[dict[str, list[str]]]:
    item: dict[str, list[str]] = {}
    for line in text.splitlines():
        found = _TAG.match(line.strip("\ufeff"))
        if found and found[1] == "ER":
            yield item
            item = {}
        elif found and found[1] != "TY":
            item.setdefault(found[1], []).append(found[2].strip())
    if item:
        yield item


def _first(item: Mapping[str, list[str]], *tags: str) -> str | None:
    return next((v for t in tags for v in item.get(t, ()) if v), None)


def informed(document: Document, settings: Settings) -> Document:
    """Give a page with what the case's library knows of it, where the page does not say so itself.

    What was handed in with the page, and what it states, holds; a date that was guessed does not.
    """
    known = _of(document, settings.library) if settings.library else None
    if known is None:
        return document
    outlet = canonical(known.outlet, settings) if known.outlet else None
    sure = document.published.basis in ("given", "stated", "metadata") or not known.published
    basis = f"library: {known.told}" if known.told else "library"
    on = Dated(earliest=known.published, latest=known.published, basis=basis)
    return replace(
        document,
        url=document.url or known.url,
        title=document.title or known.title,
        author=document.author or known.author,
        outlet=outlet or document.outlet,
        published=document.published if sure else on,
    )


def _of(document: Document, library: tuple[Known, ...]) -> Known | None:
    """The first item of the same address, else of the same file, else of the same title."""
    index = _index(library)
    keys = (
        ("url", _bare(document.url or "")),
        ("file", document.file.casefold()),
        ("title", _plain(document.title or "")),
    )
    return next((index[key] for key in keys if key[1] and key in index), None)


@lru_cache(maxsize=1)
def _index(library: tuple[Known, ...]) -> dict[tuple[str, str], Known]:
    found: dict[tuple[str, str], Known] = {}
    for k in library:
        found.setdefault(("url", _bare(k.url or "")), k)
        found.setdefault(("file", (k.file or "").casefold()), k)
        found.setdefault(("title", _plain(k.title or "")), k)
    return found


def _bare(url: str) -> str:
    """An address as far as it names a page.

    >>> _bare("https://www.post.example/a/?x=1#top") == _bare("http://post.example/a?x=1")
    True
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{query}"


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
