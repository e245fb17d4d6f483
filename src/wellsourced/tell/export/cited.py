"""Pages as things that can be cited: what CSL and RIS say of them."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wellsourced.model import DocumentRow, Told
from wellsourced.tell.export.linked import iri


class Cited(NamedTuple):
    """A page; of `first` and `last` it was published between, None: not known."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    address: str | None
    first: date | None
    last: date | None
    basis: str
    fetched: date | None


def cited(told: Told) -> Iterator[Cited]:
    """Give the pages that could be read, by their files."""
    return (_of(row) for row in told.pages() if not row.error)


def _of(row: DocumentRow) -> Cited:
    return Cited(
        id=row.id,
        title=row.title or row.file,
        author=row.author,
        publisher=row.outlet,
        address=iri(row.url),
        first=row.published.earliest,
        last=row.published.latest,
        basis=row.published.basis,
        fetched=row.fetched_at.date() if row.fetched_at else None,
    )
