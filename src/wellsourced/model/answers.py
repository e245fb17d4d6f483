"""What a case answers when it is asked for reasons, dossiers, its graph of sources, hypotheses."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from wellsourced.model.claims import CheckRow, Status
from wellsourced.model.ids import ClaimId, DocumentId, TallyId
from wellsourced.model.marks import Polarity
from wellsourced.model.text import Document
from wellsourced.model.things import Alias, Estimate, OriginKind, Quote, Source


class Day(Struct, frozen=True, kw_only=True):
    """A day on which something came to be known: counts of pages and of readers' comments."""

    day: date
    pages: int
    comments: int


class Placed(Struct, frozen=True, kw_only=True):
    """A place of the case on the map, and what rests on it; degrees (WGS 84), kilometres.

    `radius`: how far from there it can be, for an area; `score`: how likely the place is the one
    meant, None where the settings say so.
    """

    name: str
    latitude: float
    longitude: float
    radius: float | None
    score: float | None
    country: str | None
    claims: tuple[ClaimId, ...]
    contested: int
    tallies: tuple[TallyId, ...]
    killed: int | None


class Stood(Struct, frozen=True, kw_only=True):
    """How a claim stood from a day on; `status` None: nobody had said so yet."""

    day: date
    status: Status | None
    origins: Estimate | None


class Shade(StrEnum):
    """What words of a page are marked as, for somebody who reads it."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    NAME = "name"
    PLACE = "place"
    NUMBER = "number"
    DATE = "date"


class Shaded(Struct, frozen=True, kw_only=True):
    """Words of a page that are marked; `says`: what they were taken for, in words."""

    start: int
    end: int
    shade: Shade
    says: str


class Made(Struct, frozen=True, kw_only=True):
    """A claim of the record that rests on words of a page; `stance`: as of its evidence."""

    start: int
    end: int
    claim: ClaimId
    text: str
    status: Status
    stance: str


class Elsewhere(Struct, frozen=True, kw_only=True):
    """Words of a page that stand in others too: where they come from, and in how many pages."""

    start: int
    end: int
    says: str
    places: tuple[Quote, ...]


class PageView(Struct, frozen=True, kw_only=True):
    """A page as it is read: its text, the marks upon it, and what the record rests on it."""

    document: Document
    shaded: tuple[Shaded, ...]
    made: tuple[Made, ...]
    elsewhere: tuple[Elsewhere, ...]
    checks: tuple[CheckRow, ...]
    later: tuple[DocumentId, ...] = ()


class Topic(StrEnum):
    """What a reason is about."""

    STANDING = "standing"
    TELLINGS = "tellings"
    ORIGINS = "origins"
    AGAINST = "against"
    NUMBER = "number"
    CHECK = "check"
    NAMES = "names"
    COPIES = "copies"
    DATE = "date"
    PLACE = "place"
    HEARD = "heard"
    CHANGE = "change"


class Step(Struct, frozen=True, kw_only=True):
    """One reason in one sentence, with the words it rests on.

    `see`: ids of other records that it speaks of.
    """

    topic: Topic
    says: str
    quotes: tuple[Quote, ...] = ()
    see: tuple[str, ...] = ()


class Why(Struct, frozen=True, kw_only=True):
    """Why a thing of the record is as it is: its reasons, in the order in which they are told.

    `kind`: "claim", "tally", "check", "entity", "document", "story" or "incident"; `of`: the thing
    in words.
    """

    id: str
    kind: str
    of: str
    steps: tuple[Step, ...]


class Section(StrEnum):
    """What part of a dossier a row stands in."""

    PART_OF = "part of"
    MEMBERS = "members and factions"
    WHEREABOUTS = "whereabouts"
    DID = "did"
    DONE_TO = "was done to it"
    AT = "happened there"
    SAID = "said"
    SAID_OF = "said of it by"
    DENIED = "denies or contradicts"
    CONTESTED = "said, and others say no"
    RETRACTED = "took back"
    BORNE_OUT = "said first, and others bore it out"
    ALONE = "rests on it alone"
    COUNTS = "counts"


class DossierRow(Struct, frozen=True, kw_only=True):
    """A line of a dossier: a claim or count, with how it stands.

    `what`: the claim's type, or the count's outcome. `who`: who says so. `dated`: the days are
    those told of; else the claim names none, and they are the day on which it was first heard.
    `reader`: only readers say so. `id` None: not from the pages but from the settings.
    """

    section: Section
    what: str
    text: str
    actor: str | None
    recipient: str | None
    earliest: date | None
    latest: date | None
    dated: bool
    place: str | None
    polarity: Polarity
    status: Status | None
    origins: Estimate | None
    who: tuple[Source, ...]
    reader: bool
    id: str | None


class Reliance(Struct, frozen=True, kw_only=True):
    """How what a source says has fared: counts of claims that it says outright.

    `denied`: others deny or dispute it; `borne_out`: it said so first, and an origin with a name,
    independent of it, said so later; `passes_on`: claims of others that came through it.
    """

    claims: int
    alone: int
    denied: int
    retracted: int
    borne_out: int
    passes_on: int


class Dossier(Struct, frozen=True, kw_only=True):
    """All that the record holds about one name, as actor, place or source.

    `kind`: what it is, "source" if it is known only for what it says. `names`: all it goes by,
    with the words that taught each; `roles`: what it is called without a name.
    """

    name: str
    kind: str
    id: str | None
    code: str | None
    names: tuple[Alias, ...]
    roles: tuple[str, ...]
    mentions: int
    reliance: Reliance | None
    rows: tuple[DossierRow, ...]


class SourceNode(Struct, frozen=True, kw_only=True):
    """One who says or passes on: at a level (0: what one reads) and a place within it.

    `says`: claims of which it is an origin; `passes_on`: claims that came through it; `many`: how
    many sources are drawn as this one, such as the readers below one page.
    """

    name: str
    kind: OriginKind
    unnamed: bool
    level: int
    place: int
    says: int
    passes_on: int
    many: int = 1


class SourceEdge(Struct, frozen=True, kw_only=True):
    """Who passes on whom: claims and pages, and the words of one such telling."""

    teller: str
    source: str
    claims: int
    pages: int
    example: Quote


class SourceRoute(Struct, frozen=True, kw_only=True):
    """A way by which claims came, from what one reads towards the origin: how many began so."""

    chain: tuple[str, ...]
    claims: int


class SourceGraph(Struct, frozen=True, kw_only=True):
    """The sources of a case, and who has it from whom; `left_out` were too small to be drawn.

    `routes`: each way from a page down, after the way that it goes on from.
    """

    nodes: tuple[SourceNode, ...]
    edges: tuple[SourceEdge, ...]
    routes: tuple[SourceRoute, ...]
    left_out: int


class Fit(StrEnum):
    """How a claim, if it were true, sits with a hypothesis."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NEUTRAL = "neutral"


class MatrixRow(Struct, frozen=True, kw_only=True):
    """A claim against the hypotheses, in their order.

    `diagnosticity`: the share (0..1) of pairs of hypotheses that the claim tells apart.
    """

    claim: ClaimId
    text: str
    status: Status
    origins: Estimate
    fits: tuple[Fit, ...]
    diagnosticity: float
    said_by: tuple[Source, ...]


class Ranked(Struct, frozen=True, kw_only=True):
    """How a hypothesis fares: the independent origins against it, and those for it.

    Least against ranks first. Hypotheses that nothing parts have one rank.
    """

    name: str
    rank: int
    against: Estimate
    supported: Estimate
    claims_against: int
    claims_for: int
    voices_against: tuple[str, ...] = ()
    voices_for: tuple[str, ...] = ()


class Sensitivity(Struct, frozen=True, kw_only=True):
    """What the ranking hangs on: a source without which another hypothesis leads."""

    without: str
    leads: tuple[str, ...]
    says: str


class Matrix(Struct, frozen=True, kw_only=True):
    """Rival accounts of one question, and the claims that speak for or against them.

    `says`: what it amounts to, in words.
    """

    question: str
    hypotheses: tuple[Ranked, ...]
    rows: tuple[MatrixRow, ...]
    sensitivity: tuple[Sensitivity, ...]
    says: tuple[str, ...] = ()
