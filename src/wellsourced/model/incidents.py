"""Incidents: pages that tell of one, and the row that the record gives for it."""

from datetime import date

from msgspec import Struct

from wellsourced.model.claims import Status
from wellsourced.model.ids import ClaimId, DocumentId, IncidentId, TallyId
from wellsourced.model.marks import ClaimType
from wellsourced.model.things import Estimate


class Together(Struct, frozen=True, kw_only=True):
    """Pages that tell mostly of one incident, and in words what makes them one."""

    documents: tuple[DocumentId, ...]
    why: tuple[str, ...] = ()


class Losses(Struct, frozen=True, kw_only=True):
    """How many an incident cost, of one kind; None: not known, or not bounded on that side."""

    low: int | None
    best: int | None
    high: int | None


class Incident(Struct, frozen=True, kw_only=True):
    """What happened at one place in one stretch of days, over all pages that tell of it.

    `earliest`, `latest`: the days named; `basis` is "heard" where none is, and they are then those
    on which it was first heard of. `head` names the claim or count that tells it: `text` are its
    words, `status` is how it stands. `origins`: from those behind the best backed of its claims to
    all that tell of it.
    """

    id: IncidentId
    head: ClaimId | TallyId
    earliest: date | None
    latest: date | None
    basis: str
    place: str | None
    types: tuple[ClaimType, ...]
    text: str
    killed: Losses | None
    wounded: Losses | None
    status: Status
    origins: Estimate
    documents: tuple[DocumentId, ...]
    claims: tuple[ClaimId, ...]
    tallies: tuple[TallyId, ...]
    why: tuple[str, ...] = ()
