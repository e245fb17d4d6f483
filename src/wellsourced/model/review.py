"""What analysts decide: rulings, what they are about, and the record with their layer over it."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from wellsourced.model.claims import Claim, SourceRow, Status
from wellsourced.model.ids import ClaimId, DocumentId, digest
from wellsourced.model.marks import ClaimType, Polarity
from wellsourced.model.things import Estimate

RulingId = NewType("RulingId", str)


class Decision(StrEnum):
    """What an analyst can decide."""

    ACCEPT = "accept"  # the pages say this
    REJECT = "reject"  # the pages do not say this: the machine misread them
    CORRECT = "correct"  # a slot of a claim is another
    MERGE = "merge"
    SPLIT = "split"
    SAME_SOURCE = "same-source"
    DIFFERENT_SOURCES = "different-sources"
    RELIABILITY = "reliability"
    CREDIBILITY = "credibility"
    NOTE = "note"
    ASSIGN = "assign"
    REDACT = "redact"
    UNDO = "undo"


class Reliability(StrEnum):
    """How far a source has been found reliable (the Admiralty scale)."""

    A = "A"  # completely
    B = "B"  # usually
    C = "C"  # fairly
    D = "D"  # not usually
    E = "E"  # not
    F = "F"  # cannot be judged


class Credibility(StrEnum):
    """How credible an analyst finds what is claimed (the Admiralty scale)."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"  # cannot be judged


class Slot(StrEnum):
    """What of a claim can be corrected."""

    TYPE = "type"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    EARLIEST = "earliest"
    LATEST = "latest"
    POLARITY = "polarity"
    TEXT = "text"


class SubjectKind(StrEnum):
    """What a ruling can be about."""

    CLAIM = "claim"
    TALLY = "tally"
    ENTITY = "entity"
    STORY = "story"
    SOURCE = "source"
    DOCUMENT = "document"
    WORDS = "words"
    RULING = "ruling"


class Anchor(Struct, frozen=True, kw_only=True):
    """Words of a page by which a ruling finds what it is about, in later records too.

    `page`: the address of the page, or its file, under which a newer version of it is known.
    """

    document: DocumentId
    page: str
    start: int
    end: int
    quote: str

    @property
    def seal(self) -> str:
        """Give the digest of the words."""
        return digest("anchor", " ".join(self.quote.split()))


class Subject(Struct, frozen=True, kw_only=True):
    """What a ruling is about: by its words or its name, never by the number of a group.

    A claim, a count, a page and words are known by `anchors`, an entity and a source by `name`;
    a source with anchors is meant only where these words are told. `place` tells apart claims of
    where somebody is, which share their words. `said`: what it was called when it was ruled on.
    """

    kind: SubjectKind
    said: str
    name: str | None = None
    type: ClaimType | None = None
    polarity: Polarity | None = None
    place: str | None = None
    anchors: tuple[Anchor, ...] = ()


class Order(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision as it is asked for, by ids and names as the lists print them.

    `of`: claims, counts, people, groups, places, pages, texts in several pages, or sources; a
    source as "NAME@FILE" is meant only in that page, and with `within`, a claim, only there. Words
    of a page are "FILE:START-END". `out`: what goes out in a split: words of a claim, names of an
    entity, pages. `field`, `value`, `why`, `proposer`: as of a Draft.
    """

    decision: Decision
    of: tuple[str, ...]
    field: Slot | None = None
    value: str | None = None
    why: str = ""
    within: str | None = None
    out: tuple[str, ...] = ()
    proposer: str | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """A decision before it is written down: about what, and for what reason.

    `field` is the slot that is corrected; `value` the grade, the corrected value, the reviewer,
    the new name. `undoes` names the ruling that is undone. `proposer`: what proposed it, where
    that was a program, as in "machine aid some-model, answer 3fa9c2d1".
    """

    decision: Decision
    subjects: tuple[Subject, ...] = ()
    field: Slot | None = None
    value: str | None = None
    why: str = ""
    undoes: RulingId | None = None
    proposer: str | None = None


class Ruling(Struct, frozen=True, kw_only=True):
    """What somebody decided, when and why; `before` and `after`: how it stood, in words.

    `number` is its place in the log, `id` names it for good.
    """

    id: RulingId
    number: int
    draft: Draft
    by: str
    at: datetime
    before: str
    after: str

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return self.draft.decision


class Carried(Struct, frozen=True, kw_only=True):
    """A ruling as the annotation of its words carries it elsewhere and back: all but the words.

    `draft` is without its anchors, `words` tells how many each subject has. `subject` and `anchor`
    tell whose words this annotation is on, counted from 0; None: the ruling is about names alone.
    """

    ruling: RulingId
    number: int
    at: datetime
    draft: Draft
    words: tuple[int, ...]
    subject: int | None = None
    anchor: int | None = None


class Before(Struct, frozen=True, kw_only=True):
    """A claim as the machine has it, as far as a ruling can change it."""

    id: ClaimId
    type: ClaimType
    actor: str | None
    recipient: str | None
    place: str | None
    polarity: Polarity
    text: str
    status: Status
    origins: Estimate


class Ruled(Claim, frozen=True, kw_only=True):
    """A claim with the analysts' layer over it; all that is the machine's own stands in `machine`.

    Several in `machine`: they were merged. `judged` is "accept" or "reject"; `corrected` names
    the slots that an analyst set. `rulings` bear on it, in their order; none: it is the machine's.
    `proposed_by`: which programs proposed what was ruled on it.
    """

    machine: tuple[Before, ...]
    rulings: tuple[RulingId, ...] = ()
    judged: Decision | None = None
    corrected: tuple[Slot, ...] = ()
    credibility: Credibility | None = None
    notes: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()

    @property
    def machine_status(self) -> Status:
        """How the machine alone has it stand; of several the first."""
        return self.machine[0].status


class RatedSource(SourceRow, frozen=True, kw_only=True):
    """A source with what analysts say of it; the machine grades nobody."""

    reliability: Reliability | None = None
    notes: tuple[str, ...] = ()
    rulings: tuple[RulingId, ...] = ()


class RulingState(StrEnum):
    """What has become of a ruling."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    IDLE = "no longer applies"  # what it is about is not there, with the reason
    WAITING = "waits for the second reviewer"


class RulingRow(Struct, frozen=True, kw_only=True):
    """A ruling as `rulings` lists it: what became of it, and on what it bears now (ids, names)."""

    ruling: Ruling
    state: RulingState
    reason: str = ""
    bears_on: tuple[str, ...] = ()


class Weight(Struct, frozen=True, kw_only=True):
    """One reason to look at a claim, and what it adds to the score."""

    points: int
    why: str


class ReviewRow(Struct, frozen=True, kw_only=True):
    """A claim to be looked at; `score` is the sum of the points of its reasons."""

    claim: ClaimId
    text: str
    status: Status
    origins: Estimate
    score: int
    reasons: tuple[Weight, ...]
    assigned: tuple[str, ...] = ()
    ruled_by: tuple[str, ...] = ()


class Agreement(Struct, frozen=True, kw_only=True):
    """How two reviewers agree on what both were given and have judged.

    `raw`: the share (0..1) on which they do; `kappa`: Cohen's, beyond chance; None: too little,
    or nothing but one answer, to say. `apart`: ids of claims on which they differ.
    """

    reviewers: tuple[str, str]
    claims: int
    raw: float | None
    kappa: float | None
    apart: tuple[ClaimId, ...] = ()
