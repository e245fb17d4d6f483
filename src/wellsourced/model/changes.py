"""What is new or otherwise in a record since an earlier day."""

from datetime import date

from msgspec import Struct

from wellsourced.model.claims import Claim, Status, Tally
from wellsourced.model.things import Estimate


class Moved(Struct, frozen=True, kw_only=True):
    """A claim that stands otherwise than it did, and how it stood."""

    claim: Claim
    was: Status
    origins_were: Estimate


class TollMoved(Struct, frozen=True, kw_only=True):
    """A count that is new or another than it was; `was` None: nobody had given it."""

    tally: Tally
    was: Tally | None


class Changes(Struct, frozen=True, kw_only=True):
    """What came to be known since a day: what nobody had said, what moved, and counts.

    Claims and counts of an earlier record are known again by their words, not by their ids.
    """

    since: date
    new: tuple[Claim, ...]
    moved: tuple[Moved, ...]
    tolls: tuple[TollMoved, ...]
