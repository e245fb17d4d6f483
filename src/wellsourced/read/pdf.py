"""PDF: the text that it holds, page after page."""

import functools
import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Document, Page, PartKind, Rejected
from wellsourced.read.assemble import Assembly
from wellsourced.read.dates import Signs, published
from wellsourced.read.markup import Block
from wellsourced.read.origin import origin_of
from wellsourced.read.outlets import outlet_of

_MOST_BYTES = 100_000_000
_MOST_PAGES = 3_000
_MOST_CHARS = 2_000_000
_MOST_DRAWN = 60_000_000  # bytes of the instructions that draw the pages, unpacked
_LOCKED = "locked by a password: save it without one (qpdf --decrypt), and add that"
_SCANNED = "no text in it: scanned pages; have them recognised (ocrmypdf), and add that"
_BROKEN = (  # what the library meets in broken files
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_ADDRESS = re.compile(r"(?<=\d), \d{6,}(?=\))")  # in memory, which differs each time
_DAY = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)(\d\d)")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")
_TITLED = re.compile(r"Microsoft |untitled|.*\.(?:docx?|pdf|indd|qxd|rtf|pages)$", re.IGNORECASE)
_SHORT = 0.8  # of the page's full lines; so short a line ends a paragraph
_RUNNING = 3  # pages on which a line at the edge stands: the head or the foot of all


class PdfReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads the text of PDF files; does not recognise letters in pictures."""

    settings: Settings = Settings()

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself PDF, or begins as one does."""
        return page.media_type.startswith("application/pdf") or b"%PDF-" in page.body[:1_024]

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the one document."""
        yield _document(page, self.settings)


class _Told(NamedTuple):
    pages: list[str]
    title: str | None
    day: date | None
    reason: str | None  # why there is no more of it


def _document(page: Page, settings: Settings) -> Document | Rejected:
    if len(page.body) > _MOST_BYTES:
        return _rejected(page, f"too long: more than {_MOST_BYTES:,} bytes")
    told = _told(page.body)
    if not any(words.strip() for words in told.pages):
        return _rejected(page, told.reason or _SCANNED)
    if told.reason:
        return _rejected(page, told.reason)
    made = Assembly()
    title = page.title or told.title
    if title:
        made.block(Block(PartKind.HEADLINE, title))
    for block in _blocks(told.pages):
        made.block(block)
    text, parts = made.done()
    origin = origin_of(page)
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=parts,
        url=page.url,
        title=title,
        outlet=outlet_of((), url=page.url, settings=settings),
        published=published(Signs(given=page.published, metadata=told.day, url=page.url)),
    )


def _told(body: bytes) -> _Told:
    """The words of each page, as far as they can be had.

    The library is loaded on first use: who reads no PDF does not wait for it.
    """
    import pypdf
    from pypdf import errors

    _quiet()
    try:
        limits = pypdf.Configuration(
            zlib_maximum_output_length=20_000_000,
            lzw_maximum_output_length=20_000_000,
            run_length_maximum_output_length=20_000_000,
            stream_parsing_work_maximum_count=1_000_000,
            page_tree_maximum_entries=20_000,
        )
        with pypdf.apply_configuration(limits):
            return _opened(body)
    except errors.DependencyError:
        return _Told([], None, None, _LOCKED)
    except errors.FileNotDecryptedError:
        return _Told([], None, None, _LOCKED)
    except (errors.PyPdfError, *_BROKEN) as error:
        words = _ADDRESS.sub("", str(error))[:200] or type(error).__name__
        return _Told([], None, None, f"not a sound PDF: {words}")


@functools.cache
def _quiet() -> None:
    """What the library finds wrong is told by the reason, not on the screen."""
    logging.getLogger("pypdf").addHandler(logging.NullHandler())


def _opened(body: bytes) -> _Told:
    from pypdf import PdfReader as Opened

    file = Opened(io.BytesIO(body))
    if file.is_encrypted and not file.decrypt(""):
        return _Told([], None, None, _LOCKED)
    pages: list[str] = []
    chars = drawn = 0
    for page in file.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if len(pages) >= _MOST_PAGES or chars > _MOST_CHARS or drawn > _MOST_DRAWN:
            return _Told(pages, None, None, f"too long: {len(file.pages):,} pages; split it")
        pages.append(_plain(page.extract_text()) if contents is not None else "")
        chars += len(pages[-1])
    about = file.metadata
    title = _plain(str(about.get("/Title") or "")) if about else ""
    day = _DAY.match(str(about.get("/CreationDate") or "")) if about else None
    good = 3 < len(title.strip()) < 300 and not _TITLED.match(title)
    return _Told(pages, " ".join(title.split()) if good else None, _day(day), None)


def _plain(words: str) -> str:
    return words.encode("utf-8", "replace").decode().replace("\0", "")


def _day(told: re.Match[str] | None) -> date | None:
    try:
        return date(int(told[1]), int(told[2]), int(told[3])) if told else None
    except ValueError:
        return None


def _blocks(pages: Sequence[str]) -> Iterator[Block]:
    """The paragraphs; lines that stand at the edge of many pages are furniture."""
    split = [[line.rstrip() for line in words.splitlines()] for words in pages]
    edges = Counter(edge for lines in split for edge in {_masked(n, lines) for n in _edges(lines)})
    for lines in split:
        running = {n for n in _edges(lines) if edges[_masked(n, lines)] >= _RUNNING}
        yield from (Block(PartKind.FURNITURE, lines[n].strip()) for n in sorted(running))
        own = [line for n, line in enumerate(lines) if n not in running]
        yield from (Block(PartKind.BODY, words) for words in _paragraphs(own))


def _edges(lines: Sequence[str]) -> set[int]:
    told = [n for n, line in enumerate(lines) if line.strip()]
    return {*told[:1], *told[-1:]} if len(told) > 2 else set()


def _masked(number: int, lines: Sequence[str]) -> str:
    return re.sub(r"\d+", "0", lines[number].strip())


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """A paragraph ends at a blank line, or where a sentence ends before the line is full."""
    full = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if line.strip():
            held.append(line.strip())
        ends = line.endswith((".", "!", "?", "”", '"')) and len(line) < _SHORT * full
        if held and (ends or not line.strip()):
            yield _joined(held)
            held = []
    if held:
        yield _joined(held)


def _joined(lines: Sequence[str]) -> str:
    r"""A paragraph's words without the ends of lines.

    >>> _joined(["The coun-", "cil met", "on Monday."])
    'The council met on Monday.'
    """
    return " ".join(_HYPHEN.sub("", "\n".join(lines)).split())


def _rejected(page: Page, reason: str) -> Rejected:
    return Rejected(stage="read", input=page.file, reason=reason)
