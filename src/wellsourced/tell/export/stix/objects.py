"""What every object of STIX has: an id by its content, moments of the record, who made it."""

import uuid
from datetime import date, datetime

from wellsourced.model import Claim, Credibility, Frame, Ruled
from wellsourced.tell.export.linked import Json, Node, known, midnight, moment

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:wellsourced:")
NEVER = "1970-01-01T00:00:00.000Z"
"""When what has no day of its own was made: the same in each version of it."""

# STIX 2.1, appendix A: the Admiralty credibility scale. 6, "cannot be judged", has no number.
_CONFIDENCE = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLE: 70,
    Credibility.POSSIBLE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}


def name(kind: str, *fields: str) -> str:
    """Give the id of an object: the same fields, the same id.

    >>> name("note", "claim", "1") == name("note", "claim", "1")
    True
    """
    return f"{kind}--{uuid.uuid5(SPACE, chr(31).join((kind, *fields)))}"


MAKER = name("identity", "wellsourced")


def made(kind: str, own: str, frame: Frame, created: str, fields: Node) -> Node:
    """Give an object; it was last changed when the record was, and never before it was made."""
    head: Node = {
        "type": kind,
        "spec_version": "2.1",
        "id": own,
        "created_by_ref": MAKER if own != MAKER else None,
        "created": created,
        "modified": max(created, moment(frame.at)),
    }
    return known(head | fields)


def since(day: date | None) -> str:
    """Give when something was made that was first heard on a day."""
    return midnight(day) if day else NEVER


def confidence(c: Claim) -> int | None:
    """Give the confidence where an analyst graded the claim; the machine grades nothing."""
    graded = c.credibility if isinstance(c, Ruled) else None
    return _CONFIDENCE.get(graded) if graded else None


def span(first: date | None, last: date | None) -> Node:
    """Give from when to when something held: the end is after the beginning, or is left out."""
    end = midnight(last) if last and first and last > first else None
    return {"start_time": midnight(first) if first else None, "stop_time": end}


def reference(source: str, fields: Node) -> Json:
    """Give a reference to something outside the bundle."""
    return known({"source_name": source or "unnamed", **fields})


def when(at: datetime | None, day: date | None) -> str:
    """Give the moment of a page: the day it was published, else when it was fetched."""
    return midnight(day) if day else moment(at) if at else NEVER
