"""Which tellings are one text, over all shelves: its name, and when it was first said."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.flow.shelves.columns import Growing, Places, Seals
from wellsourced.lang.codes import Whole
from wellsourced.lang.components import components
from wellsourced.store import cells


class Texts:
    """All tellings, of claims or of counts, shelf by shelf in the order of their keys.

    `same` names the text of each, `said` is the day on which it was first said (-1: none),
    `known` tells which are copied, or copies.
    """

    def __init__(self, told: Sequence[Path], name: str) -> None:
        same, edges, said = Growing(np.uint64), Growing(np.uint64), Growing(np.int32)
        sizes = [0]
        for path in told:
            own, pairs, days = cells.take(path, [f"{name} {x}" for x in ("same", "edges", "said")])
            names = np.frombuffer(own, np.uint64)
            same.add(names)
            edges.add(np.frombuffer(pairs, np.uint64))
            said.add(np.frombuffer(days, np.int32))
            sizes.append(len(names))
        self.starts: Whole = np.cumsum(sizes, dtype=np.int64)
        self.same: Seals = same.whole()
        self.said: Places = said.whole()
        self.known: NDArray[np.bool_] = np.zeros(len(self.same), np.bool_)
        self._join(edges.whole().reshape(-1, 2))

    def _join(self, edges: NDArray[np.uint64]) -> None:
        order = np.argsort(self.same)
        one, other = (order[np.searchsorted(self.same, x, sorter=order)] for x in edges.T)
        self.known[one] = self.known[other] = True
        at = np.flatnonzero(self.known)
        label = components(len(at), np.searchsorted(at, one), np.searchsorted(at, other))
        never = np.iinfo(np.int32).max
        day = np.full(len(at), never, np.int32)
        own = self.said[at]
        np.minimum.at(day, label, np.where(own > 0, own, never).astype(np.int32))
        found = day[label]
        self.said[at] = np.where(found < never, found, -1)
        self.same[at] = self.same[at[label]]

    def settled(self, nodes: Places) -> list[tuple[str | None, date | None]]:
        """Give what is settled of tellings: the text and the day of those that are copied."""
        found = (x[nodes].tolist() for x in (self.known, self.same, self.said))
        return [
            (f"{same:016x}", date.fromordinal(day) if day > 0 else None) if known else (None, None)
            for known, same, day in zip(*found, strict=True)
        ]
