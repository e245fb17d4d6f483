"""A bundle: some blocks that are weighed in one go, each by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from wellsourced.errors import StoreError
from wellsourced.flow.shelves.columns import packed
from wellsourced.flow.shelves.told import Key, Row, sealed
from wellsourced.model import CheckRow, Claim, Tally, Utterance
from wellsourced.store import cells
from wellsourced.store.arrow import table_of
from wellsourced.weigh.apart import (
    Block,
    CountBlock,
    Counted,
    Member,
    Taken,
    claims_of,
    tallies_of,
)
from wellsourced.weigh.counts import Count
from wellsourced.weigh.world import World


class Settled(NamedTuple):
    """What the case knows of a telling beyond its page; None: nothing else than the page.

    `same` and `said_on`: of copies, those of the first; `tally` and `overtaken`: of its number.
    """

    same: str | None = None
    said_on: date | None = None
    tally: str | None = None
    overtaken: str | None = None


class Placed(NamedTuple):
    """A packed row, what is settled of it, and of whom the case may know what bears on it.

    `taken`: which corrections may bear on it, by their places.
    """

    row: bytes
    settled: Settled
    bearers: tuple[str, ...]
    taken: tuple[int, ...]


class Bundle(NamedTuple):
    """Blocks of rows, and all that bears on them."""

    blocks: list[list[Placed]]
    taken: list[Taken]
    checks: list[CheckRow]
    of: World
    writers: dict[str, str]


@dataclass(frozen=True)
class BundleTask:
    """Weighs a bundle that lies in a file; `counts`: it is one of counts."""

    source: Path
    output: Path
    counts: bool

    @property
    def input(self) -> str:
        """What it works on, in words."""
        return self.source.name

    def run(self) -> None:
        """Weigh it, and write what it amounts to."""
        bundle = msgspec.msgpack.decode(cells.take(self.source, ["bundle"])[0], type=Bundle)
        cells.put(self.output, _counted(bundle) if self.counts else _claimed(bundle))

    def reject(self, reason: str) -> None:
        """A bundle that cannot be weighed is to be mended."""
        raise StoreError(f"{self.input}: {reason}")


def put(path: Path, bundle: Bundle) -> None:
    """Write a bundle for its task; what is lost of it is written anew."""
    path.write_bytes(cells.whole({"bundle": packed(bundle)}))


def _claimed(bundle: Bundle) -> dict[str, bytes]:
    found: list[Claim] = []
    for rows in bundle.blocks:
        members = tuple(_member(placed) for placed in rows)
        ordered = tuple(sorted(members, key=lambda m: m.telling.key))
        taken = tuple(_taken(bundle, rows))
        found += claims_of(Block(ordered, taken, bundle.of, bundle.writers))
    return {"claims": cells.packed(table_of(found, Claim))}


def _taken(bundle: Bundle, rows: Iterable[Placed]) -> list[Taken]:
    """The corrections that may bear on the rows of a block."""
    return [bundle.taken[n] for n in sorted({n for row in rows for n in row.taken})]


def _member(placed: Placed) -> Member:
    telling, answers = msgspec.msgpack.decode(placed.row, type=Row)
    settled = placed.settled
    utterance = said(telling.utterance, settled)
    tally = settled.tally if settled.tally is not None else telling.tally
    return Member(telling._replace(utterance=utterance, tally=tally), settled.overtaken, answers)


def said(u: Utterance, settled: Settled) -> Utterance:
    """Give an utterance with what is settled of its text."""
    if settled.same is None:
        return u
    return replace(u, same=settled.same, said_on=settled.said_on or u.said_on)


def _counted(bundle: Bundle) -> dict[str, bytes]:
    found = [_counts(bundle, rows) for rows in bundle.blocks]
    return {
        "tallies": cells.packed(table_of([t for c in found for t in c.tallies], Tally)),
        "checks": packed([check for c in found for check in c.checks]),
        **_told("scopes", {k: s for c in found for k, s in c.scopes}),
        **_told("overtaken", {k: s for c in found for k, s in c.overtaken}),
    }


def _told(name: str, found: Mapping[Key, str]) -> dict[str, bytes]:
    """What is told of numbers, by their keys."""
    return {f"{name} keys": sealed(found).tobytes(), name: packed(list(found.values()))}


def _counts(bundle: Bundle, rows: list[Placed]) -> Counted:
    counts = sorted((_count(placed) for placed in rows), key=lambda c: c.key)
    near = {c.quote.document for c in counts}
    checks = tuple(c for c in bundle.checks if any(q.document in near for q in c.about))
    made = tuple(t.correction for t in _taken(bundle, rows))
    return tallies_of(CountBlock(tuple(counts), checks, bundle.of, bundle.writers, made))


def _count(placed: Placed) -> Count:
    found = msgspec.msgpack.decode(placed.row, type=Count)
    return found._replace(utterance=said(found.utterance, placed.settled))
