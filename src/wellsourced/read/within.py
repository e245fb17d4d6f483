"""Pages that lie within a page: read by the readers of their own formats, kept under its name."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from wellsourced.model import Document, DocumentId, Page, Reader, Rejected, digest
from wellsourced.read.origin import Origin

MOST_DOCUMENTS = 20_000  # of one file
MOST_CHARS = 40_000_000  # of all the texts of one file


def read_within(
    page: Page, readers: Sequence[Reader], whole: Origin
) -> Iterator[Document | Rejected]:
    """Give the documents of a page that lies at `whole.place` of a file."""
    for reader in readers:
        if reader.accepts(page):
            for number, found in enumerate(reader.read(page)):
                yield _placed(found, whole, number, page.fetched_at)
            return


def _placed(
    found: Document | Rejected, whole: Origin, number: int, fetched_at: datetime | None
) -> Document | Rejected:
    if isinstance(found, Rejected):
        return replace(found, input=f"{whole.file}#{whole.place}")
    place = f"{whole.place}/{number}" if number else whole.place
    return replace(
        found,
        fetched_at=found.fetched_at or fetched_at,
        id=DocumentId(digest(whole.evidence, place)),
        evidence=whole.evidence,
        file=whole.file,
    )


def bounded(found: Iterator[Document | Rejected], file: str) -> Iterator[Document | Rejected]:
    """Give what one file holds, as far as it can be kept at once; then a row that says so."""
    chars = 0
    for documents, one in enumerate(found, 1):
        chars += len(one.text) if isinstance(one, Document) else 0
        if documents > MOST_DOCUMENTS or chars > MOST_CHARS:
            reason = (
                f"the rest of the file is not read: at most {MOST_DOCUMENTS:,} texts and "
                f"{MOST_CHARS:,} characters are; split it"
            )
            yield Rejected(stage="read", input=file, reason=reason)
            return
        yield one
