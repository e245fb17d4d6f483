"""Times linking, weighing and publishing for growing archives, and ten pages more beside it.

Pages are made up, marked, on shelves (bench/synthetic.py). CPU seconds of this process, stage by
stage, and the most memory it held; then ten more pages, which merge with what was there,
contradict it and take back, as a share of all from the shelves on. With --check the record of the
ten is compared with that of a rebuild from nothing.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp
from time import process_time
from typing import TypeVar

from synthetic import A_PAGE, identity, page

from wellsourced.config import Settings
from wellsourced.flow.shelves import pages as shelf
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.pages import Outputs
from wellsourced.flow.shelves.publish import streams
from wellsourced.flow.shelves.whole import Listed, made, shelf_tasks
from wellsourced.model import Task
from wellsourced.store.duck import seals_of, write

NEW = 10
T = TypeVar("T")


class Turn:
    """One run over an archive of some pages, kept in a folder."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.spent: dict[str, float] = {}
        self.desk = Desk(folder / "tasks", Settings(), self._run)
        self.desk.folder.mkdir(parents=True, exist_ok=True)
        ids = sorted((identity(n), n) for n in range(pages))
        self._numbers = dict(ids)
        listed: Listed = [(i, Outputs("", f"{n}")) for i, n in ids]
        self._shelve(listed)
        found = self._timed("rest", lambda: made(listed, {}, self.desk))
        record = folder / "record.duckdb"
        record.unlink(missing_ok=True)
        tables = streams(found)
        self._timed("write", lambda: write(record, tables))
        self.seals = self._timed("seal", lambda: seals_of(record, tables))
        self.spent["rest"] -= sum(self.spent.get(s, 0) for s in ("told", "count", "claim"))

    def _shelve(self, listed: Listed) -> None:
        """Pages are made up outside of the time taken."""
        self.spent["shelf"] = 0.0
        for task in shelf_tasks(listed, self.desk):
            if not task.output.exists():
                pages = [page(self._numbers[i]) for i in sorted(task.ids)]
                self._timed(
                    "shelf",
                    lambda t=task, p=pages: shelf.put(t.output, p, t.settings),
                )

    def _run(self, stage: str, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self._timed(stage, task.run)

    def _timed(self, stage: str, work: Callable[[], T]) -> T:
        before = process_time()
        found = work()
        self.spent[stage] = self.spent.get(stage, 0.0) + process_time() - before
        return found


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--turn", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.turn:
        return _turn(Path(asked.turn[0]), int(asked.turn[1]))
    stages = ("shelf", "told", "count", "claim", "rest", "write", "seal")
    print(f"| claims | | {' | '.join(stages)} | all | MB |", flush=True)
    print("| --- " * (len(stages) + 4) + "|", flush=True)
    ok = True
    for claims in asked.claims:
        folder = Path(mkdtemp(dir=asked.folder))
        pages = claims // A_PAGE
        whole = _row(folder, pages, "all", stages)
        ten = _row(folder, pages + NEW, "ten more", stages)
        share = sum(ten["spent"].values()) / sum(whole["spent"].values())
        print(f"| {claims} | ten more / all | {share:.2%} |", flush=True)
        if asked.check:
            anew = _row(Path(mkdtemp(dir=asked.folder)), pages + NEW, "rebuilt", stages)
            ok = ok and anew["seals"] == ten["seals"]
            print(f"| {claims} | same bytes | {anew['seals'] == ten['seals']} |", flush=True)
        shutil.rmtree(folder)
    return 0 if ok else 1


def _turn(folder: Path, pages: int) -> int:
    """One turn in a process of its own, so that its memory is its own."""
    turn = Turn(folder, pages)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"spent": turn.spent, "seals": turn.seals, "most": most}))
    return 0


def _row(folder: Path, pages: int, name: str, stages: Sequence[str]) -> dict:
    command = [sys.executable, __file__, "--turn", str(folder), str(pages)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    cells = [f"{found['spent'].get(s, 0):.1f}" for s in stages]
    total = f"{sum(found['spent'].values()):.1f}"
    print(
        f"| {pages * A_PAGE} | {name} | {' | '.join(cells)} | {total} | {found['most']} |",
        flush=True,
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
