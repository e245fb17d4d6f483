"""Which shelves have to be asked anew what they tell, and what of the case bears on each."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from wellsourced.flow.shelves.columns import Seals, Values, joined, packed, sums, taken
from wellsourced.flow.shelves.copied import Copied
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.survey import Survey
from wellsourced.flow.shelves.told import ToldTask, View
from wellsourced.lang.codes import Whole
from wellsourced.model import Document

_T = TypeVar("_T")


class _Asked(NamedTuple):
    """A shelf, its pages, the pages of others that lie behind what it tells, what it copies."""

    shelf: int
    pages: range
    far: Whole
    copied: Copied


class Telling:
    """Asks the shelves what they tell, by what the case knows; `marked`: names pages' marks."""

    def __init__(self, of: Survey, marked: Sequence[str], on: Desk) -> None:
        self._of, self._marked, self._on = of, marked, on
        self._outlets = of.names.outlets
        self._meant = _Meant(of.names.names)
        values = Values(self._known)
        self._names = joined(taken(path, "names") for path in of.shelves)
        self._ends = self._names.ends
        self._values: Seals = sums(self._names, values)

    def done(self) -> list[Path]:
        """Ask those that were not asked yet; gives where lies what all of them tell."""
        out: list[Path] = []

        def todo() -> Iterator[ToldTask]:
            for n in range(len(self._of.shelves)):
                asked = self._asked(n)
                out.append(self._on.named("told", self._seal(asked)))
                if not out[-1].exists():
                    yield self._task(asked, out[-1])

        self._on.do("told", todo())
        return out

    def _asked(self, shelf: int) -> _Asked:
        of = self._of
        own = range(*of.pages(shelf))
        copied = of.copied.of(own.start, own.stop)
        linked = (a.page for n in own for a in of.anchors.get(of.ids[n], ())) if of.anchors else ()
        behind = np.array([of.number(p) for p in linked], np.int64)
        far = np.unique(np.r_[copied.a.astype(np.int64), behind])
        return _Asked(shelf, own, far[(far < own.start) | (far >= own.stop)], copied)

    def _seal(self, asked: _Asked) -> str:
        """Seal all that what a shelf tells depends on."""
        of, own, far = self._of, asked.pages, asked.far.tolist()
        seal = hashlib.sha256(of.shelves[asked.shelf].name.encode())
        seal.update(packed([(of.ids[n], self._marked[n]) for n in far]))
        seal.update(self._values[own.start : own.stop].tobytes())
        seal.update(self._values[asked.far].tobytes())
        seal.update(packed([of.ids[n] for n in asked.copied.a.tolist()]))
        seal.update((asked.copied.b - own.start).tobytes() + asked.copied.spans.tobytes())
        ids = [of.ids[n] for n in (*own, *far)]
        chained = _some(of.versions, ids)
        heads = [of.heads[v.first] for v in chained.values()]
        firsts = [self._known(name) for d in heads for name in _speaks_as(d)]
        earlier = _some(of.heads.earlier, ids)
        anchors = _some(of.anchors, ids[: len(own)])
        seal.update(packed((chained, heads, firsts, earlier, anchors, _some(of.wires, ids))))
        return seal.hexdigest()

    def _task(self, asked: _Asked, output: Path) -> ToldTask:
        of = self._of
        others: dict[int, list[int]] = {}
        for n in asked.far.tolist():
            shelf = of.shelf(n)
            others.setdefault(shelf, []).append(n - of.pages(shelf)[0])
        paths = tuple((of.shelves[k], tuple(found)) for k, found in sorted(others.items()))
        view = self._view(asked, self._named([*asked.pages, *asked.far.tolist()]))
        return ToldTask(of.shelves[asked.shelf], len(asked.pages), paths, view, output)

    def _named(self, pages: Sequence[int]) -> list[str]:
        """Give the names that pages have for anybody."""
        after = self._ends[list(pages)]
        size = self._names.counts[list(pages)]
        inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        at = np.unique(self._names.at[np.repeat(after - size, size) + inside])
        return [self._names.names[n] for n in at.tolist()]

    def _known(self, name: str) -> object:
        """Give what the case knows of a name, to be sealed."""
        names = self._of.names
        plain = name.strip()
        meant = [names.names.get(k) for k in _keys(plain)]
        near = sorted({plain, *(m for m in meant if m is not None)})
        kinds = [names.kinds.get(n) for n in near]
        outlets = [n in self._outlets for n in near]
        return plain, meant, kinds, outlets, [names.roles.of.get(n) for n in near]

    def _view(self, asked: _Asked, named: Sequence[str]) -> View:
        of, names = self._of, self._of.names
        own = [of.ids[n] for n in asked.pages]
        ids = [*own, *(of.ids[n] for n in asked.far.tolist())]
        chained = _some(of.versions, ids)
        heads = {i: of.heads[i] for i in sorted({v.first for v in chained.values()})}
        firsts = (n for d in heads.values() for n in _speaks_as(d))
        meanings = [self._meant[n] for n in chain(named, firsts)]
        found = {k: meaning for _, own in meanings for k, meaning in own}
        meant = {k: found[k] for k in sorted(found)}
        near = sorted({*meant.values(), *(plain for plain, _ in meanings)})
        return View(
            meant,
            _some(names.kinds, near),
            tuple(n for n in near if n in self._outlets),
            _some(names.roles.of, near),
            asked.copied.reuses(of.ids),
            _some(of.wires, ids),
            {i: tuple(found) for i, found in _some(of.anchors, own).items()},
            chained,
            heads,
            _some(of.heads.earlier, ids),
        )


class _Meant(dict[str, tuple[str, tuple[tuple[str, str], ...]]]):
    """Names as they are written, each with the keys by which the case knows it; found once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Find a name."""
        plain = name.strip()
        keys = (k for k in _keys(plain) if k in self._names)
        self[name] = found = plain, tuple((k, self._names[k]) for k in keys)
        return found


def _speaks_as(first: Document) -> list[str]:
    """The names by one of which a page speaks, in all of its versions."""
    return [n for n in (first.outlet, first.author, first.title, first.file) if n]


_K = TypeVar("_K")


def _some(known: Mapping[_K, _T], names: Sequence[_K]) -> dict[_K, _T]:
    """What is known of some."""
    return {n: known[n] for n in names if n in known} if known else {}


def _keys(plain: str) -> tuple[str, str]:
    """By which keys the case knows a name."""
    key = plain.casefold()
    return key, key.removeprefix("the ")
