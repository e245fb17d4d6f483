"""Every span re-read, every hash re-derived."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.errors import IntegrityError
from wellsourced.flow.published import examined as record_of
from wellsourced.model import Document, DocumentId, Entity, Evidence, Marks, Quote, Span
from wellsourced.store import custody, docket, imported
from wellsourced.store import evidence as originals
from wellsourced.store import head as heads
from wellsourced.store.aids import aids
from wellsourced.store.broken import Broken, Kind, Verified
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import RECORD, Snapshot, Snapshots, snapshot
from wellsourced.store.tables import ENTITIES

_LOGS = (Kind.CHAIN, Kind.RULING, Kind.AID, Kind.IMPORT)
_TOLD = 20  # spans and quotes that do not hold: more than these are not listed


def verify(case: Path, settings: Callable[[], Settings]) -> Verified:
    """Look at the whole case again.

    Raises IntegrityError, naming the first original, link, ruling, table, span or quote that does
    not hold.
    """
    found = examined(case, settings)
    if found.broken:
        raise IntegrityError(found.broken[0].words, hint=found.broken[0].hint)
    return found


def examined(
    case: Path, settings: Callable[[], Settings], kept: heads.Head | None = None
) -> Verified:
    """Look at the whole case again, and at whether it has grown out of a head that was kept."""
    evidence = custody.examined(originals.Evidence(case / "evidence"))
    rulings = docket.examined(Rulings(case))
    answers, imports = aids(case).examined(Kind.AID), imported.examined(case)
    published = record_of(case, settings)
    looked = (evidence, rulings, answers, imports, published)
    broken = [bad for one in looked for bad in one.broken]
    notes = [note for one in looked for note in one.notes]
    documents = spans = quotes = 0
    if published.count:
        words = _Words(case)
        documents, spans, quotes = words.counts
        broken += words.broken
    if kept and not any(b.kind in _LOGS for b in broken):
        told = heads.compared(case, kept)
        broken += told.broken
        notes += told.notes
    return Verified(
        links=evidence.count,
        documents=documents,
        spans=spans,
        quotes=quotes,
        rulings=rulings.count,
        answers=answers.count,
        imports=imports.count,
        broken=tuple(broken),
        notes=tuple(notes),
    )


class _Words:
    """All spans and quotes of the record in force, held against the texts."""

    def __init__(self, case: Path) -> None:
        folder = Snapshots(case).current()
        assert folder
        record = snapshot(folder)
        self._file = f"snapshots/{folder.name}/{RECORD}"
        texts = {d.id: d for d in record.documents()}
        self.broken: list[Broken] = []
        spans = sum(self._count(_spans(texts[m.doc], m)) for m in record.marks())
        spans += sum(self._count(_parts(d)) for d in texts.values())
        quotes = self._count(_quoted(texts, record))
        self.counts = (len(texts), spans, quotes)

    def _count(self, found: Iterable[tuple[str, str]]) -> int:
        """How many there are; of those that do not hold the words say why."""
        count = 0
        for name, words in found:
            count += not words
            if words and len(self.broken) < _TOLD:
                bad = Broken(kind=Kind.SPAN, file=self._file, words=words, id=name)
                self.broken.append(bad)
        return count


def _parts(document: Document) -> Iterator[tuple[str, str]]:
    for part in document.parts:
        yield _span(document, part.span, f"part {part.id}")
    for link in document.links:
        yield _span(document, Span(link.start, link.end), f"link to {link.target}")


def _spans(document: Document, marks: Marks) -> Iterator[tuple[str, str]]:
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


def _span(document: Document, span: Span, name: str) -> tuple[str, str]:
    """What it belongs to, and why it does not hold, if so."""
    if span.end <= len(document.text) and span.of(document.text).strip():
        return name, ""
    return name, f"{name} points at no words: {document.file} {span.start}..{span.end}"


def _quoted(texts: dict[DocumentId, Document], record: Snapshot) -> Iterator[tuple[str, str]]:
    for owner, quote in _quotes(record):
        document = texts.get(quote.document)
        found = document.text[quote.start : quote.end] if document else None
        if found == quote.quote and found.strip():
            yield owner, ""
        else:
            place = f"{document.file if document else quote.document} {quote.start}..{quote.end}"
            yield owner, f"{owner} quotes {quote.quote!r}, but {place} holds {found!r}"


def _quotes(record: Snapshot) -> Iterator[tuple[str, Quote | Evidence]]:
    weighed = record.weighed()
    for claim in weighed.claims:
        yield from ((claim.id, e) for e in claim.evidence)
    for tally in weighed.tallies:
        yield from ((tally.id, e) for e in tally.evidence)
    for tally in weighed.tallies:
        yield from ((tally.id, q) for check in tally.checks for q in check.about)
    for check in weighed.checks:
        yield from (("a check", q) for q in check.about)
    yield from _taught(record.rows(ENTITIES))


def _taught(entities: Iterable[Entity]) -> Iterator[tuple[str, Quote]]:
    for entity in entities:
        yield from ((entity.id, a.taught_by) for a in entity.aliases if a.taught_by)
