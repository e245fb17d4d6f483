"""The pages of a case as exporters take them, and which record they are of."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from wellsourced.errors import InputError
from wellsourced.flow.originals import originals, sealing
from wellsourced.flow.rulings.seen import Seen
from wellsourced.model import (
    Document,
    DocumentId,
    DocumentRow,
    Frame,
    Mention,
    Original,
    PlaceMark,
    Rejected,
    RulingRow,
    digest,
)
from wellsourced.questions import unmarked, unread
from wellsourced.store import streams, tables
from wellsourced.store.drawer import Drawer
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell import documents as listing
from wellsourced.tell.placed import spots

S = TypeVar("S")

_AT_HAND = 4_000  # things of a drawer that are kept at hand
FEW = 200
"""Pages with their text, and other large things, that are."""


class Pages:
    """The pages of a record as it is seen on a day, told one by one."""

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
        drawer = Drawer(Document, held=FEW)
        for d in self.documents():
            drawer.put(d.id, d)
        return drawer

    def mentions(self) -> Iterator[tuple[DocumentId, Mention]]:
        """Give the names in the pages."""
        found = streams.each_owned(self._read, tables.MENTIONS)
        return ((owner, self._over(mention)) for owner, mention in found)

    def places(self) -> Mapping[str, PlaceMark]:
        """Give the place that most pages mean by each name."""
        names = self._base.names()
        marks = (self._over(p) for p in streams.each(self._read, tables.PLACES))
        return spots(marks, lambda name: names.get(name.casefold(), name))

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
