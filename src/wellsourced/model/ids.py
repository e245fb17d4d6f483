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
    seal = hashlib.sha256()
    for field in fields:
        raw = field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field
        seal.update(b"-" if raw is None else b"%d:" % len(raw))
        seal.update(raw or b"")
    return seal.hexdigest()[:length]
