"""The timeline: claims by the days they speak of."""

from collections.abc import Iterable
from datetime import date

from wellsourced.model import Claim, TimelineRow


def timeline(claims: Iterable[Claim]) -> list[TimelineRow]:
    """Give a row for each claim, oldest first.

    A claim that names no day stands on the day it was first heard, and those without either last.
    """
    return sorted((_row(c) for c in claims), key=_when)


def _row(c: Claim) -> TimelineRow:
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


def _when(row: TimelineRow) -> tuple[date, date, str]:
    start = row.earliest or row.latest or date.max
    return start, row.latest or date.max, row.claim
