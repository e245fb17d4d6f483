"""Things that several documents share: entities, stories, origins, quoted evidence."""

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.errors import BrokenRecordError
from wellsourced.model.ids import ClaimId, DocumentId, EntityId, MarkId, StoryId
from wellsourced.model.marks import Commitment, EntityKind, Polarity
from wellsourced.model.text import Span


class Estimate(Struct, frozen=True):
    """A number known to lie between two bounds.

    >>> Estimate(70, 72) + Estimate(10, 10)
    Estimate(low=80, high=82)
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise BrokenRecordError(f"bounds reversed: {self.low}..{self.high}")

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.low + other.low, self.high + other.high)

    def overlaps(self, other: "Estimate") -> bool:
        """Whether both can be one number."""
        return self.low <= other.high and other.low <= self.high


class Quote(Struct, frozen=True, kw_only=True):
    """Words of a document, with where they stand."""

    document: DocumentId
    start: int
    end: int
    quote: str


class Evidence(Struct, frozen=True, kw_only=True):
    """One telling of a claim: the words, through whom they came, how the teller stands to them.

    `stance`: "backs", "confirms", "denies", "disputes", "questions", "retracts", "mentions" (an
    order, a condition), "supersedes" (a newer state), or, of a number, "superseded". `mark` names
    the claim or quantity of the document that it is; None: words that are no mark of their own.
    """

    document: DocumentId
    start: int
    end: int
    quote: str
    chain: tuple[str, ...]
    commitment: Commitment
    stance: str
    mark: MarkId | None = None


class Reason(Struct, frozen=True, kw_only=True):
    """A reason in words; `evidence`: the places, in the list of evidence, of what it rests on.

    `see`: ids of other records that it speaks of.
    """

    says: str
    evidence: tuple[int, ...] = ()
    see: tuple[str, ...] = ()


class ReaderAnswer(Struct, frozen=True, kw_only=True):
    """A reader who answers another reader's telling in words of his own.

    `stance`: "support", "deny" or "query". It counts for nothing, and is only shown.
    """

    document: DocumentId
    start: int
    end: int
    stance: str


class OriginKind(StrEnum):
    """What sort of source an ultimate origin is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    COMMENTER = "commenter"
    UNNAMED = "unnamed"


class Source(Struct, frozen=True, kw_only=True):
    """An ultimate origin, as the record lists it."""

    name: str
    unnamed: bool
    kind: OriginKind


class Alias(Struct, frozen=True, kw_only=True):
    """Another name of an entity, and the words that taught it (None: the settings file)."""

    name: str
    taught_by: Quote | None = None


class Tie(Struct, frozen=True, kw_only=True):
    """That one is with another, or (`polarity`) has left it, as a claim of the record tells it.

    `since` and `until` are the first and the last day of it, None: nobody says; `dated`: they are
    days told of, else those on which it was heard. What ends a tie is another that tells of the
    leaving. `part` or `whole` None: it is not said who.
    """

    claim: ClaimId
    part: str | None
    whole: str | None
    polarity: Polarity
    since: date | None
    until: date | None
    dated: bool
    said_by: tuple[Source, ...]
    denied_by: tuple[Source, ...]
    quotes: tuple[Quote, ...]


class Entity(Struct, frozen=True, kw_only=True):
    """One who acts or is acted on, with all names it goes by.

    `part_of`: by the settings, or by its name; `ties`: as the pages tell it over time.
    """

    id: EntityId
    kind: EntityKind
    name: str
    aliases: tuple[Alias, ...] = ()
    part_of: str | None = None
    code: str | None = None
    mentions: int = 0
    ties: tuple[Tie, ...] = ()


class Reuse(Struct, frozen=True, kw_only=True):
    """A passage of one text that stands in another: the span in a, and the one in b."""

    a: DocumentId
    b: DocumentId
    a_span: Span
    b_span: Span


class Copy(Struct, frozen=True, kw_only=True):
    """A document that holds a story's text, and the share (0..1) of its own text that it is."""

    document: DocumentId
    share: float
    why: str


class Story(Struct, frozen=True, kw_only=True):
    """The same text in several places, and the document (or wire) that it comes from."""

    id: StoryId
    origin: DocumentId | None
    wire: str | None = (
        None  # the agency that the copies name, where no page of the case is the first
    )
    copies: tuple[Copy, ...]
    passages: tuple[Reuse, ...] = ()


class Via(Struct, frozen=True, kw_only=True):
    """Where a page has a telling from, by its own link to another page of the case.

    `link`: the words of the link; `told`: the words of the other page that are repeated.
    """

    document: DocumentId
    link: Span
    told: Span


class Utterance(Struct, frozen=True, kw_only=True):
    """One telling of something, by whom and when; what weighing works on.

    `origin` is who said it first, by canonical name; `described` the words that describe an
    unnamed one. `same` names the utterance's text: copies of one text share it. `reader` is the
    commenter through whom it came; `commenter`: who is its origin, too. `said_on` is when it was
    said, as far as known, `heard_on` the day from which it could be read (None: unknown).
    `speakers`: who say it together ("Kell and Brun said"), where there are several.
    """

    claim: MarkId
    document: DocumentId
    origin: Source
    described: str | None
    chain: tuple[str, ...]
    same: str
    commenter: bool
    commitment: Commitment
    said_on: date | None
    heard_on: date | None
    why: tuple[str, ...] = ()  # each collapse and each doubt about the origin, in words
    reader: str | None = None
    own: bool = False  # the page's own words, or the agency's whose copy it prints
    page: DocumentId | None = None  # the first version of the page, where this is a later one
    via: Via | None = None
    speakers: tuple[Source, ...] = ()

    def each(self) -> tuple["Utterance", ...]:
        """Give it once for each who says it; what copies the text copies the word of each."""
        return tuple(self._of(s) for s in self.speakers) or (self,)

    def _of(self, speaker: Source) -> "Utterance":
        return replace(
            self,
            origin=speaker,
            described=speaker.name if speaker.unnamed else None,
            chain=(*self.chain[:-1], speaker.name),
            same=f"{self.same} {speaker.name}",
            speakers=(),
        )


class Linked(Struct, frozen=True, kw_only=True):
    """What linking gives to weighing: who is who, what copies what, and who said each thing first.

    `names` maps every surface name, case-folded, to its canonical one. `counts` are the tellings
    of quantities, by `Quantity.mark`.
    """

    entities: tuple[Entity, ...]
    stories: tuple[Story, ...]
    utterances: tuple[Utterance, ...]
    names: dict[str, str]
    counts: tuple[Utterance, ...] = ()
