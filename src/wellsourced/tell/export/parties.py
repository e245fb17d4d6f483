"""Who and what a record speaks of, by ids that all linked formats share."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar

from wellsourced.model import (
    Claim,
    Document,
    DocumentId,
    Entity,
    EntityKind,
    Evidence,
    OriginKind,
    Source,
    Tally,
    digest,
)

T = TypeVar("T")

BATCH = 4_000  # claims whose pages are asked for at once


class Leaf(NamedTuple):
    """What is kept of each page: by whom it is, and of which day."""

    source: str
    day: date | None


def leaves(documents: Iterable[Document]) -> dict[DocumentId, Leaf]:
    """Give what is kept of pages, by their ids: little enough for all of a large case."""
    return {d.id: Leaf(d.outlet or d.file, d.published.latest) for d in documents}


class Parties:
    """The people, groups and places of a record by their names, and sources by who they are."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        known = {e.name: (str(e.id), e.kind) for e in entities}
        self._ids = {name: found for name, (found, _) in known.items()}
        self._places = {name for name, (_, kind) in known.items() if kind is EntityKind.PLACE}

    def entity(self, name: str) -> str | None:
        """Give the id of an entity; None: none has the name."""
        return self._ids.get(name)

    def acts(self, name: str) -> bool:
        """Whether it is the name of somebody, and not of a place."""
        return name in self._ids and name not in self._places

    def source(self, source: Source) -> str:
        """Give the id of a source: an entity's where it is one with a name."""
        own = None if source.kind is OriginKind.COMMENTER else self._ids.get(source.name)
        return own or reader(source.name, source.kind)


def reader(name: str, kind: OriginKind = OriginKind.COMMENTER) -> str:
    """Give the id of a source that is known only for what it says.

    >>> reader("joe") == reader("joe", OriginKind.PERSON)
    False
    """
    return digest("source", kind, name)


def told_by(row: Claim | Tally) -> Iterator[Source]:
    """Give all whom a claim or a count names as saying so, or otherwise, each once."""
    found = row.said_by
    if isinstance(row, Claim):
        against = (*row.denied_by, *row.disputed_by, *row.questioned_by, *row.retracted_by)
        found = (*row.said_by, *row.confirmed_by, *against)
    yield from dict.fromkeys(found)


def telling(of: str, e: Evidence) -> str:
    """Name one telling of a claim or a count."""
    return digest(
        of, e.document, str(e.start), str(e.end), e.stance, e.commitment, e.mark, *e.chain
    )


def each(slot: str | None) -> list[str]:
    """Give the names in a slot.

    >>> each("the army; the police"), each(None)
    (['the army', 'the police'], [])
    """
    return [n for n in (slot or "").split("; ") if n]


def batches(rows: Iterable[T], many: int = BATCH) -> Iterator[list[T]]:
    """Give rows in lists of so many, in their order."""
    rest = iter(rows)
    while found := list(islice(rest, many)):
        yield found


def days(row: Claim | Tally) -> tuple[date | None, date | None]:
    """Give the first and the last day that is told of; without one, the other."""
    return row.earliest or row.latest, row.latest or row.earliest
