"""A case told row by row, as exporters take it: nothing is kept that a large case has many of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.errors import InputError
from wellsourced.flow.originals import originals, sealing
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
    DocumentId,
    DocumentRow,
    Entity,
    Frame,
    Incident,
    Marks,
    Mention,
    Original,
    PlaceMark,
    Rejected,
    RulingRow,
    SourceRow,
    Story,
    Tally,
    Tie,
    TimelineRow,
    Write,
    digest,
)
from wellsourced.questions import unmarked, unread
from wellsourced.store import laid, poured, streams, tables
from wellsourced.store.drawer import Drawer
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell import documents as listing
from wellsourced.tell import incidents as happening
from wellsourced.tell import sources as ranking
from wellsourced.tell import timeline as ordering
from wellsourced.tell.export import jsonl
from wellsourced.tell.incidentdeeds import bare
from wellsourced.tell.placed import spots
from wellsourced.tell.ties import each_tied

S = TypeVar("S")

_AT_HAND = 4_000  # things of a drawer that are kept at hand
_FEW = 200  # pages with their text that are


class Streamed:
    """A record as it is seen on a day, told row by row; keeps the contract `model.Told`."""

    def __init__(
        self, path: Path, records: Seen, day: date | None, rulings: tuple[RulingRow, ...]
    ) -> None:
        self._path, self._records, self._day = path, records, day
        self._rulings = rulings
        lens = records.lens
        self._base = records.linked(day) if lens.ruled else records.machine(day)
        self._read = streams.apart(self._base)
        self._over = records.veil(day).over

    @cached_property
    def frame(self) -> Frame:
        """Which record it is."""
        lens = self._records.lens
        return Frame(
            case=self._path.resolve().name,
            as_of=self._day,
            ruled=lens.ruled,
            withheld=lens.withhold_commenters,
            at=_at(self._path, self._day),
            made_from=_made_from(self._path, self._day),
            version=version("wellsourced"),
        )

    def drawer(self, kind: type[S], *, held: int = _AT_HAND) -> Drawer[S]:
        """Give an empty drawer."""
        return Drawer(kind, held=held)

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

    def pages(self) -> Iterator[DocumentRow]:
        """Give the pages as they are listed; those that gave nothing unless a day is asked for."""
        rows, listed, reasons = Drawer(DocumentRow), Drawer(bool), Drawer(str)
        names = self._names()
        for d in self.documents():
            rows.put(f"{d.file}\0{d.id}", listing.row(d, names.get(d.evidence) or ()))
            listed.put(d.file, thing=True)
        for r in self._rejected():
            if r.stage == "mark":
                reasons.put(r.input, unmarked(r))
        for _, row in rows.things():
            yield self._over(replace(row, error=reasons.get(row.file)))
        for r in self._rejected():
            if r.stage != "mark" or not listed.get(r.input):
                yield self._over(unread(r))

    def _rejected(self) -> Iterator[Rejected]:
        """What gave no page; of a day that is not told."""
        if self._day is not None:
            return iter(())
        return map(self._over, streams.each(self._records.machine(None), tables.REJECTED))

    def _names(self) -> Drawer[tuple[str, ...]]:
        """All names under which each original was added."""
        found: Drawer[tuple[str, ...]] = Drawer(tuple[str, ...])
        for entry in Evidence(self._path / "evidence").links():
            if entry.evidence:
                known = found.get(entry.evidence) or ()
                if entry.file not in known:
                    found.put(entry.evidence, tuple(sorted((*known, entry.file))))
        return found

    def documents(self) -> Iterator[Document]:
        """Give the pages with their text, by their ids."""
        return map(self._over, streams.documents(self._read))

    def texts(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, Document]:
        """Give some pages with their text; when first asked, all are put into a drawer."""
        found = ((i, self._texts.get(i)) for i in sorted(set(ids)))
        return {i: d for i, d in found if d is not None}

    @cached_property
    def _texts(self) -> Drawer[Document]:
        drawer = Drawer(Document, held=_FEW)
        for d in self.documents():
            drawer.put(d.id, d)
        return drawer

    def mentions(self) -> Iterator[tuple[DocumentId, Mention]]:
        """Give the names in the pages."""
        found = streams.each_owned(self._read, tables.MENTIONS)
        return ((owner, self._over(mention)) for owner, mention in found)

    def entities(self, *, ties: bool = True) -> Iterator[Entity]:
        """Give who acts and is acted on."""
        found = map(self._over, streams.each(self._read, tables.ENTITIES))
        if not ties:
            return found
        return each_tied(found, self._ties, self.drawer(Tie, held=_FEW))

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
        drawer = self.drawer(Incident, held=_FEW)
        found = happening.incidents(happening.Record(claims, tallies, groups, holders))
        for n, incident in enumerate(found):
            drawer.put(f"{n:012}", incident)
        return drawer

    def _marked(self) -> Iterator[tuple[Document, Marks]]:
        """Each page with its days and names."""
        times = _Owned(streams.each_owned(self._read, tables.TIMES))
        names = _Owned(streams.each_owned(self._read, tables.MENTIONS))
        for d in self.documents():
            told = Marks(doc=d.id, times=times.of(d.id), entities=names.of(d.id))
            yield d, self._over(told)

    def places(self) -> Mapping[str, PlaceMark]:
        """Give the place that most pages mean by each name."""
        names = self._base.names()
        marks = (self._over(p) for p in streams.each(self._read, tables.PLACES))
        return spots(marks, lambda name: names.get(name.casefold(), name))

    def rulings(self) -> Iterator[RulingRow]:
        """Give what analysts decided."""
        return iter(self._rulings)

    def originals(self) -> Iterator[Original]:
        """Give the originals of the pages, by their hashes."""
        lens = self._records.lens
        if lens.withhold_commenters:
            problem = "the originals of pages hold the names of readers"
            raise InputError(problem, hint="export them without --withhold-commenters")
        return originals(self._path, streams.documents(self._read), self._records.veil(self._day))

    def custody(self) -> Mapping[str, bytes]:
        """Give the files that seal what was added; none as of a day, or with words blanked."""
        if self._day is not None or not self._records.veil(None).sheer:
            return {}
        return sealing(self._path)

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


class _Owned(Generic[S]):
    """Marks page by page, as they are asked for in the order of the pages."""

    def __init__(self, found: Iterator[tuple[DocumentId, S]]) -> None:
        self._found = found
        self._ahead = next(found, None)

    def of(self, document: DocumentId) -> tuple[S, ...]:
        """Give the marks of a page."""
        told: list[S] = []
        while self._ahead is not None and self._ahead[0] == document:
            told.append(self._ahead[1])
            self._ahead = next(self._found, None)
        return tuple(told)


def _plain(records: Seen, day: date | None) -> bool:
    """Whether rows are told as the record holds them."""
    return not records.lens.ruled and records.veil(day).sheer


def _at(case: Path, day: date | None) -> datetime:
    """When the newest of what a record is made of came in."""
    if day is not None:
        return datetime.combine(day, time(), UTC)
    added = (e.added_at for e in Evidence(case / "evidence").links())
    return max(added, default=datetime.min.replace(tzinfo=UTC)).astimezone(UTC)


def _made_from(case: Path, day: date | None) -> str:
    manifest = Snapshots(case).manifest()
    made = manifest.made_from if manifest else ""
    return made if day is None else digest("as of", made, day.isoformat())
