"""What a brief says: sections of sentences, each with the words it rests on, in no format yet."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from wellsourced.model.answers import Placed
from wellsourced.model.text import Dated
from wellsourced.model.things import Quote


class Length(StrEnum):
    """How much a brief tells: a page or two, or all there is."""

    SHORT = "short"
    FULL = "full"


class BriefPart(StrEnum):
    """What a section of a brief is about."""

    SUMMARY = "summary"
    CHANGED = "changed"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    HEDGED = "hedged"
    TOLLS = "tolls"
    TIMELINE = "timeline"
    MAP = "map"
    READERS = "readers"
    SOURCES = "sources"
    METHOD = "method"


class Footnote(Struct, frozen=True, kw_only=True):
    """Where a sentence comes from: the page, and the words in it with where they stand.

    `outlet`, `title` None: the page does not say; `part`: "comment" where readers write.
    """

    number: int
    file: str
    outlet: str | None
    title: str | None
    published: Dated
    quote: Quote
    part: str | None = None


class BriefSentence(Struct, frozen=True, kw_only=True):
    """A sentence of a brief, and the numbers of its footnotes, in their order.

    A sentence without any is about the record itself, such as a count of pages.
    """

    text: str
    notes: tuple[int, ...] = ()


class Paragraph(Struct, frozen=True, kw_only=True):
    """Sentences about one thing; `head`: what, or the days of a row; empty: it has none."""

    sentences: tuple[BriefSentence, ...]
    head: str = ""


class BriefSection(Struct, frozen=True, kw_only=True):
    """A section: paragraphs to be read on, or, as `listed`, rows each with its head."""

    part: BriefPart
    heading: str
    paragraphs: tuple[Paragraph, ...]
    listed: bool = False


class Brief(Struct, frozen=True, kw_only=True):
    """A sourced brief of a case.

    `as_of`: the last day of which anything is known; `about`, `since`: as asked. `ruled`: the
    analysts' layer is in it; `withheld`: readers are not named. `left_out`: statements that a
    short brief does not tell.
    """

    title: str
    about: str | None
    as_of: date | None
    since: date | None
    ruled: bool
    withheld: bool
    sections: tuple[BriefSection, ...]
    footnotes: tuple[Footnote, ...]
    places: tuple[Placed, ...] = ()
    left_out: int = 0


class LintFinding(Struct, frozen=True, kw_only=True):
    """What a line of a brief should not say, the words that do, and how to mend it."""

    line: int
    rule: str
    words: str
    remedy: str
