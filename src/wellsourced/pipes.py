"""The pipes, which need no case: pages to text, text to marks, texts to what they share."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced import spoken
from wellsourced.config import Settings
from wellsourced.errors import BrokenRecordError
from wellsourced.flow import work
from wellsourced.link import copies
from wellsourced.link.incidents import together
from wellsourced.model import (
    ALL_LAYERS,
    Attribution,
    Check,
    ClaimMark,
    CommitmentMark,
    Dated,
    Document,
    Layer,
    Marks,
    Page,
    Part,
    Quantity,
    Rejected,
    TimeMark,
    Verdict,
)
from wellsourced.read.files import pages
from wellsourced.read.pipe import Row

_BATCH = 64  # rows marked in one go
_TELLING = frozenset({Layer.ENTITIES, Layer.TIMES, Layer.PLACES})  # what tells incidents apart


class Refused(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line or a file that gave nothing; `id` is null where the line does not even tell that."""

    id: str | None
    error: str
    file: str | None = None


class Noted(Struct, frozen=True, kw_only=True):
    """What is told of a file though nothing is wrong with it, so that nothing is left out."""

    file: str
    note: str


class CheckedRow(Struct, frozen=True, kw_only=True):
    """A check as the pipe gives it: its spans are pairs, [start, end]."""

    about: tuple[tuple[int, int], ...]
    verdict: Verdict
    why: str


class MarkedRow(Struct, frozen=True, kw_only=True):
    """What `mark` gives for a row: layers that were not asked for are empty."""

    id: str
    published: Dated
    outlet: str | None
    author: str | None
    title: str | None
    parts: tuple[Part, ...] = ()
    entities: tuple[spoken.EntityRow, ...] = ()
    times: tuple[TimeMark, ...] = ()
    places: tuple[spoken.PlaceRow, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[ClaimMark, ...] = ()
    checks: tuple[CheckedRow, ...] = ()
    commitments: tuple[CommitmentMark, ...] = ()


class ReadRow(Struct, frozen=True, kw_only=True):
    """What `read` gives for a document of a page."""

    id: str
    file: str
    url: str | None
    title: str | None
    outlet: str | None
    author: str | None
    published: Dated
    text: str
    parts: tuple[Part, ...]


class ReuseRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two texts with words in common: [start in a, end in a, start in b, end in b] a passage."""

    a: str
    b: str
    spans: tuple[tuple[int, int, int, int], ...]
    kind: str | None = None  # "boilerplate": words that a house puts on every page


class ClusterRow(Struct, frozen=True, kw_only=True):
    """A page, with the name of its cluster: pages that tell mostly of one incident share it."""

    doc: str
    cluster: str
    why: tuple[str, ...] = ()


def mark(
    lines: Iterable[bytes], settings: Settings, *, only: frozenset[Layer] = ALL_LAYERS
) -> Iterator[MarkedRow | Refused]:
    """Mark the rows of a pipe, in order; a bad line costs the others nothing."""
    rows = _rows(lines)
    while batch := list(islice(rows, _BATCH)):
        read = [r if isinstance(r, Refused) else _document(r, settings) for r in batch]
        documents = [r for r in read if isinstance(r, Document)]
        found = _found(documents, settings, only)
        for row, one in zip(batch, read, strict=True):
            yield one if isinstance(one, Refused) else _marked(row, one, next(found), only)


def _found(
    documents: list[Document], settings: Settings, only: frozenset[Layer]
) -> Iterator[Marks | Rejected]:
    """Mark documents; parts are there already, and need no parser."""
    if only <= {Layer.PARTS}:
        return iter([Marks(doc=d.id) for d in documents])
    return work.mark(documents, settings, only=only)


def read(paths: Iterable[Path], settings: Settings) -> Iterator[ReadRow | Refused | Noted]:
    """Read files, folders and archives; each row names its file as it was given."""
    for path in paths:
        for page in pages([path]):
            if isinstance(page, Rejected):
                yield Refused(id=None, file=_given(path, page.input), error=page.reason)
            else:
                yield from _read(path, page, settings)


def reuse(lines: Iterable[bytes], settings: Settings) -> Iterator[ReuseRow | Refused]:
    """Find which texts of a pipe copy or quote which; lines that are no rows come first."""
    rows = list(_rows(lines))
    read = [r if isinstance(r, Refused) else _document(r, settings) for r in rows]
    yield from (r for r in read if isinstance(r, Refused))
    named: dict[str, str] = {d.id: d.file for d in read if isinstance(d, Document)}
    documents = [d for d in read if isinstance(d, Document)]
    for row in copies.rows(documents):
        yield ReuseRow(a=named[row.a], b=named[row.b], kind=row.kind, spans=row.spans)


def incidents(lines: Iterable[bytes], settings: Settings) -> Iterator[ClusterRow | Refused]:
    """Find which pages of a pipe tell of one incident; lines that are no rows come first.

    A cluster has the name of its first page.
    """
    rows = list(_rows(lines))
    read = [r if isinstance(r, Refused) else _document(r, settings) for r in rows]
    yield from (r for r in read if isinstance(r, Refused))
    documents = [d for d in read if isinstance(d, Document)]
    marked = _found(documents, settings, _TELLING)
    found = together(documents, [m for m in marked if isinstance(m, Marks)])
    named = {d.id: d.file for d in documents}
    for group in sorted(found, key=lambda g: min(named[d] for d in g.documents)):
        files = sorted(named[d] for d in group.documents)
        yield from (ClusterRow(doc=f, cluster=files[0], why=group.why) for f in files)


def _rows(lines: Iterable[bytes]) -> Iterator[Row | Refused]:
    """Give the rows, and lines that are none; what `read` only notes of a file is passed over."""
    for line in lines:
        if line.strip() and (row := _row(line)):
            yield row


def _row(line: bytes) -> Row | Refused | None:
    try:
        return msgspec.json.decode(line, type=Row)
    except (msgspec.MsgspecError, UnicodeDecodeError, BrokenRecordError) as error:
        told = _told(line)
        if told.note and told.file:
            return None
        name = None if told.id is None else str(told.id)
        return Refused(id=name, file=told.file, error=told.error or str(error))


class _Told(Struct, frozen=True):
    """What a line that is no row tells: a row of `read` may be why a file gave nothing."""

    id: str | int | None = None
    file: str | None = None
    error: str | None = None
    note: str | None = None


def _told(line: bytes) -> _Told:
    try:
        return msgspec.json.decode(line, type=_Told)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _Told()


def _document(row: Row, settings: Settings) -> Document | Refused:
    read = work.document(row, settings)
    return read if isinstance(read, Document) else Refused(id=row.id, error=read.reason)


def _marked(
    row: Row | Refused, document: Document, found: Marks | Rejected, only: frozenset[Layer]
) -> MarkedRow | Refused:
    name = row.id or ""
    if isinstance(found, Rejected):
        return Refused(id=name, error=found.reason)
    plain = only - {Layer.PARTS, Layer.CHECKS, Layer.ENTITIES, Layer.PLACES}
    asked = {layer.value: getattr(found, layer.value) for layer in plain}
    if Layer.ENTITIES in only:
        sides = spoken.sides(found.claims) if Layer.CLAIMS in only else ()
        asked[Layer.ENTITIES.value] = (*spoken.entities(document, found), *sides)
    if Layer.PLACES in only:
        asked[Layer.PLACES.value] = tuple(spoken.places(found))
    bare = MarkedRow(
        id=name,
        published=document.published,
        outlet=document.outlet,
        author=document.author,
        title=document.title,
        parts=document.parts if Layer.PARTS in only else (),
        checks=tuple(_checked(c) for c in found.checks),
    )
    return msgspec.structs.replace(bare, **asked)


def _checked(check: Check) -> CheckedRow:
    pairs = tuple((s.start, s.end) for s in check.about)
    return CheckedRow(about=pairs, verdict=check.verdict, why=check.why)


def _read(path: Path, page: Page, settings: Settings) -> Iterator[ReadRow | Refused | Noted]:
    file = _given(path, page.file)
    found = work.read(page, settings)
    for one in found:
        if isinstance(one, Rejected):
            noted = Noted(file=file, note=one.reason)
            yield noted if one.note else Refused(id=None, file=file, error=one.reason)
        else:
            bare = msgspec.convert(one, ReadRow, from_attributes=True)
            yield msgspec.structs.replace(bare, file=_given(path, one.file))
    if not found:
        yield Refused(id=None, file=file, error="nothing in it")


def _given(path: Path, name: str) -> str:
    """The file as it was given: a page of a folder or an archive with that in front."""
    if path.is_dir():
        return f"{path}/{name}"
    inner = name.removeprefix(path.name)
    return f"{path}{inner}" if inner.startswith(("/", "#")) or not inner else str(path)
