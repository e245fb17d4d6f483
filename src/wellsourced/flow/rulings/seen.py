"""The records of a case as they are seen: with the analysts' layer or without, and veiled."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.asof import known_on
from wellsourced.flow.record import Records
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.layers import Layer, Patch, unruled
from wellsourced.flow.rulings.names import Names, names, of_names, remarked
from wellsourced.flow.rulings.veil import Veil, veil
from wellsourced.flow.version import version_of
from wellsourced.model import (
    Document,
    DocumentId,
    Linked,
    Marks,
    Ruled,
    Ruling,
    RulingId,
    digest,
)
from wellsourced.store import streams, tables
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshot, Snapshots, opened
from wellsourced.tell.ground import Ground, ground

R = TypeVar("R", bound=Struct)


class Lens(Struct, frozen=True, kw_only=True):
    """How a case is looked at: with the analysts' rulings, without the names of readers."""

    ruled: bool = False
    withhold_commenters: bool = False


class Shown(Snapshot):
    """A record with other claims, and with what is not to be shown blanked.

    `machine` tells what could not be read, also where all was linked anew.
    """

    def __init__(
        self,
        base: Snapshot,
        claims: tuple[Ruled, ...] | None,
        over: Veil,
        machine: Snapshot,
    ) -> None:
        self._base, self._claims, self._over, self._machine = base, claims, over, machine
        self._kept: dict[str, tuple[Struct, ...]] = {}
        self._whole: dict[str, tuple[Struct, ...]] = {}

    def rows(self, table: tables.Table[R]) -> tuple[R, ...]:
        """Give all records of a table; they are blanked once."""
        if table.name not in self._kept:
            self._kept[table.name] = self._rows(table)
        return cast("tuple[R, ...]", self._kept[table.name])

    def _rows(self, table: tables.Table[R]) -> tuple[R, ...]:
        unread = table.name == tables.REJECTED.name
        found = (self._machine if unread else self._base).rows(table)
        if self._claims is not None and table.name == tables.CLAIMS.name:
            found = cast("tuple[R, ...]", self._claims)
        return tuple(map(self._over.over, found))

    def count(self, name: str) -> int:
        """Tell how many rows a table has."""
        own = self._claims is not None and name == tables.CLAIMS.name
        return len(self._claims or ()) if own else self._base.count(name)

    def owned(self, table: tables.Table[R]) -> dict[DocumentId, tuple[R, ...]]:
        """Give the records of a table of marks or parts, document by document."""
        found = self._base.owned(table)
        return {d: tuple(map(self._over.over, rows)) for d, rows in found.items()}

    def documents(self) -> tuple[Document, ...]:
        """Give the documents, sorted by id."""
        if "documents" not in self._whole:
            self._whole["documents"] = tuple(map(self._over.over, self._base.documents()))
        return cast("tuple[Document, ...]", self._whole["documents"])

    def marks(self) -> tuple[Marks, ...]:
        """Give the marks of each document."""
        if "marks" not in self._whole:
            self._whole["marks"] = tuple(map(self._over.over, self._base.marks()))
        return cast("tuple[Marks, ...]", self._whole["marks"])

    def names(self) -> dict[str, str]:
        """Give the canonical name of each surface name."""
        told = self._base.names().items()
        if self._over.sheer:
            return dict(told)
        return {self._over.text(surface): self._over.text(name) for surface, name in told}


class _Pages(Iterable[Document]):
    """The pages of a record, read anew each time they are gone through."""

    def __init__(self, record: Snapshot) -> None:
        self._record = record

    def __iter__(self) -> Iterator[Document]:
        return streams.documents(self._record)


class Seen(Records):
    """The records of a case, by the day that is asked for, as one looks at them."""

    def __init__(self, case: Path, settings: Callable[[], Settings], lens: Lens) -> None:
        self.lens = lens
        self._log = Rulings(case)
        self._head: str | None = None
        super().__init__(case, settings)

    def forget(self) -> None:
        """Open all anew: the case has changed."""
        super().forget()
        self._grounds: dict[tuple[date | None, str], Ground] = {}
        self.ruled_anew()

    def ruled_anew(self) -> None:
        """Read the log anew: it has grown."""
        self._rulings: tuple[Ruling, ...] | None = None
        self._shown: dict[date | None, Snapshot] = {}
        self._layers: dict[date | None, Layer] = {}
        self._patches: dict[date | None, Patch | None] = {}
        self._directories = {}

    def renew(self) -> None:
        """Open all anew if another record was published, or something ruled, since."""
        super().renew()
        if self._rulings is not None and self._log.head() != self._head:
            self.ruled_anew()

    def log(self) -> tuple[Ruling, ...]:
        """Give all rulings, in their order."""
        if self._rulings is None:
            self._rulings = self._log.all()
            self._head = self._log.head()
        return self._rulings

    def at(self, day: date | None) -> Snapshot:
        """Give the record in force, or that of a day, as it is seen."""
        if day not in self._shown:
            self._shown[day] = self._seen(day)
        return self._shown[day]

    def veil(self, day: date | None) -> Veil:
        """Give what is blanked."""
        rulings = in_force(self.log())
        if not rulings and not self.lens.withhold_commenters:
            return Veil()
        pages = _Pages(self.machine(day))
        return veil(rulings, pages, withhold_commenters=self.lens.withhold_commenters)

    def machine(self, day: date | None) -> Snapshot:
        """Give the machine's own record."""
        return super().at(day)

    def linked(self, day: date | None) -> Snapshot:
        """Give the record linked by what rulings say of names, and else as the machine has it."""
        machine = self.machine(day)
        return self._linked(day, self._called(self.log(), machine), machine)

    def layer(self, day: date | None) -> Layer:
        """Give the analysts' layer over the record of a day."""
        if day not in self._layers:
            self._layers[day] = self.layer_with(day, self.log())
        return self._layers[day]

    def patch(self, day: date | None) -> Patch | None:
        """Give what the log makes of the record of a day, with no more held than is beside it.

        None: rulings on names bear on all of it.
        """
        if day not in self._patches:
            log, machine = self.log(), self.machine(day)
            named = any(map(of_names, in_force(log)))
            self._patches[day] = None if named else _patched(log, machine, self.settings())
        return self._patches[day]

    def bearing(self, day: date | None) -> Patch | Layer:
        """Give what has become of each ruling."""
        return self.patch(day) or self.layer(day)

    def layer_with(self, day: date | None, log: tuple[Ruling, ...]) -> Layer:
        """Give the layer that a log makes: the one of the case, or one with a ruling more."""
        from wellsourced.flow.rulings.overlay import layer

        machine = self.machine(day)
        called = self._called(log, machine)
        on = self._ground(day, called)
        known: dict[RulingId, tuple[str, ...] | str] = {}
        if called is not None:
            known = {**called.bears_on, **called.idle}
        claims = tuple(self._ground(day, None).claims.values())
        return layer(log, on, claims, known)

    def _ground(self, day: date | None, called: Names | None) -> Ground:
        """The record that rulings are put on, as it is looked up; kept until it changes."""
        seal = "" if called is None or not called.bears_on else _seal(called)
        if (day, seal) not in self._grounds:
            settings = called.settings if called is not None else self.settings()
            base = self._linked(day, called, self.machine(day))
            self._grounds[day, seal] = _ground(base, settings)
        return self._grounds[day, seal]

    def _seen(self, day: date | None) -> Snapshot:
        machine, over = self.machine(day), self.veil(day)
        if not self.lens.ruled:
            return machine if over.sheer else Shown(machine, None, over, machine)
        return Shown(self.linked(day), unruled(self.layer(day).claims), over, machine)

    def _called(self, log: tuple[Ruling, ...], machine: Snapshot) -> Names | None:
        """What the rulings on names make of names; None: there are none."""
        wanted = [r for r in in_force(log) if of_names(r)]
        if not wanted:
            return None
        entities = machine.rows(tables.ENTITIES)
        return names(self.settings(), wanted, entities, Pages(machine.documents()))

    def _linked(self, day: date | None, called: Names | None, machine: Snapshot) -> Snapshot:
        """The record linked and weighed anew by the names; kept beside the one it is cut from."""
        if called is None or not called.bears_on:
            return machine
        folder = Snapshots(self._case).current()
        if folder is None:
            raise StoreError(f"{self._case} was not run yet")
        path = folder / "as-of" / f"{day or 'now'}-{_seal(called)}.duckdb"
        if path.exists():
            return opened(path)
        from wellsourced.flow.anew import made

        documents, marks = self._given(day)
        return made(path, documents, remarked(marks, called.renamed), called.settings)

    def _given(self, day: date | None) -> tuple[tuple[Document, ...], tuple[Marks, ...]]:
        whole = self.machine(None)
        if day is None:
            return whole.documents(), whole.marks()
        added = Evidence(self._case / "evidence").first_added()
        return known_on(day, whole.documents(), whole.marks(), added)


def _patched(log: tuple[Ruling, ...], record: Snapshot, settings: Settings) -> Patch:
    from wellsourced.flow.rulings.patch import patch

    return patch(log, streams.apart(record), settings)


def _seal(called: Names) -> str:
    """Name what names are made of, and the code that links by them."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    moved = [f"{r.document} {r.name} {sorted(r.names)}" for r in called.renamed]
    return digest(*codes, called.settings.digest(), *moved)


def _ground(record: Snapshot, settings: Settings) -> Ground:
    linked = Linked(
        entities=record.rows(tables.ENTITIES),
        stories=record.rows(tables.STORIES),
        utterances=record.rows(tables.UTTERANCES),
        names=record.names(),
        counts=record.rows(tables.COUNTS),
    )
    return ground(linked, record.weighed(), record.documents(), record.marks(), settings)
