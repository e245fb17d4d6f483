"""Lists of names, row by row, as columns: each name once, and where it stands."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import mixed
from wellsourced.model import digest
from wellsourced.store import cells

Places = NDArray[np.int32]
Seals = NDArray[np.uint64]
packed: Callable[[object], bytes] = msgspec.msgpack.Encoder(order="deterministic").encode


class Column(NamedTuple):
    """Rows of names: `at` gives them one after the other, `counts` how many each row has."""

    names: list[str]
    at: Places
    counts: Places

    @property
    def ends(self) -> NDArray[np.int64]:
        """Up to where each row goes."""
        return np.cumsum(self.counts, dtype=np.int64)

    def row(self) -> Callable[[int], list[str]]:
        """Give what gives a row, for who needs some of many.

        >>> folded([["b", "a"], [], ["a"]]).row()(2)
        ['a']
        """
        names, at, ends = self.names, self.at.tolist(), [0, *self.ends.tolist()]
        return lambda n: [names[k] for k in at[ends[n] : ends[n + 1]]]

    def rows(self) -> list[list[str]]:
        """Give all rows."""
        found = [self.names[n] for n in self.at.tolist()]
        ends = self.ends.tolist()
        return [found[first:after] for first, after in zip((0, *ends), ends, strict=False)]


def folded(rows: Iterable[Iterable[str]]) -> Column:
    """Give rows of names as a column.

    >>> folded([["b", "a"], [], ["a"]]).rows()
    [['b', 'a'], [], ['a']]
    """
    known: dict[str, int] = {}
    at: list[int] = []
    counts: list[int] = []
    for row in rows:
        before = len(at)
        at += [known.setdefault(name, len(known)) for name in row]
        counts.append(len(at) - before)
    return Column(list(known), np.array(at, np.int32), np.array(counts, np.int32))


def joined(parts: Iterable[Column]) -> Column:
    """Give rows of several columns, one after the other.

    >>> joined([folded([["b", "a"]]), folded([[], ["a", "c"]])]).rows()
    [['b', 'a'], [], ['a', 'c']]
    """
    known: dict[str, int] = {}
    at, counts = Growing(np.int32), Growing(np.int32)
    for part in parts:
        place = [known.setdefault(name, len(known)) for name in part.names]
        at.add(np.array(place, np.int32)[part.at])
        counts.add(part.counts)
    return Column(list(known), at.whole(), counts.whole())


def cells_of(name: str, column: Column) -> dict[str, bytes]:
    """Give a column as cells."""
    return {
        f"{name} names": packed(column.names),
        f"{name} at": column.at.tobytes(),
        f"{name} counts": column.counts.tobytes(),
    }


def taken(path: Path, name: str) -> Column:
    """Give the column of some cells."""
    names, at, counts = cells.take(path, (f"{name} names", f"{name} at", f"{name} counts"))
    found = msgspec.msgpack.decode(names, type=list[str])
    return Column(found, np.frombuffer(at, np.int32), np.frombuffer(counts, np.int32))


def sums(column: Column, values: Mapping[str, int]) -> Seals:
    """Give for each row the sum of the values of its names, as it comes round at 64 bits.

    >>> sums(folded([["b", "a"], [], ["a"]]), {"a": 2, "b": 1}).tolist()
    [3, 0, 2]
    """
    own = np.array([values[n] for n in column.names], np.uint64)
    sums_ = np.zeros(len(column.at) + 1, np.uint64)
    np.cumsum(own[column.at], out=sums_[1:])
    ends = column.ends
    found: Seals = sums_[ends] - sums_[ends - column.counts]
    return found


_N = TypeVar("_N", np.int32, np.int64, np.uint64)


class Growing(Generic[_N]):
    """Numbers put one behind the other, so that none is held twice, not even for a moment.

    >>> found = Growing(np.int64)
    >>> found.add(np.array([1, 2]))
    >>> found.add(np.array([3]))
    >>> found.whole().tolist()
    [1, 2, 3]
    """

    def __init__(self, kind: type[_N]) -> None:
        self._held: NDArray[_N] = np.empty(0, kind)
        self._end = 0

    def add(self, more: NDArray[_N]) -> None:
        """Take more of them."""
        after = self._end + len(more)
        if after > len(self._held):
            self._held.resize(max(after, len(self._held) * 5 // 4), refcheck=False)
        self._held[self._end : after] = more
        self._end = after

    def whole(self) -> NDArray[_N]:
        """Give all, when there are no more."""
        self._held.resize(self._end, refcheck=False)
        return self._held


class Values(dict[str, int]):
    """What is known of names, as numbers; nought: nothing is. Each is asked for once."""

    def __init__(self, known: Callable[[str], object]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, name: str) -> int:
        """Seal what is known of a name."""
        found = self._known(name)
        value = int(digest(name, packed(found)), 16) if found else 0
        self[name] = value
        return value


def stirred(numbers: Seals, salt: int) -> Seals:
    """Give numbers that tell as much, but mean another thing."""
    return mixed(numbers + np.uint64(salt))
