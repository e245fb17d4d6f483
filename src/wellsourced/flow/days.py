"""The days of a case: how many pages, and how many words of readers, could be read from each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from wellsourced.flow.asof import readable, written
from wellsourced.model import Day, Document, PartKind

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def days(documents: Iterable[Document], added: Mapping[str, date]) -> tuple[Day, ...]:
    """Give the days on which something came to be known, in their order.

    A comment is counted on the day it was written, or else on that of its page.
    """
    pages: Counter[date] = Counter()
    comments: Counter[date] = Counter()
    for document in documents:
        first = readable(document, added)
        pages[first] += 1
        thread = (p for p in document.parts if p.kind in _THREAD)
        comments.update(max(first, written(p) or first) for p in thread)
    found = sorted(d for d in {*pages, *comments} if d != date.max)
    return tuple(Day(day=d, pages=pages[d], comments=comments[d]) for d in found)
