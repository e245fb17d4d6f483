"""Typed ids, and the digest that makes them: same input, same id."""

import hashlib
from typing import NewType

DocumentId = NewType("DocumentId", str)
PartId = NewType("PartId", str)
MarkId = NewType("MarkId", str)
ClaimId = NewType("ClaimId", str)
EntityId = NewType("EntityId", str)
TallyId = NewType("TallyId", str)
StoryId = NewType("StoryId", str)
IncidentId = NewType("IncidentId", str)


def digest(*fields: str | bytes | None, length: int = 16) -> str:
    """Hexadecimal SHA-256 of the fields, cut to `length`; where one field ends counts.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    >>> digest("a", None) == digest("a", "")
    False
    """
    parts: list[bytes] = []
    for field in fields:
        raw = field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field
        parts += (b"-",) if raw is None else (b"%d:" % len(raw), raw)
    return hashlib.sha256(b"".join(parts)).hexdigest()[:length]
