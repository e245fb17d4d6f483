"""All that the shelves tell, put into blocks, and the blocks into bundles."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from wellsourced.flow.shelves.bundles import Settled
from wellsourced.flow.shelves.pages import packed
from wellsourced.flow.shelves.parted import parted
from wellsourced.lang.codes import Whole
from wellsourced.link.names import Union
from wellsourced.link.same import first_said
from wellsourced.model import digest
from wellsourced.store import cells
from wellsourced.weigh.blocks import Rows, cut

_T = TypeVar("_T")
_MOST = 500  # tellings of a bundle of several blocks
_NONE = Settled()
Settlement = dict[int, Settled]  # by row of a shelf


class Rowed(NamedTuple):
    """The rows of all shelves, one after the other: names, seals, and where each shelf ends."""

    names: NDArray[np.uint64]
    seals: NDArray[np.uint8]
    ends: Whole

    def shelf(self, row: int) -> tuple[int, int]:
        """Give the shelf of a row, and the row's place on it."""
        at = int(np.searchsorted(self.ends, row, side="right"))
        return at, row - (int(self.ends[at - 1]) if at else 0)


class Part(NamedTuple):
    """Rows that are weighed in one go, and how many of them each block has."""

    rows: Whole
    blocks: Whole


def cell(path: Path, name: str, kind: type[_T]) -> _T:
    """Give what a cell holds."""
    return msgspec.msgpack.decode(cells.take(path, [name])[0], type=kind)


def rowed(told: Sequence[Path], name: str) -> Rowed:
    """Give the rows of claims, or of counts."""
    found = [cells.take(path, [f"{name} names", f"{name} seals"]) for path in told]
    names = np.frombuffer(b"".join(f[0] for f in found), np.uint64)
    seals = np.frombuffer(b"".join(f[1] for f in found), np.uint8).reshape(-1, 16)
    return Rowed(names, seals, np.cumsum([len(f[0]) // 8 for f in found], dtype=np.int64))


def column(told: Sequence[Path], name: str) -> Whole:
    """Give a column of whole numbers over all shelves."""
    return np.frombuffer(b"".join(cells.take(path, [name])[0] for path in told), np.int64)


class Texts:
    """Which tellings are one text, over all shelves."""

    def __init__(self, told: Sequence[Path]) -> None:
        self._joined = Union()
        self._known: set[str] = set()
        for path in told:
            for key, copies in cell(path, "edges", list[tuple[str, list[str]]]):
                self._known.update((key, *copies))
                for other in copies:
                    self._joined.join(key, other)
        said = (s for path in told for s in self._said(path)) if self._known else ()
        self._days = first_said(said)

    def settled(self, keys: Sequence[str]) -> Settlement:
        """Give what is settled of those that are copies, or are copied, by their places."""
        if not self._known:
            return {}
        near = ((n, self._joined.root(k)) for n, k in enumerate(keys) if k in self._known)
        return {n: Settled(digest("same", root), self._days.get(root)) for n, root in near}

    def _said(self, path: Path) -> Iterator[tuple[str, date | None]]:
        for name in ("claim", "count"):
            said = np.frombuffer(cells.take(path, [f"{name} said"])[0], np.int64).tolist()
            for key, day in zip(cell(path, f"{name} keys", list[str]), said, strict=True):
                if key in self._known:
                    yield self._joined.root(key), date.fromordinal(day) if day > 0 else None


def parts(of: Rowed, rows: Rows) -> list[Part]:
    """Give the rows in bundles of blocks, in an order that follows from the rows alone."""
    labels = cut(rows)
    first, block, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    names = of.names[first]
    order = np.argsort(names, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    by_block = np.argsort(place[block], kind="stable")
    ends = np.cumsum(sizes[order])
    out = []
    for begin, after in parted(names[order], sizes[order], _MOST):
        stop = int(ends[after - 1])
        start = int(ends[begin - 1]) if begin else 0
        out.append(Part(by_block[start:stop], sizes[order][begin:after]))
    return out


def sealed(part: Part, of: Rowed, settled: Mapping[int, Settled], beside: Sequence[object]) -> str:
    """Give the seal of all that a bundle's weighing depends on."""
    seal = hashlib.sha256(part.blocks.tobytes())
    seal.update(of.seals[part.rows].tobytes())
    seal.update(packed([settled.get(row) for row in part.rows.tolist()]))
    for thing in beside:
        seal.update(packed(thing))
    return seal.hexdigest()[:32]


def shelved(part: Sequence[Part], of: Rowed) -> Whole:
    """Give the bundle of each row."""
    out = np.full(len(of.names), -1, np.int64)
    for n, p in enumerate(part):
        out[p.rows] = n
    return out
