"""Where the words stand today by which a ruling finds what it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from wellsourced.lang.addresses import page_of
from wellsourced.model import Anchor, Document, DocumentId, Evidence, Quote


class Place(NamedTuple):
    """Where words stand."""

    document: DocumentId
    start: int
    end: int

    def meets(self, other: "Place") -> bool:
        """Whether half of the shorter lies in the other."""
        over = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        return self.document == other.document and 2 * over >= shorter > 0


class Pages:
    """The pages of a record, by their ids and by the name that all their versions share."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.by_id = {d.id: d for d in documents}
        self._versions: dict[str, list[Document]] = defaultdict(list)
        for name in sorted(self.by_id):
            self._versions[page_name(self.by_id[name])].append(self.by_id[name])

    def anchor(self, words: Quote | Evidence) -> Anchor:
        """Give words of a page as an anchor."""
        return Anchor(
            document=words.document,
            page=page_name(self.by_id[words.document]),
            start=words.start,
            end=words.end,
            quote=words.quote,
        )

    def place(self, a: Anchor) -> Place | None:
        """Give where an anchor's words stand: where they stood, else nearest in the page.

        If its version of the page is gone, where they stand in the first that has them.
        """
        same = self.by_id.get(a.document)
        if same is not None and same.text[a.start : a.end] == a.quote:
            return Place(a.document, a.start, a.end)
        for document in ([same] if same else []) + self._versions.get(a.page, []):
            found = _nearest(document, a)
            if found is not None:
                return found
        return None

    def known(self, page: str) -> bool:
        """Whether any version of a page is in the record."""
        return page in self._versions


def page_name(document: Document) -> str:
    """Give the name that all versions of a page share."""
    return page_of(document.url) or document.file


def _nearest(document: Document, a: Anchor) -> Place | None:
    words = r"\s+".join(re.escape(w) for w in a.quote.split())
    found = [m.span() for m in re.finditer(words, document.text)] if words else []
    if not found:
        return None
    start, end = min(found, key=lambda s: (abs(s[0] - a.start), s))
    return Place(document.id, start, end)
