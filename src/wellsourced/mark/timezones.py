"""Times of the clock by universal time, where the text names their zone."""

import re
from datetime import UTC, datetime, timedelta

from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timewords import calendar

_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SHIFT = re.compile(r"\s?([+\-−–])\s?(\d{1,2})(?::?(\d\d))?(?!\d)")


def universal(phrase: Phrase, value: str) -> datetime | None:
    """Give the minute by universal time; None where the zone is not told or is told by many."""
    zone = phrase.form("S")
    offset = str(calendar().zones.words.get(zone or "", ""))
    if not offset or not _MINUTE.fullmatch(value):
        return None
    hours, minutes = offset[1:].split(":")
    ahead = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if offset[0] == "-" else 1)
    try:
        local = datetime.fromisoformat(value).replace(tzinfo=UTC)
        return local - ahead - _shift(phrase, zone or "")
    except (ValueError, OverflowError):
        return None


def _shift(phrase: Phrase, zone: str) -> timedelta:
    """What stands behind the zone: "UTC+3", "GMT -04:30"."""
    if zone not in {"utc", "gmt"}:
        return timedelta()
    at = next(i for i in range(phrase.first, phrase.last) if phrase.words.classes[i] == "S")
    found = _SHIFT.match(phrase.words.text, phrase.words.ends[at])
    if not found or int(found[2]) > 14:
        return timedelta()
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return size if found[1] == "+" else -size
