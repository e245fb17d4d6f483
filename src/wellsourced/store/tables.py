"""The tables of the record: which record type goes where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from msgspec import Struct

from wellsourced.model import (
    Attribution,
    Check,
    CheckRow,
    Claim,
    ClaimMark,
    CommitmentMark,
    Dated,
    Document,
    DocumentId,
    Entity,
    Layer,
    Link,
    Mention,
    Part,
    PlaceMark,
    Quantity,
    Rejected,
    Story,
    Tally,
    TimeMark,
    Utterance,
)

R_co = TypeVar("R_co", bound=Struct, covariant=True)


@dataclass(frozen=True)
class Table(Generic[R_co]):
    """A table of the record; `owned`: its rows belong to a document, named in a first column."""

    name: str
    kind: type[R_co]
    owned: bool = False


class Text(Struct, frozen=True, kw_only=True):
    """A document without its parts, which have a table of their own."""

    id: DocumentId
    evidence: str
    file: str
    text: str
    url: str | None
    title: str | None
    outlet: str | None
    author: str | None
    published: Dated
    links: tuple[Link, ...]
    language: str
    fetched_at: datetime | None
    earlier: DocumentId | None
    stated: int | None

    def document(self, parts: tuple[Part, ...]) -> Document:
        """Give the whole document back."""
        return Document(
            id=self.id,
            evidence=self.evidence,
            file=self.file,
            text=self.text,
            parts=parts,
            url=self.url,
            title=self.title,
            outlet=self.outlet,
            author=self.author,
            published=self.published,
            links=self.links,
            language=self.language,
            fetched_at=self.fetched_at,
            earlier=self.earlier,
            stated=self.stated,
        )


class Name(Struct, frozen=True, kw_only=True):
    """A surface name, case-folded, and the canonical one that it means."""

    surface: str
    name: str


DOCUMENTS = Table("documents", Text)
PARTS = Table("parts", Part, owned=True)
ENTITIES = Table("entities", Entity)
STORIES = Table("stories", Story)
UTTERANCES = Table("utterances", Utterance)
COUNTS = Table("counts", Utterance)
NAMES = Table("names", Name)
CLAIMS = Table("claims", Claim)
TALLIES = Table("tallies", Tally)
CHECKS = Table("checks", CheckRow)
REJECTED = Table("rejected", Rejected)

TIMES = Table(f"marks_{Layer.TIMES.value}", TimeMark, owned=True)
MENTIONS = Table(f"marks_{Layer.ENTITIES.value}", Mention, owned=True)
PLACES = Table(f"marks_{Layer.PLACES.value}", PlaceMark, owned=True)

_MARKED: tuple[tuple[Layer, type[Struct]], ...] = (
    (Layer.ENTITIES, Mention),
    (Layer.TIMES, TimeMark),
    (Layer.PLACES, PlaceMark),
    (Layer.QUANTITIES, Quantity),
    (Layer.ATTRIBUTIONS, Attribution),
    (Layer.CLAIMS, ClaimMark),
    (Layer.CHECKS, Check),
    (Layer.COMMITMENTS, CommitmentMark),
)
LAYERS: tuple[tuple[Layer, Table[Struct]], ...] = tuple(
    (layer, Table(f"marks_{layer.value}", kind, owned=True)) for layer, kind in _MARKED
)
