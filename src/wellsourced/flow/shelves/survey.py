"""All shelves of a case, looked over: what their pages have in common."""

from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
import pyarrow as pa
from msgspec.structs import replace

from wellsourced.flow.shelves.copied import Copied, Pages, copied, told
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.spoken import texts
from wellsourced.flow.shelves.stowed import stowed
from wellsourced.flow.versions import versioned
from wellsourced.lang.codes import Whole
from wellsourced.link.copies import alike
from wellsourced.link.entities import Seen, who
from wellsourced.link.origins import Names
from wellsourced.link.together import called
from wellsourced.link.units import Library
from wellsourced.link.versions import Version, versions
from wellsourced.link.vias import Anchor, Link, anchors
from wellsourced.model import CheckRow, Document, DocumentId, Entity
from wellsourced.store import cells
from wellsourced.store.evidence import Came
from wellsourced.weigh.blocks import seal
from wellsourced.weigh.world import World, known

_T = TypeVar("_T")
_OPEN = 10_000  # documents without their texts that are held
_LIGHT = ("days", "outlets", "wires", "beside")


class Heads:
    """Documents without their texts, by number and by id; opened when they are asked for."""

    def __init__(self, shelves: Sequence[Path], ids: Sequence[DocumentId], ends: Whole) -> None:
        self._shelves, self._ids, self._ends = shelves, ids, ends
        self._opened: OrderedDict[int, Document] = OrderedDict()
        self._shelf: tuple[int, list[bytes]] = -1, []
        self.earlier: Mapping[DocumentId, DocumentId] = {}

    def number(self, name: str) -> int:
        """Give the number of a document."""
        return bisect_left(self._ids, name)

    def __getitem__(self, number: int | str, /) -> Document:
        """Give one of them."""
        if isinstance(number, str):
            number = self.number(number)
        if number not in self._opened:
            self._opened[number] = self._head(number)
            if len(self._opened) > _OPEN:
                self._opened.popitem(last=False)
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


class Survey(NamedTuple):
    """What is known of all pages of a case together; pages go by their numbers or by their ids.

    `ends`: up to which page each shelf goes; `wires`: the agency that a page prints, but for its
    own; `checks`: those of single pages; `versions`: of those pages only that have several.
    """

    shelves: tuple[Path, ...]
    ids: Sequence[DocumentId]
    ends: Whole
    heads: Heads
    entities: tuple[Entity, ...]
    stories: pa.Table
    names: Names
    copied: Copied
    wires: Mapping[DocumentId, str]
    anchors: Mapping[DocumentId, Sequence[Anchor]]
    versions: Mapping[DocumentId, Version]
    of: World
    writers: dict[str, str]
    checks: dict[DocumentId, list[CheckRow]]

    def pages(self, shelf: int) -> tuple[int, int]:
        """Give from which to which page a shelf goes."""
        return int(self.ends[shelf - 1]) if shelf else 0, int(self.ends[shelf])

    def shelf(self, page: int) -> int:
        """Give the shelf on which a page stands."""
        return int(np.searchsorted(self.ends, page, side="right"))

    def number(self, name: str) -> int:
        """Give the number of a page."""
        return self.heads.number(name)


class _Read(NamedTuple):
    """What is read of the shelves, one after the other."""

    ends: list[int]
    days: list[Whole]
    outlets: list[str | None]
    house: list[Whole]
    writers: dict[str, set[str]]
    wires: dict[DocumentId, str]
    countries: dict[tuple[str, str], None]
    checks: dict[DocumentId, list[CheckRow]]


def survey(
    shelves: Sequence[Path],
    ids: Sequence[DocumentId],
    on: Desk,
    added: Mapping[str, Came],
) -> Survey:
    """Look over all shelves, which come in the order of the ids of the pages on them."""
    settings = on.settings
    read = _read(shelves)
    ends = np.array(read.ends, np.int64)
    heads = Heads(shelves, ids, ends)
    known_by = _Addresses(shelves, ends)
    dated = versioned((heads[n] for n in known_by.several()), added)
    heads.earlier = {d.id: d.earlier for d in dated if d.earlier is not None}
    chained = sorted({*heads.earlier, *heads.earlier.values()})
    found = versions(heads[i] for i in chained)
    named = who(_seen(shelves), settings)
    library = _library(read, heads, found)
    arranged = texts(shelves, ends, library)
    with stowed(on.folder) as drawers:
        shared = alike(arranged, drawers)
    pages = Pages(ids, heads, found, {i: heads.number(i) for i in chained}, read.wires)
    outlets = frozenset(o for o in read.outlets if o)
    links, addresses = known_by.links(ids)
    names = called(named, outlets, settings)
    return Survey(
        tuple(shelves),
        ids,
        ends,
        heads,
        named.entities,
        told(arranged, shared, pages),
        names,
        copied(arranged, shared),
        _foreign(read, heads),
        anchors(links, addresses, found),
        found,
        known(named.entities, names.names, read.countries, settings),
        {a: min(o) for a, o in sorted(read.writers.items()) if len(o) == 1},
        read.checks,
    )


def _read(shelves: Sequence[Path]) -> _Read:
    out = _Read([], [], [], [], defaultdict(set), {}, {}, defaultdict(list))
    houses: dict[str | None, int] = {None: -1}
    for path in shelves:
        days, spoken, wires, around = cells.take(path, _LIGHT)
        out.days.append(np.frombuffer(days, np.int64))
        out.ends.append((out.ends[-1] if out.ends else 0) + len(out.days[-1]))
        by = _of(spoken, list[tuple[str | None, str | None]])
        out.house.append(np.array([houses.setdefault(o, len(houses) - 1) for o, _ in by]))
        for outlet, author in by:
            if author and outlet:
                out.writers[author].add(outlet)
        out.wires.update(_of(wires, dict[DocumentId, str]))
        checks, countries = _of(around, tuple[list[CheckRow], tuple[tuple[str, str], ...]])
        out.countries.update(dict.fromkeys(countries))
        for check in checks:
            out.checks[check.about[0].document].append(check)
    out.outlets.extend(sorted(houses, key=houses.__getitem__)[1:])
    return out


class _Addresses:
    """By which addresses pages are known, and which pages link to which."""

    def __init__(self, shelves: Sequence[Path], ends: Whole) -> None:
        self._shelves = shelves
        at, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for path, before in zip(shelves, (0, *ends.tolist()), strict=False):
            places, own = cells.take(path, ("addressed", "addresses"))
            at.append(np.frombuffer(places, np.int32) + np.int64(before))
            found.append(np.frombuffer(own, np.int64))
        pages, seals = np.concatenate(at), np.concatenate(found)
        order = np.argsort(seals, kind="stable")
        self._seals, self._pages = seals[order], pages[order]

    def several(self) -> list[int]:
        """Give the pages that share an address, by their numbers."""
        one, first, often = np.unique(self._seals, return_index=True, return_counts=True)
        found = [self._pages[a : a + n] for a, n in zip(first, often, strict=True) if n > 1]
        return sorted(np.concatenate(found).tolist()) if len(one) and found else []

    def links(
        self, ids: Sequence[DocumentId]
    ) -> tuple[dict[DocumentId, tuple[Link, ...]], dict[str, list[DocumentId]]]:
        """Give the links that lead to pages of the case, and those pages by their addresses."""
        out: dict[DocumentId, tuple[Link, ...]] = {}
        for path in self._shelves:
            targets = np.frombuffer(cells.take(path, ["targets"])[0], np.int64)
            at = np.searchsorted(self._seals, targets) % max(len(self._seals), 1)
            if not len(self._seals) or not (self._seals[at] == targets).any():
                continue
            own = _of(cells.take(path, ["links"])[0], dict[DocumentId, tuple[Link, ...]])
            near = ((i, tuple(x for x in found if self._of(x.target))) for i, found in own.items())
            out.update((i, found) for i, found in near if found)
        targets_ = {x.target for found in out.values() for x in found}
        return out, {t: [ids[n] for n in self._of(t)] for t in sorted(targets_)}

    def _of(self, address: str) -> list[int]:
        own = seal(address)
        first, after = (int(np.searchsorted(self._seals, own, side=s)) for s in ("left", "right"))
        found: list[int] = self._pages[first:after].tolist()
        return found


def _foreign(read: _Read, heads: Heads) -> dict[DocumentId, str]:
    """The agencies whose copy pages print, but for their own."""
    house = np.concatenate(read.house) if read.house else np.zeros(0, np.int64)
    own = ((i, w, int(house[heads.number(i)])) for i, w in read.wires.items())
    return {i: w for i, w, at in own if at < 0 or read.outlets[at] != w}


def _of(cell: bytes, kind: type[_T]) -> _T:
    return msgspec.msgpack.decode(cell, type=kind)


def _seen(shelves: Iterable[Path]) -> Iterator[Seen]:
    for path in shelves:
        yield _of(cells.take(path, ["seen"])[0], Seen)


def _library(read: _Read, heads: Heads, found: Mapping[DocumentId, Version]) -> Library:
    """Documents by number; only those that are versions of one page have a place among them."""
    day = np.concatenate(read.days) if read.days else np.zeros(0, np.int64)
    house = np.concatenate(read.house) if read.house else np.zeros(0, np.int64)
    version = np.zeros(len(day), np.int64)
    for name, own in found.items():
        at = heads.number(name)
        day[at], version[at] = own.day.toordinal(), own.number
    return Library(heads, found, day, version, house)
