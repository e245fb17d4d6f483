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
from wellsourced.lang.codes import Whole
from wellsourced.link.common import Catalogue, Common, common
from wellsourced.link.entities import Seen
from wellsourced.link.tell import beside
from wellsourced.link.units import Library, Voices
from wellsourced.link.versions import Version, versions
from wellsourced.link.vias import Link
from wellsourced.model import CheckRow, Document, DocumentId
from wellsourced.store import cells
from wellsourced.weigh.retractions import Correction
from wellsourced.weigh.told import Around
from wellsourced.weigh.world import World, known

_T = TypeVar("_T")
_D = TypeVar("_D", np.int64, np.uint32, np.int32, np.uint16)
_LIGHT = ("ids", "heads", "days", "outlets", "wires", "addresses", "links", "beside")


class Heads:
    """Documents without their texts, by number and by id; opened when they are asked for."""

    def __init__(self, ids: Sequence[DocumentId], packed: Sequence[bytes]) -> None:
        self._ids, self._packed = ids, packed
        self.earlier: Mapping[DocumentId, DocumentId] = {}

    def __getitem__(self, number: int | str, /) -> Document:
        """Give one of them."""
        if isinstance(number, str):
            number = bisect_right(self._ids, number) - 1
        found = msgspec.msgpack.decode(self._packed[number], type=Document)
        return replace(found, earlier=self.earlier.get(found.id))


class Survey(NamedTuple):
    """What is known of all pages of a case together.

    `first`: the first id on each shelf; `checks` and `corrections` are those of single pages.
    """

    shelves: tuple[Path, ...]
    first: list[DocumentId]
    heads: Heads
    common: Common
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
    """What is read of the shelves, one after the other."""

    ids: list[DocumentId]
    first: list[DocumentId]
    heads: list[bytes]
    days: list[Whole]
    spoken: list[tuple[str | None, str | None]]
    wires: dict[DocumentId, str]
    addresses: dict[str, list[DocumentId]]
    links: dict[DocumentId, tuple[Link, ...]]
    countries: dict[tuple[str, str], None]
    checks: dict[DocumentId, list[CheckRow]]
    corrections: list[Correction]


def survey(
    shelves: Sequence[Path], settings: Settings, added: Mapping[str, tuple[datetime, int]]
) -> Survey:
    """Look over all shelves, which come in the order of the ids on them."""
    read = _read(shelves)
    heads = Heads(read.ids, read.heads)
    several = [i for ids in read.addresses.values() if len(ids) > 1 for i in ids]
    dated = versioned((heads[i] for i in several), added)
    heads.earlier = {d.id: d.earlier for d in dated if d.earlier is not None}
    chained = sorted({*heads.earlier, *heads.earlier.values()})
    found = versions(heads[i] for i in chained)
    catalogue = Catalogue(
        _seen(shelves),
        _voices(shelves, read),
        _library(read, heads, found),
        heads,
        frozenset(outlet for outlet, _ in read.spoken if outlet),
        read.wires,
        read.addresses,
        read.links,
    )
    of = common(catalogue, settings)
    world = known(of.entities, of.names.names, read.countries, settings)
    return Survey(
        tuple(shelves),
        read.first,
        heads,
        of,
        world,
        _writers(read.spoken),
        read.checks,
        sorted(read.corrections, key=lambda c: (c.document, c.words.start, c.words.end)),
    )


def _read(shelves: Sequence[Path]) -> _Read:
    out = _Read([], [], [], [], [], {}, defaultdict(list), {}, {}, defaultdict(list), [])
    for path in shelves:
        ids, heads, days, spoken, wires, addresses, links, around = cells.take(path, _LIGHT)
        own = _of(ids, list[DocumentId])
        out.ids.extend(own)
        out.first.append(own[0])
        out.heads.extend(_of(heads, list[bytes]))
        out.days.append(np.frombuffer(days, np.int64))
        out.spoken.extend(_of(spoken, list[tuple[str | None, str | None]]))
        out.wires.update(_of(wires, dict[DocumentId, str]))
        for name, address in _of(addresses, dict[DocumentId, str]).items():
            out.addresses[address].append(name)
        out.links.update(_of(links, dict[DocumentId, tuple[Link, ...]]))
        said = _of(around, Around)
        out.countries.update(dict.fromkeys(said.countries))
        for check in said.checks:
            out.checks[check.about[0].document].append(check)
        out.corrections.extend(said.corrections)
    return out


def _of(cell: bytes, kind: type[_T]) -> _T:
    return msgspec.msgpack.decode(cell, type=kind)


def _seen(shelves: Iterable[Path]) -> Iterator[Seen]:
    for path in shelves:
        yield _of(cells.take(path, ["seen"])[0], Seen)


def _voices(shelves: Sequence[Path], read: _Read) -> Voices:
    page = _column(shelves, "page", np.int64)
    texts = [len(cell) // 8 for cell in _cells(shelves, "voices page")]
    before = np.cumsum([0, *(len(days) for days in read.days[:-1])])
    return Voices(
        page + np.repeat(before[: len(texts)], texts),
        _column(shelves, "part", np.int64),
        _column(shelves, "day", np.int64),
        _column(shelves, "words", np.int64),
        _column(shelves, "codes", np.uint32),
        _column(shelves, "starts", np.int32),
        _column(shelves, "letters", np.uint16),
    )


def _column(shelves: Sequence[Path], name: str, kind: type[_D]) -> NDArray[_D]:
    found = [np.frombuffer(cell, kind) for cell in _cells(shelves, f"voices {name}")]
    return np.concatenate(found) if found else np.zeros(0, kind)


def _cells(shelves: Iterable[Path], name: str) -> Iterator[bytes]:
    for path in shelves:
        yield cells.take(path, [name])[0]


def _library(read: _Read, heads: Heads, found: Mapping[DocumentId, Version]) -> Library:
    """Documents by number; only those that are versions of one page have a place among them."""
    houses: dict[str | None, int] = {None: -1}
    day = np.concatenate(read.days) if read.days else np.zeros(0, np.int64)
    version = np.zeros(len(read.ids), np.int64)
    for name, own in found.items():
        at = bisect_right(read.ids, name) - 1
        day[at], version[at] = own.day.toordinal(), own.number
    house = [houses.setdefault(outlet, len(houses)) for outlet, _ in read.spoken]
    return Library(heads, found, day, version, np.array(house, np.int64))


def _writers(spoken: Iterable[tuple[str | None, str | None]]) -> dict[str, str]:
    out: dict[str, set[str]] = defaultdict(set)
    for outlet, author in spoken:
        if author and outlet:
            out[author].add(outlet)
    return {a: next(iter(o)) for a, o in sorted(out.items()) if len(o) == 1}


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
