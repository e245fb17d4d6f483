"""Who and what a record speaks of, by ids that all linked formats share."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar

from wellsourced.model import (
    Claim,
    Document,
    Drawer,
    EntityKind,
    Evidence,
    OriginKind,
    Source,
    Tally,
    Told,
    digest,
)

T = TypeVar("T")

BATCH = 4_000  # claims whose pages are asked for at once


class Leaf(NamedTuple):
    """What is kept of each page: by whom it is, and of which day."""

    source: str
    day: date | None


class _Party(NamedTuple):
    """An entity by its id, and what it is."""

    id: str
    kind: EntityKind


def leaf(d: Document) -> Leaf:
    """Give what is kept of a page."""
    return Leaf(d.outlet or d.file, d.published.latest)


def leaves(told: Told) -> Drawer[Leaf]:
    """Give what is kept of the pages, by their ids."""
    drawer = told.drawer(Leaf)
    for d in told.documents():
        drawer.put(d.id, leaf(d))
    return drawer


class Parties:
    """The people, groups and places of a record by their names, and sources by who they are."""

    def __init__(self, told: Told) -> None:
        self._known = told.drawer(_Party)
        for e in told.entities(ties=False):
            self._known.put(e.name, _Party(str(e.id), e.kind))

    def entity(self, name: str) -> str | None:
        """Give the id of an entity; None: none has the name."""
        found = self._known.get(name)
        return found.id if found else None

    def acts(self, name: str) -> bool:
        """Whether it is the name of somebody, and not of a place."""
        return self.kind(name) not in (None, EntityKind.PLACE)

    def kind(self, name: str) -> EntityKind | None:
        """Give what an entity is; None: none has the name."""
        found = self._known.get(name)
        return found.kind if found else None

    def source(self, source: Source) -> str:
        """Give the id of a source: an entity's where it is one with a name."""
        own = None if source.kind is OriginKind.COMMENTER else self.entity(source.name)
        return own or reader(source.name, source.kind)


class Sources:
    """Who is known only for what he says, each once, when he is first met."""

    def __init__(self, told: Told, of: Parties) -> None:
        self._met, self._of = told.drawer(bool), of

    def of(self, row: Claim | Tally) -> Iterator[Source]:
        """Give those of a claim or a count who were not met before, and are no entity."""
        for s in told_by(row):
            key = f"{s.kind}\0{s.unnamed:d}\0{s.name}"
            if self._met.new(key, thing=True) and not self._of.acts(s.name):
                yield s


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
