"""Which documents are versions of one page: of one address, and which came before which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from msgspec.structs import replace

from wellsourced.lang.addresses import page_of
from wellsourced.model import Document, DocumentId
from wellsourced.store.evidence import Came

_START = datetime(1, 1, 1, tzinfo=UTC)


def versioned(documents: Iterable[Document], added: Mapping[str, Came]) -> tuple[Document, ...]:
    """Give the documents, each with the version of the same page that came just before it.

    They are in order of when they were fetched, else of when they were added (`added`, by
    evidence). A page that is known by no more than the name of its site has no versions.
    """
    pages: dict[str, list[Document]] = defaultdict(list)
    found = tuple(documents)
    for document in found:
        if page := page_of(document.url):
            pages[page].append(document)
    earlier: dict[DocumentId, DocumentId] = {}
    for versions in pages.values():
        ordered = sorted(versions, key=lambda d: (*_came(d, added), d.id))
        earlier |= {b.id: a.id for a, b in pairwise(ordered)}
    return tuple(replace(d, earlier=earlier.get(d.id)) for d in found)


def _came(document: Document, added: Mapping[str, Came]) -> tuple[datetime, int]:
    """When a page was fetched: by an archive's word, or by ours, in the order that we did it."""
    came = added.get(document.evidence, Came(_START, 0))
    at = came.at if came.own else document.fetched_at or came.at
    return at, came.number
