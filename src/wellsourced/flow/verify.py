"""Every span re-read, every hash re-derived."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from wellsourced.errors import IntegrityError
from wellsourced.model import Document, DocumentId, Entity, Evidence, Marks, Quote, Span
from wellsourced.store import evidence as originals
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshot, Snapshots, snapshot
from wellsourced.store.tables import ENTITIES


class Verified(Struct, frozen=True, kw_only=True):
    """How much was looked at and found to be true."""

    links: int
    documents: int
    spans: int
    quotes: int
    rulings: int = 0


def verify(case: Path) -> Verified:
    """Look at the whole case again.

    Raises IntegrityError, naming the first original, ruling, span or quote that does not hold.
    """
    evidence = originals.Evidence(case / "evidence")
    links, rulings = evidence.verify(), Rulings(case).verify()
    folder = Snapshots(case).current()
    if folder is None:
        return Verified(links=links, documents=0, spans=0, quotes=0, rulings=rulings)
    record = snapshot(folder)
    _verify_seals(case, evidence.chain())
    texts = {d.id: d for d in record.documents()}
    spans = [_verify_spans(texts[m.doc], m) for m in record.marks()]
    return Verified(
        links=links,
        documents=len(texts),
        spans=sum(spans) + sum(_verify_parts(d) for d in texts.values()),
        quotes=_verify_quotes(texts, record),
        rulings=rulings,
    )


def _verify_seals(case: Path, chain: list[originals.Entry]) -> None:
    snapshots = Snapshots(case)
    manifest = snapshots.manifest()
    if manifest is None or not snapshots.sound():
        raise IntegrityError("the record is not what was published", hint="run the case again")
    if manifest.chain and manifest.chain not in {e.seal for e in chain}:
        raise IntegrityError("evidence chain: links that the record was made from are gone")


def _verify_parts(document: Document) -> int:
    for part in document.parts:
        _verify_span(document, part.span, f"part {part.id}")
    for link in document.links:
        _verify_span(document, Span(link.start, link.end), f"link to {link.target}")
    return len(document.parts) + len(document.links)


def _verify_spans(document: Document, marks: Marks) -> int:
    count = 0
    for name, span in _spans(marks):
        _verify_span(document, span, name)
        count += 1
    return count


def _spans(marks: Marks) -> Iterator[tuple[str, Span]]:
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


def _verify_span(document: Document, span: Span, name: str) -> None:
    if span.end > len(document.text) or not span.of(document.text).strip():
        place = f"{document.file} {span.start}..{span.end}"
        raise IntegrityError(f"{name} points at no words: {place}")


def _verify_quotes(texts: dict[DocumentId, Document], record: Snapshot) -> int:
    count = 0
    for owner, quote in _quotes(record):
        document = texts.get(quote.document)
        found = document.text[quote.start : quote.end] if document else None
        if found != quote.quote or not found.strip():
            place = f"{document.file if document else quote.document} {quote.start}..{quote.end}"
            raise IntegrityError(f"{owner} quotes {quote.quote!r}, but {place} holds {found!r}")
        count += 1
    return count


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
