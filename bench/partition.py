"""What partitions of an archive come to: made-up tellings, by month and by the hash of a key.

A telling is a row of numbers: the day it tells of, the hash of what it tells (type, actor, place),
its page and its story. How often a thing is told follows a power law (the n-th most told a n-th as
often as the first), and news comes in waves of months. Parting takes two levels, each a pass over
files: rows are spilt by month, batch by batch; then each month is sorted by hash and cut by the
first bits of it, so far that no partition has more tellings than asked. What is told most may by
itself be more than that: it is cut by day when it is weighed (docs/decisions/0011), not here.

Given are CPU and time of all of it, making the rows up included, the most memory, and what lies on
the disk afterwards. There is no text: a telling's words stay with its page.
"""

import argparse
import resource
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, process_time
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MONTHS, DAYS = 120, 30
MOST = 100_000  # tellings in a partition, which one machine weighs in a minute
BATCH = 4_000_000
BITS = 16  # of the hash, by which months are cut
HEADS = (
    "tellings",
    "partitions",
    "files spilt",
    "MB",
    "bytes each",
    "middle",
    "largest",
    "over",
    "share of the first",
    "CPU s",
    "s",
    "peak MB",
)


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tellings", type=int, nargs="*", default=[10**5, 10**6, 10**7])
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--folder", type=Path, help="where there is room for 50 bytes a telling")
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADS)} |")
    print("|" + " --- |" * len(HEADS))
    for count in asked.tellings:
        folder = Path(mkdtemp(prefix="partition-", dir=asked.folder))
        try:
            print(f"| {' | '.join(_row(count, asked.most, folder))} |", flush=True)
        finally:
            shutil.rmtree(folder)
    return 0


def _row(count: int, most: int, folder: Path) -> tuple[str, ...]:
    wall, cpu = monotonic(), process_time()
    spilt = sum(_spill(rows, n, folder) for n, rows in enumerate(_made_up(count)))
    found = [s for month in range(MONTHS) for s in _parted(folder, month, most)]
    sizes = np.sort(np.array([s.size for s in found]))
    size = sum(p.stat().st_size for p in folder.rglob("*.parquet"))
    return (
        f"{count:,}",
        f"{len(sizes):,}",
        f"{spilt:,}",
        f"{size / 1e6:,.0f}",
        f"{size / count:.1f}",
        f"{int(np.median(sizes)):,}",
        f"{sizes[-1]:,}",
        f"{int((sizes > most).sum())}",
        f"{sum(s.first for s in found) / count:.1%}",
        f"{process_time() - cpu:.0f}",
        f"{monotonic() - wall:.0f}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,}",
    )


def _made_up(count: int) -> Iterator[pa.Table]:
    """The tellings, so many at a time; the same for the same count."""
    chance = np.random.default_rng(count)
    waves = chance.lognormal(0, 0.8, MONTHS)
    things = max(2, count // 4)
    for first in range(0, count, BATCH):
        size = min(BATCH, count - first)
        rank = np.exp(chance.random(size) * np.log(things)).astype(np.int64)
        month = chance.choice(MONTHS, size, p=waves / waves.sum()).astype(np.int32)
        yield pa.table(
            {
                "hash": _hashed(rank),
                "day": month * DAYS + chance.integers(0, DAYS, size, np.int32),
                "page": (np.arange(first, first + size) // 10).astype(np.int64),
                "story": chance.integers(0, things, size, np.int64),
                "first": rank == 1,
            }
        )


def _hashed(numbers: np.ndarray) -> np.ndarray:
    """Numbers spread evenly (splitmix64); no unsigned ones, which not every reader knows."""
    x = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (x ^ (x >> np.uint64(31))).view(np.int64)


def _spill(rows: pa.Table, number: int, folder: Path) -> int:
    """Write rows month by month; gives how many files that took."""
    month = rows["day"].to_numpy() // DAYS
    order = np.argsort(month, kind="stable")
    ends = np.searchsorted(month[order], np.arange(MONTHS + 1))
    rows = rows.take(order)
    files = 0
    for m in range(MONTHS):
        if ends[m] < ends[m + 1]:
            place = folder / f"spilt-{m:03}-{number:04}.arrow"
            with pa.OSFile(str(place), "wb") as file, pa.ipc.new_file(file, rows.schema) as out:
                out.write_table(rows.slice(ends[m], ends[m + 1] - ends[m]))
            files += 1
    return files


class _Part(NamedTuple):
    """How many tellings a partition has, and how many of the thing that is told most."""

    size: int
    first: int


def _parted(folder: Path, month: int, most: int) -> Iterator[_Part]:
    """Cut a month by the first bits of the hash, and write each part."""
    spilt = sorted(folder.glob(f"spilt-{month:03}-*.arrow"))
    if not spilt:
        return
    rows = pa.concat_tables([pa.ipc.open_file(pa.memory_map(str(p))).read_all() for p in spilt])
    bins = (rows["hash"].to_numpy().view(np.uint64) >> np.uint64(64 - BITS)).astype(np.int64)
    rows = rows.take(np.argsort(bins, kind="stable"))
    counts = np.bincount(bins, minlength=1 << BITS)
    begin = 0
    for low, high in _cut(counts, 0, 1 << BITS, most):
        size = int(counts[low:high].sum())
        part = rows.slice(begin, size)
        begin += size
        place = folder / f"month={month:03}" / f"{low:05}.parquet"
        place.parent.mkdir(exist_ok=True)
        pq.write_table(part, place, compression="zstd")
        yield _Part(size, int(np.count_nonzero(part["first"].to_numpy(zero_copy_only=False))))
    for path in spilt:
        path.unlink()


def _cut(counts: np.ndarray, low: int, high: int, most: int) -> Iterator[tuple[int, int]]:
    """Halve a range of bins until no half has more than asked; bins cannot be halved."""
    size = int(counts[low:high].sum())
    if size > most and high - low > 1:
        middle = (low + high) // 2
        yield from _cut(counts, low, middle, most)
        yield from _cut(counts, middle, high, most)
    elif size:
        yield low, high


if __name__ == "__main__":
    sys.exit(main())
