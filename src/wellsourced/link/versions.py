"""Versions of one page: the same address fetched again is no second source."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from wellsourced.model import Document, DocumentId


class Version(NamedTuple):
    """A document as a version: the first of its page, how many came before, from which day on.

    A later version is never taken for older than the one before it, whatever date it prints.
    """

    first: DocumentId
    number: int
    day: date


def versions(documents: Iterable[Document]) -> dict[DocumentId, Version]:
    """Give the place of each document among the versions of its page, by `Document.earlier`."""
    pages = {d.id: d for d in documents}
    out: dict[DocumentId, Version] = {}
    for name in sorted(pages):
        for step in reversed(_line(pages, name)):
            before = out.get(pages[step].earlier or step)
            day = pages[step].published.earliest or date.max
            if before is None:
                out[step] = Version(step, 0, day)
            elif step not in out:
                out[step] = Version(before.first, before.number + 1, max(before.day, day))
    return out


def version(known: Mapping[DocumentId, Version], document: Document) -> Version:
    """Give a document's place; one that is not known to be a version is the first of its page."""
    alone = Version(document.id, 0, document.published.earliest or date.max)
    return known.get(document.id, alone)


def _line(pages: Mapping[DocumentId, Document], name: DocumentId) -> list[DocumentId]:
    """A document and those of the case that came before it, the last first."""
    line: list[DocumentId] = []
    at: DocumentId | None = name
    while at is not None and at in pages and at not in line:
        line.append(at)
        at = pages[at].earlier
    return line
