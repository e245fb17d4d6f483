"""The days of a case: how many pages, and how many words of readers, could be read from each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.flow.asof import readable, written
from wellsourced.flow.version import version_of
from wellsourced.model import Day, Document, PartKind, digest
from wellsourced.store.snapshots import manifest_in

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


def last(days: Sequence[Day], day: date) -> date:
    """Give the last day, up to one, on which something came to be known.

    What was known did not change between two such days, so their records are made once.
    """
    known = [d.day for d in days]
    before = [known[0] - timedelta(1)] if known and known[0] > date.min else []
    return max((d for d in (*before, *known) if d <= day), default=(*before, day)[0])


def place(folder: Path, settings: Settings, day: date) -> Path:
    """Give where the record of a day lies, if it was made, beside the record of a large case."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    return folder / "as-of" / f"{day}-{digest(*codes, settings.digest())}"


def there(at: Path) -> bool:
    """Whether the record of a day was made."""
    return manifest_in(at) is not None
