"""Export of a large case to JSON lines, CSV and Parquet, beside a plain COPY by DuckDB.

Prints CPU of each table's export as a multiple of that of COPY (of the same rows, in the same
order, with the cells as DuckDB writes them), and the highest memory of a process of its own. Make
a case with `python bench/multiplied.py FOLDER --claims 1000000`.
"""

import argparse
import multiprocessing
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

import duckdb

from wellsourced.case import Case
from wellsourced.exporting import told
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell.export.formats import exporter

FORMATS = ("csv", "parquet", "jsonl")
_EVIDENCE = "SELECT id, unnest(evidence, recursive := true) FROM {}"
_PLAIN = {
    "claims.csv": "SELECT * EXCLUDE evidence FROM claims",
    "tallies.csv": "SELECT * EXCLUDE evidence FROM tallies",
    "evidence.csv": f"{_EVIDENCE.format('claims')} UNION ALL {_EVIDENCE.format('tallies')}",
    "claims.parquet": "SELECT * FROM claims",
    "tallies.parquet": "SELECT * FROM tallies",
}


class Spent(NamedTuple):
    """What one took: CPU seconds, megabytes at most, bytes written."""

    cpu: float
    memory: int
    size: int


def main() -> int:
    """Measure."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path)
    given.add_argument("--formats", nargs="*", default=FORMATS)
    given.add_argument("--only", nargs="*", help="files, such as claims.csv")
    asked = given.parse_args()
    for to in asked.formats:
        _compared(asked.folder, to, asked.only)
    return 0


def _compared(case: Path, to: str, only: list[str] | None) -> None:
    ours = _alone(_export, case, to, only)
    most = max(s.memory for s in ours.values())
    print(f"{to}: {sum(s.cpu for s in ours.values()):.1f} CPU s, at most {most} MB")
    both = [0.0, 0.0]
    for name, spent in ours.items():
        line = f"  {name}: {spent.cpu:.1f} CPU s, {spent.size / 1e6:.0f} MB written"
        if name in _PLAIN:
            plain = _alone(_copy, case, name, only)[name]
            both[0] += spent.cpu
            both[1] += plain.cpu
            line += f"; COPY {plain.cpu:.1f} ({plain.memory} MB): {spent.cpu / plain.cpu:.2f}x"
        print(line, flush=True)
    if both[1]:
        print(f"  of these {both[0] / both[1]:.2f}x of COPY", flush=True)


Job = Callable[[Path, str, list[str] | None, Path], dict[str, Spent]]


def _alone(job: Job, case: Path, what: str, only: list[str] | None) -> dict[str, Spent]:
    """Do it in a process of its own."""
    with (
        TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(1) as pool,
    ):
        return pool.apply(job, (case, what, only, Path(folder)))


def _export(case: Path, to: str, only: list[str] | None, folder: Path) -> dict[str, Spent]:
    found = {}
    for file in exporter(to, {}).files(told(Case.open(case), None)):
        if not only or file.name in only:
            before = process_time()
            path = folder / file.name
            with path.open("wb") as out:
                file.write(out)
            found[file.name] = _spent(before, path)
            path.unlink()
    return found


def _copy(case: Path, name: str, _only: list[str] | None, folder: Path) -> dict[str, Spent]:
    current = Snapshots(case).current()
    assert current is not None
    database = duckdb.connect(str(current / "record.duckdb"), read_only=True)
    database.execute("SET enable_progress_bar = false; SET threads = 1")
    before, path = process_time(), folder / name
    form = "FORMAT csv, HEADER" if name.endswith("csv") else "FORMAT parquet, COMPRESSION zstd"
    database.execute(f"COPY ({_PLAIN[name]}) TO '{path}' ({form})")
    return {name: _spent(before, path)}


def _spent(before: float, path: Path) -> Spent:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Spent(process_time() - before, most, path.stat().st_size)


if __name__ == "__main__":
    sys.exit(main())
