"""A case told row by row, as exporters take it: nothing is kept that a large case has many of."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.layers import unruled
from wellsourced.flow.rulings.ratings import rated
from wellsourced.flow.rulings.seen import Seen
from wellsourced.link.incidents import told_of
from wellsourced.model import (
    CheckRow,
    Claim,
    Decision,
    Document,
    Entity,
    Incident,
    Marks,
    RulingRow,
    SourceRow,
    Story,
    Tally,
    Tie,
    TimelineRow,
    Write,
)
from wellsourced.paged import FEW, Pages
from wellsourced.store import laid, poured, streams, tables
from wellsourced.store.drawer import Drawer
from wellsourced.tell import incidents as happening
from wellsourced.tell import sources as ranking
from wellsourced.tell import timeline as ordering
from wellsourced.tell.export import jsonl
from wellsourced.tell.incidentdeeds import bare
from wellsourced.tell.ties import each_tied

S = TypeVar("S")


class Streamed(Pages):
    """A record as it is seen on a day, told row by row; keeps the contract `model.Told`."""

    def claims(self) -> Iterator[Claim]:
        """Give the claims, as they are seen."""
        if self._records.lens.ruled:
            return map(self._over, self._ruled())
        return map(self._over, streams.each(self._read, tables.CLAIMS))

    def _ruled(self) -> Iterator[Claim]:
        """The claims as rulings have them, without those that were rejected."""
        patch = self._records.patch(self._day)
        if patch is None:
            return iter(unruled(self._records.layer(self._day).claims))
        found = patch.over(streams.each(self._read, tables.CLAIMS))
        return (c for c in found if c.judged is not Decision.REJECT)

    def tallies(self) -> Iterator[Tally]:
        """Give the counts."""
        return map(self._over, streams.each(self._read, tables.TALLIES))

    def checks(self) -> Iterator[CheckRow]:
        """Give what adds up and what does not."""
        return map(self._over, streams.each(self._read, tables.CHECKS))

    def timeline(self) -> Iterator[TimelineRow]:
        """Give the claims in the order of the days they speak of."""
        query = laid.query("timeline")
        if query is not None and _plain(self._records, self._day):
            return streams.asked(self._base, query, TimelineRow)
        rows = self.drawer(TimelineRow, held=0)
        for claim in self.claims():
            rows.put(ordering.place(claim), ordering.row(claim))
        return (row for _, row in rows.things())

    def sources(self) -> Iterator[SourceRow]:
        """Give the origins."""
        if _plain(self._records, self._day):
            rows = streams.asked(self._base, laid.SOURCES, SourceRow)
            return iter(sorted(rows, key=ranking.order))
        found = ranking.sources(self.claims())
        if not self._records.lens.ruled:
            return iter(found)
        return iter(rated(found, in_force(self._records.log())))

    def entities(self, *, ties: bool = True) -> Iterator[Entity]:
        """Give who acts and is acted on."""
        found = map(self._over, streams.each(self._read, tables.ENTITIES))
        if not ties:
            return found
        return each_tied(found, self._ties, self.drawer(Tie, held=FEW))

    def _ties(self) -> Iterator[Claim]:
        """The claims in which ties are told; with rulings all, of which one may be corrected."""
        if self._records.lens.ruled:
            return self.claims()
        return map(self._over, streams.asked(self._base, laid.TIES, Claim))

    def stories(self) -> Iterator[Story]:
        """Give the texts that stand in several pages."""
        return map(self._over, streams.each(self._read, tables.STORIES))

    def incidents(self) -> Iterator[Incident]:
        """Give what happened, where and when; it is worked out once, and then told from disk."""
        return (incident for _, incident in self._incidents.things())

    @cached_property
    def _incidents(self) -> Drawer[Incident]:
        groups = told_of(_Again(self.documents), self._marked())
        holders = happening.holders(self._records.settings())
        claims, tallies = map(bare, self.claims()), map(bare, self.tallies())
        drawer = self.drawer(Incident, held=FEW)
        found = happening.incidents(happening.Record(claims, tallies, groups, holders))
        for n, incident in enumerate(found):
            drawer.put(f"{n:012}", incident)
        return drawer

    def _marked(self) -> Iterator[tuple[Document, Marks]]:
        """Each page with its days and names."""
        times = streams.Owned(self._read, tables.TIMES)
        names = streams.Owned(self._read, tables.MENTIONS)
        for d in self.documents():
            told = Marks(doc=d.id, times=times.of(d.id), entities=names.of(d.id))
            yield d, self._over(told)

    def rulings(self) -> Iterator[RulingRow]:
        """Give what analysts decided."""
        return iter(self._rulings)

    def lines(self, table: str) -> Write | None:
        """Give what writes a table at once as CSV; None: it has to be asked row by row."""
        return poured.csv(self._base, table) if _plain(self._records, self._day) else None

    def objects(
        self, table: str, kind: type[Struct], rows: Callable[[], Iterable[Struct]]
    ) -> Write:
        """Give what writes the rows of a table as JSON lines."""
        from wellsourced.store import objects

        plain = _plain(self._records, self._day)
        whole = objects.objects(self._base, table, kind) if plain else None
        return whole or jsonl.written(rows)

    def columns(
        self, table: str, kind: type[Struct], rows: Callable[[], Iterable[Struct]]
    ) -> Write:
        """Give what writes the rows of a table as Parquet."""
        from wellsourced.store import columns

        return columns.columns(
            self._base if _plain(self._records, self._day) else None, table, kind, rows
        )


class _Again(Iterable[S]):
    """What can be gone through more than once."""

    def __init__(self, found: Callable[[], Iterator[S]]) -> None:
        self._found = found

    def __iter__(self) -> Iterator[S]:
        return self._found()


def _plain(records: Seen, day: date | None) -> bool:
    """Whether rows are told as the record holds them."""
    return not records.lens.ruled and records.veil(day).sheer
