"""What each tool can be asked with; what is written here is all that an assistant reads of it."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from wellsourced.model import Status

MOST = 50  # rows in one answer
STRETCH = 4_000  # characters in one quotation
_Words = Annotated[str, Meta(min_length=1, max_length=500)]
_Id = Annotated[str, Meta(min_length=1, max_length=500, description="Id, or its beginning.")]
_Day = Annotated[date, Meta(description="Answer as of what was known on that day.")]
_Limit = Annotated[int, Meta(ge=1, le=MOST, description="Rows in the answer, at most.")]
_Cursor = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z0-9_-]{1,500}$", description="`next` of the answer before."),
]
_About = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        description="A person, group, place, source or page; any alias will do.",
    ),
]
_Place = Annotated[int, Meta(ge=0, le=10**9)]


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, of the record as it is or was known on a day."""

    as_of: _Day | None = None


class Listing(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that is answered with a list."""

    limit: _Limit = 20
    cursor: _Cursor | None = None


class Searched(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words to look for."""

    words: _Words


class AboutClaims(Listing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Claims about a name, or of a status."""

    about: _About | None = None
    status: Status | None = None


class OfClaim(Listing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim."""

    id: _Id


class OfAnything(Listing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim, count, check, page, story or name."""

    of: _Words


class OfDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day, and a claim if one asks how it stood."""

    day: _Day
    claim: _Id | None = None
    limit: _Limit = 20
    cursor: _Cursor | None = None


class About(Listing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name, or all."""

    about: _About | None = None


class OfName(Listing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name."""

    name: _About


class Stretch(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of a page, in characters; `words`: what is expected to stand there."""

    document: _Words
    start: _Place
    end: _Place
    words: Annotated[str, Meta(max_length=STRETCH)] | None = None
