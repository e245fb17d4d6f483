"""Which documents are versions of one page: of one address, and which came before which."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from msgspec.structs import replace

from wellsourced.model import Document, DocumentId

_COUNTED = re.compile(r"&?\b(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*", re.IGNORECASE)
_START = datetime(1, 1, 1, tzinfo=UTC)


def versioned(
    documents: Iterable[Document], added: Mapping[str, tuple[datetime, int]]
) -> tuple[Document, ...]:
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


def page_of(url: str | None) -> str | None:
    """Give what is the same in all addresses of one page; None where it names none.

    >>> page_of("http://www.post.example/bridge/?utm_source=feed#c3")
    'post.example/bridge'
    >>> page_of("https://post.example/") is None
    True
    """
    try:
        told = urlsplit((url or "").strip())
        host = (told.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    path, query = told.path.rstrip("/"), _COUNTED.sub("", told.query).strip("&")
    if told.scheme not in ("http", "https") or not host or not (path or query):
        return None
    return f"{host}{path}{'?' if query else ''}{query}"


def _came(document: Document, added: Mapping[str, tuple[datetime, int]]) -> tuple[datetime, int]:
    at, place = added.get(document.evidence, (_START, 0))
    return document.fetched_at or at, place
