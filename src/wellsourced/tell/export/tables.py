"""The tables of a record that are exported, and what a record has to offer for it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from msgspec import Struct

from wellsourced.model import (
    CheckRow,
    Claim,
    DocumentRow,
    Entity,
    SourceRow,
    Story,
    Tally,
    TimelineRow,
)


class Told(Protocol):
    """A record that can be asked for its rows."""

    def claims(self, *, as_of: date | None = None) -> tuple[Claim, ...]:
        """Give the claims."""
        ...

    def tallies(self, *, as_of: date | None = None) -> tuple[Tally, ...]:
        """Give the counts."""
        ...

    def checks(self, *, as_of: date | None = None) -> tuple[CheckRow, ...]:
        """Give what adds up and what does not."""
        ...

    def timeline(self, *, as_of: date | None = None) -> tuple[TimelineRow, ...]:
        """Give the claims by day."""
        ...

    def sources(self, *, as_of: date | None = None) -> tuple[SourceRow, ...]:
        """Give the origins."""
        ...

    def documents(self, *, as_of: date | None = None) -> tuple[DocumentRow, ...]:
        """Give the pages."""
        ...

    def entities(self, *, as_of: date | None = None) -> tuple[Entity, ...]:
        """Give who acts and is acted on."""
        ...

    def reuse(self, *, as_of: date | None = None) -> tuple[Story, ...]:
        """Give the texts that stand in several pages."""
        ...


class Table(NamedTuple):
    """A table: its name, the record it is of, its rows."""

    name: str
    kind: type[Struct]
    rows: Sequence[Struct]


def tables(of: Told, as_of: date | None) -> Iterator[Table]:
    """Give the tables of a record."""
    claims = of.claims(as_of=as_of)
    yield Table("claims", type(claims[0]) if claims else Claim, claims)
    yield Table("tallies", Tally, of.tallies(as_of=as_of))
    yield Table("checks", CheckRow, of.checks(as_of=as_of))
    yield Table("timeline", TimelineRow, of.timeline(as_of=as_of))
    yield Table("sources", SourceRow, of.sources(as_of=as_of))
    yield Table("documents", DocumentRow, of.documents(as_of=as_of))
    yield Table("entities", Entity, of.entities(as_of=as_of))
    yield Table("stories", Story, of.reuse(as_of=as_of))
