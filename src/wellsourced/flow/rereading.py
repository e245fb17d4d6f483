"""Every span and quote of a record, held against the texts, page by page."""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.errors import StoreError
from wellsourced.model import Document, Entity, Evidence, Marks, Quote, Span
from wellsourced.store import piled, streams, tables
from wellsourced.store.broken import Broken, Kind
from wellsourced.store.piled import Quoted
from wellsourced.store.snapshots import RECORD, snapshot

_TOLD = 20  # spans and quotes that do not hold: more than these are not listed


class Reread(NamedTuple):
    """How many pages there are, how many spans and quotes hold, and what does not."""

    documents: int = 0
    spans: int = 0
    quotes: int = 0
    broken: tuple[Broken, ...] = ()


def reread(folder: Path) -> Reread:
    """Look at all words of the record in a snapshot's folder."""
    words = _Words(folder)
    file = f"snapshots/{folder.name}/{RECORD}"
    wrong: tuple[Broken, ...] = ()
    try:
        words.read()
    except StoreError as error:
        wrong = (Broken(kind=Kind.RECORD, file=file, words=error.problem, hint=error.hint),)
    told = [bad for kind in words.kinds for _, bad in kind.wrong][:_TOLD]
    found = (Broken(kind=Kind.SPAN, file=file, words=bad.why, id=bad.of) for bad in told)
    spans = words.marks.count + words.parts.count
    return Reread(words.documents, spans, words.quotes.count, (*wrong, *found))


class _Looked(NamedTuple):
    """What points at words, and why it does not hold, if so."""

    of: str
    why: str


class _Kind:
    """How many of a kind hold; of those that do not the first."""

    def __init__(self) -> None:
        self.count = 0
        self.wrong: list[tuple[int, _Looked]] = []

    def add(self, found: Iterable[tuple[int, _Looked]]) -> None:
        """Count some more, each with its place among its kind."""
        for number, looked in found:
            if looked.why:
                insort(self.wrong, (number, looked))
                del self.wrong[_TOLD:]
            else:
                self.count += 1


class _Words:
    """What a record points at, gone through once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.documents = 0
        self.kinds = self.marks, self.parts, self.quotes = _Kind(), _Kind(), _Kind()

    def read(self) -> None:
        """Go through the pages; raises StoreError for what cannot be read, or out of order."""
        told = _Told(piled.in_order(_numbered(_quotes(self._folder))))
        record = streams.apart(snapshot(self._folder))
        layers = [(k.value, streams.Owned(record, table)) for k, table in tables.LAYERS]
        for page in streams.documents(record):
            marks = replace(Marks(doc=page.id), **{n: rows.of(page.id) for n, rows in layers})
            self.marks.add((self.documents, s) for s in _spans(page, marks))
            self.parts.add((self.documents, s) for s in _parts(page))
            self.quotes.add((q.number, _of_none(q)) for q in told.before(page.id))
            self.quotes.add((q.number, _held(q, page)) for q in told.of(page.id))
            self.documents += 1
        self.quotes.add((q.number, _of_none(q)) for q in told.rest())
        for _, rows in layers:
            rows.ended()


class _Told:
    """Quotes page by page, as they are asked for in the order of the pages."""

    def __init__(self, found: Iterator[Quoted]) -> None:
        self._found = found
        self._ahead = next(found, None)

    def before(self, page: str) -> Iterator[Quoted]:
        """Give those of pages before this one that were not asked for: there are none such."""
        return self._while(lambda q: q.document < page)

    def of(self, page: str) -> Iterator[Quoted]:
        """Give those of a page."""
        return self._while(lambda q: q.document == page)

    def rest(self) -> Iterator[Quoted]:
        """Give all that are left."""
        return self._while(lambda _: True)

    def _while(self, fits: Callable[[Quoted], bool]) -> Iterator[Quoted]:
        while self._ahead is not None and fits(self._ahead):
            yield self._ahead
            self._ahead = next(self._found, None)


def _parts(document: Document) -> Iterator[_Looked]:
    for part in document.parts:
        yield _span(document, part.span, f"part {part.id}")
    for link in document.links:
        yield _span(document, Span(link.start, link.end), f"link to {link.target}")


def _spans(document: Document, marks: Marks) -> Iterator[_Looked]:
    yield from (_span(document, span, name) for name, span in _marked(marks))


def _marked(marks: Marks) -> Iterator[tuple[str, Span]]:
    """All spans of a document's marks, each with what it belongs to."""
    simple = ("entities", "times", "places", "quantities", "claims", "commitments")
    for layer in simple:
        for mark in getattr(marks, layer):
            yield f"mark in {layer}", Span(mark.start, mark.end)
    for said in marks.attributions:
        for span in (said.source, said.cue, *said.content):
            if span:
                yield f"attribution {said.id}", span
    for check in marks.checks:
        yield from (("check", span) for span in check.about)


def _span(document: Document, span: Span, of: str) -> _Looked:
    if span.end <= len(document.text) and span.of(document.text).strip():
        return _Looked(of, "")
    return _Looked(of, f"{of} points at no words: {document.file} {span.start}..{span.end}")


def _held(quote: Quoted, page: Document) -> _Looked:
    """A quote beside what stands at its place."""
    found = page.text[quote.start : quote.end]
    if found == quote.quote and found.strip():
        return _Looked(quote.owner, "")
    return _differing(quote, page.file, found)


def _of_none(quote: Quoted) -> _Looked:
    """A quote from a page that there is not."""
    return _differing(quote, quote.document, None)


def _differing(quote: Quoted, page: str, found: str | None) -> _Looked:
    place = f"{page} {quote.start}..{quote.end}"
    return _Looked(
        quote.owner, f"{quote.owner} quotes {quote.quote!r}, but {place} holds {found!r}"
    )


def _numbered(found: Iterable[tuple[str, Quote | Evidence]]) -> Iterator[Quoted]:
    for number, (owner, q) in enumerate(found):
        yield Quoted(q.document, number, owner, q.start, q.end, q.quote)


def _quotes(folder: Path) -> Iterator[tuple[str, Quote | Evidence]]:
    record = streams.apart(snapshot(folder))  # its own, whose memory is given back at the end
    for claim in streams.each(record, tables.CLAIMS):
        yield from ((claim.id, e) for e in claim.evidence)
    for tally in streams.each(record, tables.TALLIES):
        yield from ((tally.id, e) for e in tally.evidence)
        yield from ((tally.id, q) for check in tally.checks for q in check.about)
    for check in streams.each(record, tables.CHECKS):
        yield from (("a check", q) for q in check.about)
    yield from _taught(streams.each(record, tables.ENTITIES))


def _taught(entities: Iterable[Entity]) -> Iterator[tuple[str, Quote]]:
    for entity in entities:
        yield from ((entity.id, a.taught_by) for a in entity.aliases if a.taught_by)
