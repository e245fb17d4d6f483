"""What the shelves tell, weighed bundle by bundle; those that did not change are not weighed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from wellsourced.flow.shelves import bundles, heap
from wellsourced.flow.shelves.bearing import Corrected, Known, Pages, bearers_of, sums
from wellsourced.flow.shelves.bundles import Bundle, BundleTask, Placed
from wellsourced.flow.shelves.columns import Growing, Values, stirred, taken
from wellsourced.flow.shelves.columns import sums as summed
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.heap import Part, Rowed, cell
from wellsourced.flow.shelves.numbered import Numbered, Settling, numbered
from wellsourced.flow.shelves.spill import Spill
from wellsourced.flow.shelves.survey import Survey
from wellsourced.flow.shelves.texts import Texts
from wellsourced.lang.codes import Whole
from wellsourced.model import CheckRow, ClaimType
from wellsourced.store import cells
from wellsourced.weigh.blocks import Rows, seal, ties

_NOTHING = np.zeros(0, np.int64)
_AT_ONCE = 128  # bundles that lie ready to be weighed


class Said(NamedTuple):
    """The tellings of all shelves: those of claims, and those of counts."""

    claims: Texts
    counts: Texts


class Weighed(NamedTuple):
    """Where the tallies lie, and the claims."""

    counts: list[Path]
    claims: list[Path]


class Weighing:
    """Weighs what the shelves tell."""

    def __init__(self, known: Survey, told: Sequence[Path], said: Said, on: Desk) -> None:
        self._survey, self._told, self._said, self._on = known, told, said, on
        self._known = Known(known.of, known.writers)
        self._values = Values(self._known.about)
        self._corrected = Corrected(told, known)

    def done(self) -> Weighed:
        """Weigh what is to be weighed."""
        counts = self._counts()
        return Weighed(counts, self._claims(counts))

    def _counts(self) -> list[Path]:
        texts = self._said.counts
        of = self._rowed("count", texts)
        keys = [cells.take(path, ["count shared"])[0] for path in self._told]
        shared = np.frombuffer(b"".join(keys), np.int64)
        pages = Pages(self._told, self._survey, "count")
        near = self._corrected.on_pages(of, pages)
        near.mark(of)
        rows = np.arange(len(of.days), dtype=np.int32)
        found = heap.parts(of, Rows(rows, shared, of.days, (_NOTHING, _NOTHING)), texts.same)
        checks = sums(of, heap.shelved(found, of), self._survey, pages)
        settling = Settling(self._told, texts, near)
        return self._weighed("count", (of, found), settling, checks)

    def _claims(self, counts: Sequence[Path]) -> list[Path]:
        texts = self._said.claims
        of = self._rowed("claim", texts)
        by = numbered(counts)
        found = heap.parts(of, self._keyed(of, texts, by), texts.same)
        near = self._corrected.about(of, Pages(self._told, self._survey, "claim"), texts)
        near.mark(of)
        return self._weighed("claim", (of, found), Settling(self._told, texts, near, by), {})

    def _rowed(self, name: str, texts: Texts) -> Rowed:
        """The rows of all shelves, with the seals of what is settled of them."""
        of = heap.rowed(self._told, name)
        for n, path in enumerate(self._told):
            own = of.of(n)
            names = [f"{name} {x}" for x in ("seals", "nodes", "dated")]
            seals, nodes, dated = cells.take(path, names)
            node = np.frombuffer(nodes, np.int32) + np.int32(texts.starts[n])
            known, said = texts.known[node], texts.said[node]
            of.nodes[own] = node
            found = of.seals[own]
            found[:] = np.frombuffer(seals, np.uint64).reshape(-1, 2)
            found[known, 0] += stirred(texts.same[node[known]], 1)
            found[known, 1] += stirred(said[known].astype(np.uint64), 2)
            found[:, 1] += summed(taken(path, f"{name} bearers"), self._values)
            later = known & (said > 0) & (np.frombuffer(dated, np.uint8) == 0)
            of.days[own][later] = said[later]
        return of

    def _keyed(self, of: Rowed, texts: Texts, by: Numbered) -> Rows:
        """The rows by what they share: keys of their own, and those that the case decides."""
        rows, keys = Growing(np.int32), Growing(np.int64)
        for n, path in enumerate(self._told):
            own = of.of(n)
            shared, shares = cells.take(path, ("claim shared", "claim shares"))
            at = np.arange(own.start, own.stop, dtype=np.int32)
            rows.add(np.repeat(at, np.frombuffer(shares, np.int32)))
            keys.add(np.frombuffer(shared, np.int64))
            found = by.on(path)
            more, found_keys = found.keys(texts, of.nodes[own])
            found.mark(of.seals[own])
            rows.add(at[more])
            keys.add(found_keys)
        return Rows(rows.whole(), keys.whole(), of.days, self._tied())

    def _tied(self) -> tuple[Whole, Whole]:
        named: dict[ClaimType, set[str]] = defaultdict(set)
        for path in self._told:
            for kind, names in cell(path, "named", dict[ClaimType, list[str]]).items():
                named[kind].update(names)
        found = ((kind, name) for kind, names in named.items() for name in names)
        pairs = [(seal(a), seal(b)) for a, b in ties(found, self._survey.of)]
        one, other = np.array(pairs, np.int64).reshape(-1, 2).T
        return one, other

    def _weighed(
        self,
        name: str,
        rows: tuple[Rowed, Sequence[Part]],
        settling: Settling,
        checks: Mapping[int, list[CheckRow]],
    ) -> list[Path]:
        of, found = rows
        seals = (heap.sealed(p, of, checks.get(n, [])) for n, p in enumerate(found))
        outputs = [self._on.named(name, s) for s in seals]
        todo = [n for n, path in enumerate(outputs) if not path.exists()]
        with Spill(self._on.folder, len(of.days), [found[n] for n in todo]) as spill:
            for shelf in range(len(self._told)) if todo else ():
                settling.on(shelf, name, spill, of)
            ready: list[BundleTask] = []
            for n, placed in zip(todo, spill.bundles(), strict=True):
                source = outputs[n].with_suffix(".bundle")
                bundles.put(source, self._bundle(found[n], placed, checks.get(n, [])))
                ready.append(BundleTask(source, outputs[n], counts=name == "count"))
                if len(ready) == _AT_ONCE:
                    self._done(name, ready)
                    ready = []
            self._done(name, ready)
        return outputs

    def _bundle(self, part: Part, rows: Sequence[bytes], checks: list[CheckRow]) -> Bundle:
        placed = [msgspec.msgpack.decode(row, type=Placed) for row in rows]
        which = sorted({n for row in placed for n in row.taken})
        place = {n: at for at, n in enumerate(which)}
        placed = [
            p._replace(taken=tuple(place[n] for n in p.taken)) if p.taken else p for p in placed
        ]
        taken = [self._corrected.made[n] for n in which]
        held = {n for row in placed for n in row.bearers}
        ends = np.cumsum(part.blocks).tolist()
        blocks = [placed[first:after] for first, after in zip((0, *ends), ends, strict=False)]
        known = self._known.only(held | bearers_of(taken))
        return Bundle(blocks, taken, checks, known, self._known.writers(held))

    def _done(self, name: str, ready: Sequence[BundleTask]) -> None:
        self._on.run(name, ready)
        for task in ready:
            task.source.unlink(missing_ok=True)
