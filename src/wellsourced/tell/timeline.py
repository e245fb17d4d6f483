"""The timeline: claims by the days they speak of."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from wellsourced.model import Claim, TimelineRow


def timeline(claims: Iterable[Claim]) -> list[TimelineRow]:
    """Give a row for each claim, oldest first; a month or year stands before its days.

    A claim that names no day stands on the day it was first heard, after what is told of that day;
    those without either stand last. Of one day, as the pages tell it, page by page.
    """
    found = sorted(((_when(c), row(c)) for c in claims), key=itemgetter(0))
    return [told for _, told in found]


def row(c: Claim) -> TimelineRow:
    """Give a claim on the day it speaks of, or on which it was first heard."""
    stated = c.earliest is not None or c.latest is not None
    return TimelineRow(
        earliest=c.earliest if stated else c.first_heard,
        latest=c.latest if stated else c.first_heard,
        claim=c.id,
        type=c.type,
        text=c.text,
        status=c.status,
        origins=c.origins,
        basis="stated" if stated else "first heard",
    )


def place(c: Claim) -> str:
    """Give words by whose order, sign by sign, claims stand in the timeline.

    Who cannot hold all claims at once sorts by these.
    """
    start, less, heard, first, document, at, name = _when(c)
    day = f"{start.isoformat()} {_FAR + less:08d} {heard:d} {first.isoformat()}"
    return f"{day} {document}\0{at:012d} {name}"


_FAR = 10_000_000  # days that no span has
_Key = tuple[date, int, bool, date, str, int, str]


def _when(c: Claim) -> _Key:
    told = row(c)
    start = told.earliest or told.latest or date.max
    days = ((told.latest or date.max) - start).days
    first = min(c.evidence, key=lambda e: (e.document, e.start), default=None)
    where = (first.document, first.start) if first is not None else ("", 0)
    return start, -days, told.basis != "stated", c.first_heard or date.max, *where, c.id
