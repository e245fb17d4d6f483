"""Claims and tallies as the record gives them: the contract of `claims` and `tallies --json`."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from wellsourced.model.ids import ClaimId, DocumentId, TallyId, digest
from wellsourced.model.marks import Bound, ClaimType, Outcome, Polarity, Verdict
from wellsourced.model.text import Dated
from wellsourced.model.things import (
    Estimate,
    Evidence,
    OriginKind,
    Quote,
    ReaderAnswer,
    Reason,
    Source,
)


class Status(StrEnum):
    """What a claim amounts to on a day."""

    UNSUPPORTED = "unsupported"
    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Figure(Struct, frozen=True, kw_only=True):
    """The number that a claim states."""

    outcome: Outcome
    low: int | None
    high: int | None
    bound: Bound


class Claim(Struct, frozen=True, kw_only=True):
    """What is claimed, over all documents, and how it stands as of the day asked.

    `origins`: independent origins behind it, commenters and hedges apart (`readers` and `hedged`
    count those). `why`: the reasons for status, each collapse of origins, each doubt, in words;
    `reasons` are the same, each with the evidence that it rests on. `passed_on_by`: who says no
    more than others told it. `answers`: how readers answer the readers who tell it.
    `suggested_credibility` is a suggestion of the Admiralty digit, 1 to 6; the analyst decides.
    `codes`: of each code book (as of a claim's mark) the code that most tellings have.
    `background`: most tellings tell it as past, and not as their page's news. `dated`: the words
    that date it in its most telling one, and from where they are seen.
    """

    id: ClaimId
    type: ClaimType
    mode: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    earliest: date | None
    latest: date | None
    polarity: Polarity
    quantity: Figure | None
    text: str
    status: Status
    origins: Estimate
    said_by: tuple[Source, ...]
    confirmed_by: tuple[Source, ...]
    denied_by: tuple[Source, ...]
    disputed_by: tuple[Source, ...]
    questioned_by: tuple[Source, ...]
    retracted_by: tuple[Source, ...]
    rivals: tuple[ClaimId, ...]
    first_heard: date | None
    last_heard: date | None
    evidence: tuple[Evidence, ...]
    hedged: int = 0
    readers: int = 0
    why: tuple[str, ...] = ()
    codes: dict[str, str] = {}
    background: bool = False
    dated: str | None = None
    reasons: tuple[Reason, ...] = ()
    passed_on_by: tuple[str, ...] = ()
    answers: tuple[ReaderAnswer, ...] = ()
    suggested_credibility: int | None = None


class TallyCheck(Struct, frozen=True, kw_only=True):
    """Arithmetic or calendar over quoted words, written out in `why`."""

    verdict: Verdict
    why: str
    about: tuple[Quote, ...]


class Tally(Struct, frozen=True, kw_only=True):
    """One count, over all documents: low, best and high for one outcome in one scope."""

    id: TallyId
    outcome: Outcome
    group: str | None
    by: str | None
    place: str | None
    earliest: date | None
    latest: date | None
    per: str | None
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    origins: Estimate
    said_by: tuple[Source, ...]
    status: Status
    evidence: tuple[Evidence, ...]
    checks: tuple[TallyCheck, ...] = ()
    why: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class SourceRow(Struct, frozen=True, kw_only=True):
    """What rests on one origin: counts of claims."""

    name: str
    unnamed: bool
    kind: OriginKind
    claims: int
    alone: int  # claims that rest on it alone
    denied: int
    retracted: int
    documents: int


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A document as `documents` lists it; `commenters` are the thread's authors.

    `error`: why the page could not be read or marked; its id is then that of no document. `same`:
    other names under which the same bytes were added; `earlier`: the version before this one.
    `note`: what about its reading a user should know.
    """

    id: DocumentId
    file: str
    url: str | None
    title: str | None
    outlet: str | None
    author: str | None
    published: Dated
    parts: int
    commenters: tuple[str, ...]
    error: str | None = None
    fetched_at: datetime | None = None
    earlier: DocumentId | None = None
    same: tuple[str, ...] = ()
    note: str | None = None


class TimelineRow(Struct, frozen=True, kw_only=True):
    """A claim on the day it speaks of, or, undated, on the day it was first heard."""

    earliest: date | None
    latest: date | None
    claim: ClaimId
    type: ClaimType
    text: str
    status: Status
    origins: Estimate
    basis: str  # "stated" or "first heard"


class CheckRow(Struct, frozen=True, kw_only=True):
    """A check as `checks` lists it: within one document, or between tallies of several."""

    verdict: Verdict
    why: str
    about: tuple[Quote, ...]
    tallies: tuple[TallyId, ...] = ()

    @property
    def id(self) -> str:
        """The name by which it is asked for: what is said of which words."""
        places = (f"{q.document} {q.start}-{q.end}" for q in self.about)
        return digest("check", self.verdict, self.why, *places)


class Weighed(Struct, frozen=True, kw_only=True):
    """What weighing gives: the claims and counts of a case, and the checks over them."""

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    checks: tuple[CheckRow, ...]
