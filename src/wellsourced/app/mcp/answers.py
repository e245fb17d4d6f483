"""What an assistant is answered: records in which every word of a page is fenced in.

No field here is a plain string but those that only we write: ids, codes and words of lists of our
own, addresses of the next rows. A test holds the fields against that list.
"""

from datetime import date

from msgspec import Struct

from wellsourced.app.mcp.fenced import NOTE, Fenced
from wellsourced.model import (
    Commitment,
    Estimate,
    OriginKind,
    Polarity,
    Section,
    Status,
    Topic,
    Verdict,
)


class Answer(Struct, frozen=True, kw_only=True):
    """What every answer says first: how to take the words of pages in it."""

    note: str = NOTE


class Listed(Answer, frozen=True, kw_only=True):
    """A list, page by page: how long it is, and `next`, the cursor to go on with."""

    total: int
    next: str | None


class Citation(Struct, frozen=True, kw_only=True):
    """Words of a page and where they stand; `file`, `title`, `address` are the page's."""

    document: str
    start: int
    end: int
    quote: Fenced
    file: Fenced | None
    title: Fenced | None
    address: Fenced | None


class Telling(Citation, frozen=True, kw_only=True):
    """One telling of a claim: through whom the words came, and how the teller stands to them."""

    chain: tuple[Fenced, ...]
    commitment: Commitment
    stance: str


class Origin(Struct, frozen=True, kw_only=True):
    """Who says so first."""

    name: Fenced
    unnamed: bool
    kind: OriginKind


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A claim, how it stands, and its first tellings."""

    id: str
    type: str
    text: Fenced
    actor: Fenced | None
    recipient: Fenced | None
    place: Fenced | None
    earliest: date | None
    latest: date | None
    polarity: Polarity
    status: Status
    origins: Estimate
    first_heard: date | None
    said_by: tuple[Origin, ...]
    denied_by: tuple[Origin, ...]
    tellings: int
    cited: tuple[Citation, ...]


class Claims(Listed, frozen=True, kw_only=True):
    """Claims."""

    items: tuple[ClaimRow, ...]


class OneClaim(Listed, frozen=True, kw_only=True):
    """One claim with its tellings, page by page."""

    claim: ClaimRow
    confirmed_by: tuple[Origin, ...]
    disputed_by: tuple[Origin, ...]
    retracted_by: tuple[Origin, ...]
    rivals: tuple[str, ...]
    why: tuple[Fenced, ...]
    items: tuple[Telling, ...]


class Name(Struct, frozen=True, kw_only=True):
    """Somebody or something with a name, and words that taught one of its names."""

    id: str
    kind: str
    name: Fenced
    mentions: int
    cited: tuple[Citation, ...]


class Found(Answer, frozen=True, kw_only=True):
    """What holds the words that were looked for: of each kind the first, and how many there are.

    A passage is the sentence around the words; its citation is that of the words.
    """

    names: tuple[Name, ...]
    claims: tuple[ClaimRow, ...]
    words: tuple[Citation, ...]
    passages: tuple[Fenced, ...]
    counts: dict[str, int]


class StepRow(Struct, frozen=True, kw_only=True):
    """One reason, and the first of the words that it rests on; `quotes`: how many there are."""

    topic: Topic
    says: Fenced
    cited: tuple[Citation, ...]
    quotes: int
    see: tuple[str, ...]


class Reasons(Listed, frozen=True, kw_only=True):
    """Why a thing of the record is as it is."""

    id: str
    kind: str
    of: Fenced
    items: tuple[StepRow, ...]


class DayRow(Struct, frozen=True, kw_only=True):
    """A day on which something came to be known, or from which a claim stood otherwise."""

    day: date
    pages: int | None = None
    comments: int | None = None
    status: Status | None = None
    origins: Estimate | None = None


class Known(Listed, frozen=True, kw_only=True):
    """What was known on a day; `items`: the days, the last first.

    `claims`: how many stood how; None: one claim is asked for, or there are too many to count.
    """

    day: date
    claims: dict[str, int] | None
    cited: tuple[Citation, ...]
    items: tuple[DayRow, ...]


class Moment(Struct, frozen=True, kw_only=True):
    """A claim on the day it speaks of, or (`basis`) on that on which it was first heard."""

    earliest: date | None
    latest: date | None
    basis: str
    claim: str
    type: str
    text: Fenced
    status: Status
    origins: Estimate
    cited: tuple[Citation, ...]


class Timeline(Listed, frozen=True, kw_only=True):
    """The claims in the order of the days they speak of."""

    items: tuple[Moment, ...]


class Sum(Struct, frozen=True, kw_only=True):
    """A sum or a date that was checked."""

    verdict: Verdict
    why: Fenced
    cited: tuple[Citation, ...]


class Count(Struct, frozen=True, kw_only=True):
    """A count: low, best and high for one outcome in one scope."""

    id: str
    outcome: str
    group: Fenced | None
    by: Fenced | None
    place: Fenced | None
    earliest: date | None
    latest: date | None
    low: int | None
    best: int | None
    high: int | None
    status: Status
    origins: Estimate
    said_by: tuple[Origin, ...]
    tellings: int
    cited: tuple[Citation, ...]
    checks: tuple[Sum, ...]


class Tallies(Listed, frozen=True, kw_only=True):
    """The counts of the record."""

    items: tuple[Count, ...]


class Line(Struct, frozen=True, kw_only=True):
    """A line of a dossier: a claim or a count; without an id it comes from the settings."""

    section: Section
    what: str
    text: Fenced
    earliest: date | None
    latest: date | None
    place: Fenced | None
    status: Status | None
    origins: Estimate | None
    who: tuple[Origin, ...]
    reader: bool
    id: str | None
    cited: tuple[Citation, ...]


class File(Listed, frozen=True, kw_only=True):
    """All that the record holds about one name."""

    name: Fenced
    kind: str
    names: tuple[Fenced, ...]
    mentions: int
    items: tuple[Line, ...]


class Voice(Struct, frozen=True, kw_only=True):
    """An origin, with counts of what rests on it; `reliability` is an analyst's grade, if any."""

    name: Fenced
    unnamed: bool
    kind: OriginKind
    claims: int
    alone: int
    denied: int
    retracted: int
    documents: int
    reliability: str | None
    cited: tuple[Citation, ...]


class Sources(Listed, frozen=True, kw_only=True):
    """The origins, most claims first."""

    items: tuple[Voice, ...]


class Reread(Answer, frozen=True, kw_only=True):
    """Words of a page, read again where they stand.

    `same`: whether they are the words that were given to compare; None: none were given.
    `original`: SHA-256 of the page as it was added; `sound`: whether the file that is kept still
    has it; None: it is not kept here.
    """

    cited: Citation
    before: Fenced
    after: Fenced
    same: bool | None
    original: str
    sound: bool | None


class Sheet(Answer, frozen=True, kw_only=True):
    """A page as it was read."""

    document: str
    title: Fenced | None
    address: Fenced | None
    earliest: date | None
    latest: date | None
    text: Fenced
