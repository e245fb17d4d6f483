"""What is found in one document: stand-off marks that point at its characters.

The fields are those of the pipe's rows (docs/reference/pipe.md): a mark encodes to its contract.
"""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from wellsourced.model.ids import DocumentId, MarkId
from wellsourced.model.text import Span


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    FACTION = "faction"
    FORCE = "force"  # armed forces, militias, police
    GOVERNMENT = "government"
    OUTLET = "outlet"
    PLACE = "place"
    NATIONALITY = "nationality"
    OTHER = "other"


class Form(StrEnum):
    """By what a text speaks of somebody or something."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Sort(StrEnum):
    """What is spoken of, in broad sorts."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NATIONALITY = "nationality"
    WEAPON = "weapon"
    VEHICLE = "vehicle"
    PLATFORM = "military platform"  # what carries arms or soldiers: tanks, ships, aircraft
    DOCUMENT = "document reference"
    QUANTITY = "quantity"
    MONEY = "money"
    COORDINATE = "coordinate"
    OTHER = "other"


class Mention(Struct, frozen=True, kw_only=True):
    """A name in the text; `name` is the fullest form known in the document or the case."""

    id: MarkId
    start: int
    end: int
    kind: EntityKind
    name: str
    code: str | None = None


class Description(Struct, frozen=True, kw_only=True):
    """What a text speaks of in words that are no name, or that hold more than the name.

    `name` is the name within: "Odo Kell" of "President Kell"; None where there is none.
    """

    start: int
    end: int
    sort: Sort
    form: Form
    name: str | None = None


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeBasis(StrEnum):
    """From where a time expression is seen to have its value."""

    NAMED = "named"  # the words name it whole: "3 May 1998"
    PAGE = "page"  # from the day of the page: "on Tuesday"
    COMMENT = "comment"  # from the day of the comment in which it stands
    DATELINE = "dateline"  # from the day of the agency's dateline above it
    TEXT = "text"  # from another time that the text tells: "two days later"


class TimeMark(Struct, frozen=True, kw_only=True):
    """A time expression: TIMEX3 value, and the days it can mean (None: open or not a date).

    `basis` tells from where it is seen to mean these. `utc` is the minute of a time of the
    clock by universal time, where the text names its zone.
    """

    start: int
    end: int
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    basis: TimeBasis = TimeBasis.NAMED
    utc: datetime | None = None


class Area(Struct, frozen=True, kw_only=True):
    """A place that is no point: its middle in degrees, and how many kilometres it reaches."""

    latitude: float
    longitude: float
    radius: int


class PlaceMark(Struct, frozen=True, kw_only=True):
    """A place name; coordinates in degrees (WGS 84), None where no gazetteer has it.

    `score` is how likely the place is the one meant; None: it is one of the settings, or no
    gazetteer has it. A score without coordinates: too many places are called so to choose one;
    `why` tells which. `area`: of a country, or of the part that the words before it name.
    """

    start: int
    end: int
    name: str
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    country: str | None = None
    score: float | None = None
    area: Area | None = None
    why: str | None = None


class Outcome(StrEnum):
    """What befell, or what is, the number counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    DETAINED = "detained"
    SURRENDERED = "surrendered"
    DISPLACED = "displaced"
    MISSING = "missing"
    STRENGTH = "strength"
    AMOUNT = "amount"  # money; the words hold the currency
    COUNT = "count"  # anything else


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    APPROX = "approx"
    MORE_THAN = "more_than"


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with what it counts and its scope; low or high None: not bounded on that side."""

    start: int
    end: int
    outcome: Outcome
    low: int | None
    high: int | None
    bound: Bound
    best: int | None = None
    group: str | None = None
    by: str | None = None
    place: str | None = None
    earliest: date | None = None
    latest: date | None = None
    per: str | None = None  # day, month, person, person-month
    main: bool = True
    attribution: MarkId | None = None

    @property
    def mark(self) -> MarkId:
        """The name by which its telling points at it, within one document."""
        return MarkId(f"{self.outcome}:{self.start}-{self.end}")


class Commitment(StrEnum):
    """How far a source commits itself (FactBank values; Sauri and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAIN_NOT = "CT-"
    PROBABLE_NOT = "PR-"
    POSSIBLE_NOT = "PS-"
    UNKNOWN = "U"


class AttributionKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says what by which words, and through whom it came.

    `chain`: outermost publisher first, ultimate origin last. `unnamed` is about that origin.
    """

    id: MarkId
    kind: AttributionKind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    unnamed: bool = False
    commitment: Commitment = Commitment.CERTAIN
    nested_in: MarkId | None = None


class ClaimType(StrEnum):
    """States, acts and speech acts: PLOVER's classes and states of our own."""

    WHEREABOUTS = "WHEREABOUTS"
    CONTROL = "CONTROL"
    STRENGTH = "STRENGTH"
    SUPPORT = "SUPPORT"
    ALLEGIANCE = "ALLEGIANCE"
    CASUALTY = "CASUALTY"
    ASSAULT = "ASSAULT"
    ARREST = "ARREST"
    COERCE = "COERCE"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    AID = "AID"
    RETREAT = "RETREAT"
    AGREE = "AGREE"
    CONSULT = "CONSULT"
    COOPERATE = "COOPERATE"
    CONCEDE = "CONCEDE"
    REQUEST = "REQUEST"
    DEMAND = "DEMAND"
    REJECT = "REJECT"
    ACCUSE = "ACCUSE"
    THREATEN = "THREATEN"
    STATEMENT = "STATEMENT"


class Polarity(StrEnum):
    """Whether the state or act holds between the slots."""

    HOLDS = "+"
    FAILS = "-"


class ClaimMark(Struct, frozen=True, kw_only=True):
    """A clause that claims something, in the voice of its innermost attribution.

    `attribution` None: the page's own voice, or the commenter's whose part it stands in. Slots are
    canonical names, several joined by "; "; None: the page does not say. `background`: told as
    past, and not as what the page reports as new. `dated`: the words that give it its days, and
    from where they are seen. `refers_to`: the claim before that its words point back to, as "it"
    in "the rebels denied it" does; its slots are those of that claim.
    """

    id: MarkId
    attribution: MarkId | None
    start: int
    end: int
    type: ClaimType
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    earliest: date | None = None
    latest: date | None = None
    polarity: Polarity = Polarity.HOLDS
    commitment: Commitment = Commitment.CERTAIN
    mode: str | None = None
    codes: dict[str, str] = {}
    background: bool = False
    dated: str | None = None
    refers_to: MarkId | None = None


class Verdict(StrEnum):
    """Whether numbers or dates of one scope can all be right."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"


class Check(Struct, frozen=True, kw_only=True):
    """Arithmetic or calendar over spans of one document, written out in `why`."""

    about: tuple[Span, ...]
    verdict: Verdict
    why: str


class CommitmentMark(Struct, frozen=True, kw_only=True):
    """The commitment to one predicate.

    `value`: whether it has come to pass by then, from -3 (no) to 3 (yes): what is sure to come
    ("will fall") has not. None: not told.
    """

    start: int
    end: int
    commitment: Commitment
    value: float | None = None


class Marks(Struct, frozen=True, kw_only=True):
    """All that was found in one document, each layer in order of its first character."""

    doc: DocumentId
    entities: tuple[Mention, ...] = ()
    times: tuple[TimeMark, ...] = ()
    places: tuple[PlaceMark, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[ClaimMark, ...] = ()
    checks: tuple[Check, ...] = ()
    commitments: tuple[CommitmentMark, ...] = ()
    described: tuple[Description, ...] = ()  # these two for the pipe; a case does not keep them
    peoples: tuple[PlaceMark, ...] = ()  # the countries of words for peoples


class Layer(StrEnum):
    """The layers of marks that can be asked for."""

    PARTS = "parts"
    ENTITIES = "entities"
    TIMES = "times"
    PLACES = "places"
    QUANTITIES = "quantities"
    ATTRIBUTIONS = "attributions"
    CLAIMS = "claims"
    CHECKS = "checks"
    COMMITMENTS = "commitments"


ALL_LAYERS = frozenset(Layer)
