"""A reading aid: what a language model is asked about marks in doubt, and what it says.

Its answers are a layer of their own. They are in no claim, and change how none stands.
"""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from wellsourced.model.ids import DocumentId
from wellsourced.model.marks import Commitment


class Doubt(StrEnum):
    """What the rules are unsure of."""

    SOURCE = "source"  # words are attributed, and no source is found
    COMMITMENT = "commitment"  # nothing tells how far a source commits itself
    DATE = "date"  # words for a day, and no day that they can mean


class Doubtful(Struct, frozen=True, kw_only=True):
    """A mark in doubt: its span, and that of the passage around it, which alone is sent."""

    doubt: Doubt
    document: DocumentId
    start: int
    end: int
    passage_start: int
    passage_end: int


class Worth(StrEnum):
    """What became of an answer."""

    MARK = "machine aid"  # the words that it quotes stand in the passage
    NOTHING = "says nothing"  # the model finds that the passage does not tell
    REJECTED = "rejected"  # no answer as asked for, or words that do not stand there
    FAILED = "failed"  # no answer came


class Aid(Struct, frozen=True, kw_only=True):
    """One answer as it is kept: the prompt, the output, and what became of it.

    `asked` is a digest of the prompt and the model. `start` and `end` are those of the words that
    it quotes, `commitment` or the days what it takes them for; None where it is no mark.
    `seal` is a digest of all that stands here and of the seal before.
    """

    of: Doubtful
    asked: str
    model: str
    prompt: str
    output: str
    at: datetime
    worth: Worth
    reason: str = ""
    start: int | None = None
    end: int | None = None
    commitment: Commitment | None = None
    earliest: date | None = None
    latest: date | None = None
    seal: str = ""
