"""What the case knows of tellings beyond their pages: of copies, and of numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellsourced.flow.shelves.bearing import Near
from wellsourced.flow.shelves.bundles import Placed, Settled
from wellsourced.flow.shelves.columns import Places, Seals, packed, stirred, taken
from wellsourced.flow.shelves.heap import Rowed, cell
from wellsourced.flow.shelves.spill import Spill
from wellsourced.flow.shelves.texts import Texts
from wellsourced.flow.shelves.told import SIGNS, TYPES
from wellsourced.lang.codes import Whole
from wellsourced.store import cells
from wellsourced.weigh.apart import LOSSES
from wellsourced.weigh.blocks import seal

_NO_NUMBER = None, None
_LOSSES = np.array([t in LOSSES for t in TYPES], np.bool_)


class _Words(NamedTuple):
    """Words by numbers' keys, which are in order; each text of words once, with its seal."""

    keys: Seals
    which: Places
    words: list[str]
    seals: Seals

    def of(self, keys: Seals) -> Places:
        """Give which words there are for each key; -1: none."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.which[at], -1).astype(np.int32)


class _Figures(NamedTuple):
    """The tellings of a shelf that give numbers: rows, scopes, why they are overtaken; kinds."""

    rows: Places
    scopes: Places
    overtaken: Places
    kinds: Whole
    by: "Numbered"

    def keys(self, texts: Texts, nodes: Places) -> tuple[Whole, Whole]:
        """Give rows with the keys that the case decides: by their texts, by what they count."""
        copied = np.flatnonzero(texts.known[nodes])
        text = _key(texts.same[nodes[copied]], self.kinds[copied], 5)
        told = self.scopes >= 0
        rows = self.rows[told]
        count = _key(self.by.scopes.seals[self.scopes[told]], self.kinds[rows], 6)
        return np.r_[copied, rows], np.r_[text, count]

    def mark(self, seals: NDArray[np.uint64]) -> None:
        """Put what is told of numbers into the seals of the rows."""
        for n, own, words in ((0, self.scopes, self.by.scopes), (1, self.overtaken, self.by.old)):
            told = own >= 0
            seals[self.rows[told], n] += stirred(words.seals[own[told]], 3 + n)


class Numbered(NamedTuple):
    """What counting gives for numbers: of which scope each is, and why it was overtaken."""

    scopes: _Words
    old: _Words

    def on(self, path: Path) -> _Figures:
        """Give the numbers of a shelf."""
        rows, figures, kinds = cells.take(path, ("figured", "figures", "kinds"))
        at, keys = np.frombuffer(rows, np.int32), np.frombuffer(figures, np.uint64)
        kind, sign = np.frombuffer(kinds, np.uint8).reshape(-1, 2).astype(np.int64).T
        scopes = np.where(_LOSSES[kind[at]], self.scopes.of(keys), -1).astype(np.int32)
        return _Figures(at, scopes, self.old.of(keys), kind * len(SIGNS) + sign, self)


def numbered(counts: Sequence[Path]) -> Numbered:
    """Give what counting gave."""
    return Numbered(_words(counts, "scopes"), _words(counts, "overtaken"))


class Settling:
    """Rows with all that is settled of them, packed for their bundles."""

    def __init__(
        self, told: Sequence[Path], texts: Texts, near: Near, by: Numbered | None = None
    ) -> None:
        self._told, self._texts, self._near, self._by = told, texts, near, by

    def on(self, shelf: int, name: str, spill: Spill, of: Rowed) -> None:
        """Spill the rows of a shelf that are wanted."""
        own = of.of(shelf)
        wanted = spill.wanted(own)
        if not len(wanted):
            return
        path = self._told[shelf]
        rows = cell(path, f"{name} rows", list[bytes])
        bearers = taken(path, f"{name} bearers").row()
        numbers, near = self._numbers(path), self._near.on(own)
        at = wanted + np.int32(own.start)
        settled = self._texts.settled(of.nodes[at])
        told = zip(wanted.tolist(), settled, strict=True)
        spill.put(
            at,
            [
                packed(
                    Placed(
                        rows[n],
                        Settled(*text, *numbers.get(n, _NO_NUMBER)),
                        tuple(bearers(n)),
                        near.get(n, ()),
                    )
                )
                for n, text in told
            ],
        )

    def _numbers(self, path: Path) -> dict[int, tuple[str | None, str | None]]:
        if self._by is None:
            return {}
        found = self._by.on(path)
        scopes, old = self._by
        told = zip(
            found.rows.tolist(), found.scopes.tolist(), found.overtaken.tolist(), strict=True
        )
        return {
            n: (scopes.words[s] if s >= 0 else None, old.words[o] if o >= 0 else None)
            for n, s, o in told
        }


def _words(counts: Sequence[Path], name: str) -> _Words:
    known: dict[str, int] = {}
    keys, which = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    for path in counts:
        keys.append(np.frombuffer(cells.take(path, [f"{name} keys"])[0], np.uint64))
        own = cell(path, name, list[str])
        which.append(np.array([known.setdefault(w, len(known)) for w in own], np.int32))
    whole = np.concatenate(keys)
    order = np.argsort(whole)
    seals = np.array([seal(w) for w in known], np.int64).view(np.uint64)
    return _Words(whole[order], np.concatenate(which)[order], list(known), seals)


def _key(seals: Seals, kinds: Whole, salt: int) -> Whole:
    """Keys that are of a kind of claim, and of nothing else."""
    return stirred(seals + stirred(kinds.astype(np.uint64), salt), salt).view(np.int64)
