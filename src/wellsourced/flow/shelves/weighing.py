"""What the shelves tell, weighed bundle by bundle; those that did not change are not weighed."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.flow.shelves import bundles, heap
from wellsourced.flow.shelves.bearing import Corrected, names, sums
from wellsourced.flow.shelves.bundles import Bundle, BundleTask, CountedRows, Key, Settled
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.heap import Part, Rowed, cell
from wellsourced.flow.shelves.spill import Spill
from wellsourced.flow.shelves.survey import Survey
from wellsourced.flow.shelves.told import bearers
from wellsourced.lang.codes import Whole
from wellsourced.model import CheckRow, ClaimType, Polarity
from wellsourced.store import cells
from wellsourced.weigh.apart import LOSSES, Taken
from wellsourced.weigh.blocks import Rows, seal, tally_key, text_key, ties
from wellsourced.weigh.world import World

_NOTHING = np.zeros(0, np.int64)
_PLAIN = Settled()
_AT_ONCE = 128  # bundles that lie ready to be weighed


class Beside(NamedTuple):
    """What bears on a bundle beside its rows."""

    taken: list[Taken]
    checks: list[CheckRow]
    of: World
    writers: dict[str, str]


class Weighing:
    """Weighs what the shelves tell."""

    def __init__(self, known: Survey, told: Sequence[Path], texts: heap.Texts, on: Desk) -> None:
        self._survey, self._told, self._texts, self._on = known, told, texts, on

    def done(self) -> tuple[list[Path], list[Path]]:
        """Give where the tallies lie, and where the claims."""
        counts = self._counts()
        return counts, self._claims(counts)

    def _counts(self) -> list[Path]:
        of = heap.rowed(self._told, "count")
        settled, days = self._settled(of, "count")
        shared = heap.column(self._told, "count shared")
        found = heap.parts(of, Rows(np.arange(len(days)), shared, days, (_NOTHING, _NOTHING)))
        own = heap.shelved(found, of)
        held = names(self._told, of, own, "count bearers")
        checks = sums(self._told, of, own, self._survey)

        def beside(n: int) -> Beside:
            return self._beside(held[n], [], checks.get(n, []))

        return self._weighed("count", of, found, settled, beside)

    def _claims(self, counts: Sequence[Path]) -> list[Path]:
        of = heap.rowed(self._told, "claim")
        settled, days = self._settled(of, "claim")
        keys = self._numbered(of, settled, counts)
        rows, shared = self._shared(of, keys)
        found = heap.parts(of, Rows(rows, shared, days, self._tied()))
        own = heap.shelved(found, of)
        held = names(self._told, of, own, "claim bearers")
        taken = Corrected(self._told, self._survey).by_bundle(of, own)

        def beside(n: int) -> Beside:
            return self._beside(held[n], taken.get(n, []), [])

        return self._weighed("claim", of, found, settled, beside)

    def _settled(self, of: Rowed, name: str) -> tuple[dict[int, Settled], Whole]:
        """What is settled of copies, by row; and the days of all rows with it."""
        out: dict[int, Settled] = {}
        days = heap.column(self._told, f"{name} when").copy()
        for path, begin in zip(self._told, (0, *of.ends.tolist()), strict=False):
            found = self._texts.settled(cell(path, f"{name} keys", list[str]))
            dated = cells.take(path, [f"{name} dated"])[0] if found else b""
            for n, one in found.items():
                out[begin + n] = one
                if one.said_on is not None and not dated[n]:
                    days[begin + n] = one.said_on.toordinal()
        return out, days

    def _numbered(
        self, of: Rowed, settled: dict[int, Settled], counts: Sequence[Path]
    ) -> list[tuple[int, int]]:
        """Note what the counts say of tellings with numbers; give the keys that a case decides."""
        scopes: dict[Key, str] = {}
        overtaken: dict[Key, str] = {}
        for path in counts:
            found = cell(path, "rows", CountedRows)
            scopes.update(found.scopes)
            overtaken.update(found.overtaken)
        out = []
        for path, begin in zip(self._told, (0, *of.ends.tolist()), strict=False):
            kinds = cell(path, "kinds", list[tuple[ClaimType, Polarity]])
            for n, at in cell(path, "figures", list[tuple[int, Key]]):
                tally = scopes.get(at) if kinds[n][0] in LOSSES else None
                one = settled.get(begin + n, _PLAIN)
                one = one._replace(tally=tally, overtaken=overtaken.get(at))
                if one != _PLAIN:
                    settled[begin + n] = one
                if tally is not None:
                    out.append((begin + n, seal(tally_key(*kinds[n], tally))))
            copied = (n for n in range(len(kinds)) if begin + n in settled)
            for n in copied if settled else ():
                same = settled[begin + n].same
                if same is not None:
                    out.append((begin + n, seal(text_key(*kinds[n], same))))
        return out

    def _shared(self, of: Rowed, more: Sequence[tuple[int, int]]) -> tuple[Whole, Whole]:
        """The rows and the keys that they share, each row also by a name of its own."""
        extra = np.array(more, np.int64).reshape(-1, 2)
        shares = heap.column(self._told, "claim shares")
        rows = np.repeat(np.arange(len(shares)), shares)
        keys = heap.column(self._told, "claim shared")
        return np.r_[rows, extra[:, 0]], np.r_[keys, extra[:, 1]]

    def _tied(self) -> tuple[Whole, Whole]:
        named = {
            n for path in self._told for n in cell(path, "named", list[tuple[ClaimType, str]])
        }
        pairs = [(seal(a), seal(b)) for a, b in ties(named, self._survey.of)]
        one, other = np.array(pairs, np.int64).reshape(-1, 2).T
        return one, other

    def _beside(self, held: set[str], taken: list[Taken], checks: list[CheckRow]) -> Beside:
        every = held | {n for c in taken for t in c.repeats for n in bearers(t)}
        writers = {n: self._survey.writers[n] for n in sorted(held) if n in self._survey.writers}
        return Beside(taken, checks, self._survey.of.only(every), writers)

    def _weighed(
        self,
        name: str,
        of: Rowed,
        found: Sequence[Part],
        settled: Mapping[int, Settled],
        beside: Callable[[int], Beside],
    ) -> list[Path]:
        seals = (heap.sealed(p, of, settled, beside(n)) for n, p in enumerate(found))
        outputs = [self._on.named(name, s) for s in seals]
        todo = [n for n, path in enumerate(outputs) if not path.exists()]
        with Spill(self._on.folder, of, [found[n] for n in todo]) as spill:
            spill.take(self._told, f"{name} rows")
            ready: list[BundleTask] = []
            for n, rows in zip(todo, spill.bundles(), strict=True):
                source = outputs[n].with_suffix(".bundle")
                blocks = _blocks(found[n], rows, settled)
                bundles.put(source, Bundle(blocks, *beside(n)))
                ready.append(BundleTask(source, outputs[n], counts=name == "count"))
                if len(ready) == _AT_ONCE:
                    self._done(name, ready)
                    ready = []
            self._done(name, ready)
        return outputs

    def _done(self, name: str, ready: Sequence[BundleTask]) -> None:
        self._on.run(name, ready)
        for task in ready:
            task.source.unlink(missing_ok=True)


def _blocks(
    part: Part, rows: Sequence[bytes], settled: Mapping[int, Settled]
) -> list[list[tuple[bytes, Settled]]]:
    own = [(row, settled.get(n, _PLAIN)) for n, row in zip(part.rows.tolist(), rows, strict=True)]
    ends = np.cumsum(part.blocks).tolist()
    return [own[first:after] for first, after in zip((0, *ends), ends, strict=False)]
