"""The tables of a record that are exported, each with its rows when they are asked for."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct

from wellsourced.model import (
    CheckRow,
    Claim,
    DocumentRow,
    Entity,
    RatedSource,
    Ruled,
    SourceRow,
    Story,
    Tally,
    TimelineRow,
    Told,
)


class Table(NamedTuple):
    """A table: its name, the record it is of, what gives its rows."""

    name: str
    kind: type[Struct]
    rows: Callable[[], Iterator[Struct]]


def tables(told: Told) -> tuple[Table, ...]:
    """Give the tables of a record."""
    ruled = told.frame.ruled
    return (
        Table("claims", Ruled if ruled else Claim, told.claims),
        Table("tallies", Tally, told.tallies),
        Table("checks", CheckRow, told.checks),
        Table("timeline", TimelineRow, told.timeline),
        Table("sources", RatedSource if ruled else SourceRow, told.sources),
        Table("documents", DocumentRow, told.pages),
        Table("entities", Entity, told.entities),
        Table("stories", Story, told.stories),
    )
