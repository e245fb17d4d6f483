"""What an exporter is given, and what it gives: the contract of all export formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, ClassVar, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from wellsourced.model.claims import CheckRow, Claim, DocumentRow, SourceRow, Tally, TimelineRow
from wellsourced.model.ids import DocumentId
from wellsourced.model.incidents import Incident
from wellsourced.model.marks import Mention, PlaceMark
from wellsourced.model.review import RulingRow
from wellsourced.model.text import Document
from wellsourced.model.things import Entity, Story

Write = Callable[[BinaryIO], None]
S = TypeVar("S")


class Frame(Struct, frozen=True, kw_only=True):
    """Which record it is, and how it is looked at.

    `ruled`: with the analysts' rulings put over it; `withheld`: without the names of readers.
    `at` is the moment that the record is of, never that of the export: midnight of the day asked
    for, else when its newest page was added. `made_from` names the run: its code, settings, pages.
    """

    case: str
    as_of: date | None
    ruled: bool
    withheld: bool
    at: datetime
    made_from: str
    version: str


class Original(Struct, frozen=True, kw_only=True):
    """The bytes of a page as they were added, and what is known of where they are from.

    `evidence` is their SHA-256, `payload` that of the answer within, where they are an archive of
    a question and its answer; `path` is where they lie.
    """

    evidence: str
    documents: tuple[DocumentId, ...]
    file: str
    size: int
    media_type: str
    url: str | None
    title: str | None
    added_at: datetime
    fetched_at: datetime | None
    payload: str | None
    path: Path


class Drawer(Protocol[S]):
    """Things of one type by name, on disk: what a large case has too many of to be held."""

    def put(self, name: str, thing: S) -> None:
        """Put a thing where nothing or another one was."""
        ...

    def new(self, name: str, thing: S) -> bool:
        """Put a thing where nothing was; False: something was, and stays."""
        ...

    def get(self, name: str) -> S | None:
        """Give the thing of a name; None: there is none."""
        ...

    def things(self) -> Iterator[tuple[str, S]]:
        """Give all things behind their names, in the order of these, sign by sign."""
        ...


class Poured(Protocol):
    """What can be written table by table, without going through it row by row."""

    def lines(self, table: str) -> Write | None:
        """Give what writes a table at once as CSV; None: it has to be asked row by row."""
        ...

    def objects(
        self, table: str, kind: type[Struct], rows: Callable[[], Iterable[Struct]]
    ) -> Write:
        """Give what writes the rows of a table as JSON lines, at once where that can be."""
        ...

    def columns(
        self, table: str, kind: type[Struct], rows: Callable[[], Iterable[Struct]]
    ) -> Write:
        """Give what writes the rows of a table as Parquet, at once where that can be."""
        ...


class Told(Poured, Protocol):
    """A record as it is seen on a day, told row by row: it is never held whole.

    Each can be asked again, and gives the same rows in the same order. Names of readers that are
    withheld, and words that are redacted, are blanked in all of them.
    """

    @property
    def frame(self) -> Frame:
        """Which record it is."""
        ...

    def drawer(self, kind: type[S], *, held: int = ...) -> Drawer[S]:
        """Give an empty drawer, for what has to be known later; `held`: things kept at hand."""
        ...

    def claims(self) -> Iterator[Claim]:
        """Give the claims; with rulings each is a `Ruled`, and those rejected are left out."""
        ...

    def tallies(self) -> Iterator[Tally]:
        """Give the counts."""
        ...

    def checks(self) -> Iterator[CheckRow]:
        """Give what adds up and what does not."""
        ...

    def timeline(self) -> Iterator[TimelineRow]:
        """Give the claims in the order of the days they speak of."""
        ...

    def sources(self) -> Iterator[SourceRow]:
        """Give the origins; with rulings each is a `RatedSource`."""
        ...

    def pages(self) -> Iterator[DocumentRow]:
        """Give the pages as they are listed, also those that gave nothing."""
        ...

    def documents(self) -> Iterator[Document]:
        """Give the pages with their text and parts, by their ids."""
        ...

    def texts(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, Document]:
        """Give some pages with their text: ask for those of many claims at once."""
        ...

    def mentions(self) -> Iterator[tuple[DocumentId, Mention]]:
        """Give the names in the pages, page by page as `documents`."""
        ...

    def entities(self, *, ties: bool = True) -> Iterator[Entity]:
        """Give who acts and is acted on; without their ties no claim is read for it."""
        ...

    def stories(self) -> Iterator[Story]:
        """Give the texts that stand in several pages."""
        ...

    def incidents(self) -> Iterator[Incident]:
        """Give what happened, where and when, oldest first."""
        ...

    def places(self) -> Mapping[str, PlaceMark]:
        """Give the place that most pages mean by each name, where it has coordinates."""
        ...

    def rulings(self) -> Iterator[RulingRow]:
        """Give what analysts decided; nothing where the record is seen without rulings."""
        ...

    def originals(self) -> Iterator[Original]:
        """Give the originals of the pages, by their hashes; of redacted pages there are none.

        Raises InputError where names of readers are withheld: originals hold them.
        """
        ...

    def custody(self) -> Mapping[str, bytes]:
        """Give the files that seal what was added, as they are; none but for the whole record."""
        ...


class Exported(NamedTuple):
    """A file of an export: its name, "data/claims.csv", and what writes it."""

    name: str
    write: Callable[[BinaryIO], None]


class Exporter(Protocol):
    """Writes a record in a format. Its fields are its options, each with a default.

    The same record gives the same bytes.
    """

    about: ClassVar[str]
    """What it gives, in one line."""

    loses: ClassVar[str]
    """What of the record the format cannot hold, in one line."""

    suffix: ClassVar[str]
    """How the one file ends that it writes (".json"); empty: it writes a folder of files."""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the files, each written before the next is asked for."""
        ...
