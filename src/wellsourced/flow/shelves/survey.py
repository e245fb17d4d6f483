"""All shelves of a case, looked over: what their pages have in common."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from wellsourced.config import Settings
from wellsourced.flow.shelves.told import View
from wellsourced.flow.versions import versioned
from wellsourced.lang.codes import Codes, Whole
from wellsourced.link.entities import Seen
from wellsourced.link.tell import beside
from wellsourced.link.together import Catalogue, Joint, common
from wellsourced.link.units import Library
from wellsourced.link.versions import Version, versions
from wellsourced.link.vias import Link
from wellsourced.model import CheckRow, Document, DocumentId
from wellsourced.store import cells
from wellsourced.weigh.blocks import seal
from wellsourced.weigh.retractions import Correction
from wellsourced.weigh.told import Around
from wellsourced.weigh.world import World, known

_T = TypeVar("_T")
_D = TypeVar("_D", np.int64, np.uint32, np.int32, np.uint16)
_LIGHT = ("ids", "days", "outlets", "wires", "links", "beside")


class Heads:
    """Documents without their texts, by number and by id; opened when they are asked for."""

    def __init__(self, shelves: Sequence[Path], ids: Sequence[DocumentId], ends: Whole) -> None:
        self._shelves, self._ids, self._ends = shelves, ids, ends
        self._opened: dict[int, Document] = {}
        self._shelf: tuple[int, list[bytes]] = -1, []
        self.earlier: Mapping[DocumentId, DocumentId] = {}

    def __getitem__(self, number: int | str, /) -> Document:
        """Give one of them."""
        if isinstance(number, str):
            number = bisect_right(self._ids, number) - 1
        if number not in self._opened:
            self._opened[number] = self._head(number)
        found = self._opened[number]
        earlier = self.earlier.get(found.id)
        return replace(found, earlier=earlier) if earlier is not None else found

    def _head(self, number: int) -> Document:
        shelf = int(np.searchsorted(self._ends, number, side="right"))
        if shelf != self._shelf[0]:
            cell = cells.take(self._shelves[shelf], ["heads"])[0]
            self._shelf = shelf, _of(cell, list[bytes])
        first = int(self._ends[shelf - 1]) if shelf else 0
        return _of(self._shelf[1][number - first], Document)


class Spoken:
    """What all pages say; the columns of words are read when they are asked for, and not held."""

    def __init__(self, shelves: Sequence[Path], ends: Whole) -> None:
        self._shelves = shelves
        texts = [len(cell) // 8 for cell in _cells(shelves, "voices page")]
        before = np.r_[0, ends[:-1]]
        self.page = _column(shelves, "page", np.int64) + np.repeat(before[: len(texts)], texts)
        self.part = _column(shelves, "part", np.int64)
        self.day = _column(shelves, "day", np.int64)
        self.words = _column(shelves, "words", np.int64)

    @property
    def codes(self) -> Codes:
        """The codes of words."""
        return _column(self._shelves, "codes", np.uint32)

    @property
    def starts(self) -> NDArray[np.int32]:
        """Where words begin."""
        return _column(self._shelves, "starts", np.int32)

    @property
    def letters(self) -> NDArray[np.uint16]:
        """How long words are."""
        return _column(self._shelves, "letters", np.uint16)


class Survey(NamedTuple):
    """What is known of all pages of a case together.

    `first`: the first id on each shelf; `checks` and `corrections` are those of single pages.
    """

    shelves: tuple[Path, ...]
    first: list[DocumentId]
    heads: Heads
    common: Joint
    of: World
    writers: dict[str, str]
    checks: dict[DocumentId, list[CheckRow]]
    corrections: list[Correction]

    def shelf(self, name: DocumentId) -> int:
        """Give the shelf on which a page stands."""
        return bisect_right(self.first, name) - 1

    def beside(self, shelf: int, ids: Iterable[DocumentId]) -> dict[int, tuple[DocumentId, ...]]:
        """Give the pages of other shelves, by shelf, that lie behind what is told on one."""
        out: dict[int, list[DocumentId]] = defaultdict(list)
        for name in sorted(beside(ids, self.common)):
            out[self.shelf(name)].append(name)
        return {n: tuple(found) for n, found in out.items() if n != shelf}

    def view(
        self, own: Sequence[DocumentId], others: Sequence[DocumentId], named: Iterable[str]
    ) -> View:
        """Give what of the case bears on what pages tell beside others, who name so and so."""
        return _view(self, own, others, named)


class _Read(NamedTuple):
    """What is read of the shelves, one after the other; `named`: the seals of addresses."""

    ids: list[DocumentId]
    first: list[DocumentId]
    ends: list[int]
    days: list[Whole]
    houses: dict[str | None, int]
    house: list[Whole]
    writers: dict[str, set[str]]
    wires: dict[DocumentId, str]
    links: dict[DocumentId, tuple[Link, ...]]
    countries: dict[tuple[str, str], None]
    checks: dict[DocumentId, list[CheckRow]]
    corrections: list[Correction]


def survey(
    shelves: Sequence[Path], settings: Settings, added: Mapping[str, tuple[datetime, int]]
) -> Survey:
    """Look over all shelves, which come in the order of the ids on them."""
    read = _read(shelves)
    ends = np.array(read.ends, np.int64)
    heads = Heads(shelves, read.ids, ends)
    addresses = _addresses(shelves, {x.target for own in read.links.values() for x in own})
    several = [i for ids in addresses.values() if len(ids) > 1 for i in ids]
    dated = versioned((heads[i] for i in sorted(several)), added)
    heads.earlier = {d.id: d.earlier for d in dated if d.earlier is not None}
    chained = sorted({*heads.earlier, *heads.earlier.values()})
    found = versions(heads[i] for i in chained)
    catalogue = Catalogue(
        _seen(shelves),
        Spoken(shelves, ends),
        _library(read, heads, found),
        heads,
        frozenset(outlet for outlet in read.houses if outlet),
        read.wires,
        addresses,
        read.links,
    )
    of = common(catalogue, settings)
    world = known(of.entities, of.names.names, read.countries, settings)
    writers = {a: min(o) for a, o in sorted(read.writers.items()) if len(o) == 1}
    corrections = sorted(read.corrections, key=lambda c: (c.document, c.words.start, c.words.end))
    return Survey(tuple(shelves), read.first, heads, of, world, writers, read.checks, corrections)


def _read(shelves: Sequence[Path]) -> _Read:
    out = _Read(
        [], [], [], [], {None: -1}, [], defaultdict(set), {}, {}, {}, defaultdict(list), []
    )
    for path in shelves:
        ids, days, spoken, wires, links, around = cells.take(path, _LIGHT)
        own = _of(ids, list[DocumentId])
        out.ids.extend(own)
        out.first.append(own[0])
        out.ends.append(len(out.ids))
        out.days.append(np.frombuffer(days, np.int64))
        _note(out, _of(spoken, list[tuple[str | None, str | None]]))
        out.wires.update(_of(wires, dict[DocumentId, str]))
        out.links.update(_of(links, dict[DocumentId, tuple[Link, ...]]))
        said = _of(around, Around)
        out.countries.update(dict.fromkeys(said.countries))
        for check in said.checks:
            out.checks[check.about[0].document].append(check)
        out.corrections.extend(said.corrections)
    return out


def _note(out: _Read, spoken: Sequence[tuple[str | None, str | None]]) -> None:
    """Note by whom pages are: outlets by number, and who writes for which."""
    houses = out.houses
    out.house.append(np.array([houses.setdefault(o, len(houses)) for o, _ in spoken], np.int64))
    for outlet, author in spoken:
        if author and outlet:
            out.writers[author].add(outlet)


def _addresses(shelves: Sequence[Path], targets: set[str]) -> dict[str, list[DocumentId]]:
    """The pages of the addresses that others link to, and of those that are of several pages."""
    seals = np.array([seal(a) for own in _addressed(shelves) for a in own.values()], np.int64)
    one, often = np.unique(seals, return_counts=True)
    several = set(one[often > 1].tolist())
    out: dict[str, list[DocumentId]] = defaultdict(list)
    for own in _addressed(shelves) if several or targets else ():
        for name, address in own.items():
            if address in targets or seal(address) in several:
                out[address].append(name)
    return out


def _addressed(shelves: Iterable[Path]) -> Iterator[dict[DocumentId, str]]:
    for cell in _cells(shelves, "addresses"):
        yield _of(cell, dict[DocumentId, str])


def _of(cell: bytes, kind: type[_T]) -> _T:
    return msgspec.msgpack.decode(cell, type=kind)


def _seen(shelves: Iterable[Path]) -> Iterator[Seen]:
    for path in shelves:
        yield _of(cells.take(path, ["seen"])[0], Seen)


def _column(shelves: Sequence[Path], name: str, kind: type[_D]) -> NDArray[_D]:
    found = [np.frombuffer(cell, kind) for cell in _cells(shelves, f"voices {name}")]
    return np.concatenate(found) if found else np.zeros(0, kind)


def _cells(shelves: Iterable[Path], name: str) -> Iterator[bytes]:
    for path in shelves:
        yield cells.take(path, [name])[0]


def _library(read: _Read, heads: Heads, found: Mapping[DocumentId, Version]) -> Library:
    """Documents by number; only those that are versions of one page have a place among them."""
    day = np.concatenate(read.days) if read.days else np.zeros(0, np.int64)
    house = np.concatenate(read.house) if read.house else np.zeros(0, np.int64)
    version = np.zeros(len(read.ids), np.int64)
    for name, own in found.items():
        at = bisect_right(read.ids, name) - 1
        day[at], version[at] = own.day.toordinal(), own.number
    return Library(heads, found, day, version, house)


def _view(
    of: Survey, own: Sequence[DocumentId], others: Sequence[DocumentId], named: Iterable[str]
) -> View:
    names, shared = of.common.names, of.common
    asked = sorted({n.strip() for n in named})
    keys = {k for n in asked for k in (n.casefold(), n.casefold().removeprefix("the "))}
    meant = {k: names.names[k] for k in sorted(keys) if k in names.names}
    called = sorted({*meant.values(), *asked})
    ids = (*own, *others)
    chained = {i: shared.known[i] for i in ids if i in shared.known}
    firsts = sorted({v.first for v in chained.values()})
    return View(
        meant,
        {n: names.kinds[n] for n in called if n in names.kinds},
        tuple(n for n in called if n in names.outlets),
        {n: names.roles.of[n] for n in called if n in names.roles.of},
        {i: tuple(shared.copied[i]) for i in own if i in shared.copied},
        {i: shared.wires[i] for i in ids if i in shared.wires},
        {i: tuple(shared.anchors[i]) for i in own if i in shared.anchors},
        chained,
        {i: of.heads[i] for i in firsts},
        {i: of.heads.earlier[i] for i in ids if i in of.heads.earlier},
    )
