"""All that the shelves tell as rows, put into blocks, and the blocks into bundles."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from wellsourced.flow.shelves.columns import Growing, Places, Seals, packed
from wellsourced.flow.shelves.parted import parted
from wellsourced.lang.codes import Whole
from wellsourced.store import cells
from wellsourced.weigh.blocks import Rows, cut

_T = TypeVar("_T")
_MOST = 500  # tellings of a bundle of several blocks
_DAY = 42  # bits of a block's name behind those of its day


class Rowed(NamedTuple):
    """The rows of all shelves, one after the other.

    `ends`: where each shelf ends; `nodes`: which telling each is; `seals`: two numbers that
    follow from all that weighing it depends on; `days`: the days by which they are put, -1: none.
    """

    ends: Whole
    nodes: Places
    seals: NDArray[np.uint64]
    days: Places

    def of(self, shelf: int) -> "slice[int, int, None]":
        """Give the rows of a shelf."""
        return slice(int(self.ends[shelf - 1]) if shelf else 0, int(self.ends[shelf]))


class Part(NamedTuple):
    """Rows that are weighed in one go, and how many of them each block has."""

    rows: Places
    blocks: Places


def cell(path: Path, name: str, kind: type[_T]) -> _T:
    """Give what a cell holds."""
    return msgspec.msgpack.decode(cells.take(path, [name])[0], type=kind)


def rowed(told: Sequence[Path], name: str) -> Rowed:
    """Give the rows of claims, or of counts, as the shelves have them."""
    days = Growing(np.int32)
    sizes = []
    for path in told:
        own = np.frombuffer(cells.take(path, [f"{name} when"])[0], np.int32)
        days.add(own)
        sizes.append(len(own))
    whole = days.whole()
    nodes = np.zeros(len(whole), np.int32)
    seals = np.zeros((len(whole), 2), np.uint64)
    return Rowed(np.cumsum(sizes, dtype=np.int64), nodes, seals, whole)


def parts(of: Rowed, rows: Rows, names: Seals) -> list[Part]:
    """Give the rows in bundles of blocks, in an order that follows from the rows alone.

    `names`: of the tellings; a block is named by its first day and its first telling. Blocks of
    days near each other are thus in one bundle, and new pages, of the last days, change few.
    """
    labels = cut(rows)
    del rows  # much is held by then
    first, block, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    called = _called(names[of.nodes[first]], of.days, block)
    order = np.argsort(called, kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    by_block = np.argsort(place[block], kind="stable").astype(np.int32)
    own = sizes[order].astype(np.int32)
    ends = np.cumsum(own, dtype=np.int64)
    out = []
    for begin, after in parted(called[order], own.astype(np.int64), _MOST):
        stop = int(ends[after - 1])
        start = int(ends[begin - 1]) if begin else 0
        out.append(Part(by_block[start:stop], own[begin:after]))
    return out


def _called(names: Seals, days: Places, block: Whole) -> Seals:
    """The names of blocks, which begin with their first day."""
    first = np.full(len(names), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(first, block, np.maximum(days, 0))
    day = first.astype(np.uint64) << np.uint64(_DAY)
    return day | (names >> np.uint64(64 - _DAY))


def sealed(part: Part, of: Rowed, beside: Sequence[object]) -> str:
    """Give the seal of all that a bundle's weighing depends on."""
    seal = hashlib.sha256(part.blocks.tobytes())
    seal.update(of.seals[part.rows].tobytes())
    seal.update(packed(beside))
    return seal.hexdigest()[:32]


def shelved(part: Sequence[Part], of: Rowed) -> Places:
    """Give the bundle of each row."""
    out = np.full(len(of.days), -1, np.int32)
    for n, p in enumerate(part):
        out[p.rows] = n
    return out
