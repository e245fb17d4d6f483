"""Times linking, weighing and publishing for growing archives, and ten pages more beside it.

Pages are made up, marked (bench/synthetic.py), and put on shelves as those of a large case are.
CPU seconds stage by stage, how much they grow from one size to the next, and the most memory that
was held; then ten more pages, which merge with what was there, contradict it and take back: their
CPU as a share of linking, weighing and publishing all, and as a share of a full rebuild, which
reads and marks as well. Marking is timed on some of the made-up pages and multiplied, and so said
to be. With --check the record of the ten is compared with that of a rebuild from nothing.

With --workers tasks are done by so many processes; their CPU is added, the most memory of one is
given beside. Pages are made up outside of the time taken. A size that takes an hour is run alone:
--before 1000000 389 gives what a smaller one took, --alone leaves out the ten pages more, and
--unsynced does not wait for the disk (which takes time, not CPU). How far a run has come,
by which CPU and memory, goes to the standard error.

With --keep FOLDER what tasks gave is kept there, and taken from there the next time, with the CPU
that it took then, whatever the code is by now: for who works on all but the tasks. A rebuild that
--check compares with takes nothing from there.
"""

import argparse
import json
import math
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import mkdtemp
from time import process_time
from typing import TypeVar

from synthetic import A_PAGE, identity, page

from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.flow.shelves import desk as desks
from wellsourced.flow.shelves import pages as shelf
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.pages import Outputs, ShelfTask
from wellsourced.flow.shelves.publish import streams
from wellsourced.flow.shelves.whole import Listed, made, shelf_tasks
from wellsourced.flow.worker import seldom_collected
from wellsourced.model import Layout, Task
from wellsourced.read.pipe import Row, document_of_row
from wellsourced.store.duck import seals_of, write

NEW = 10
SAMPLE = 200  # pages that are marked, to say what marking all would cost
OFTEN = 20  # CPU seconds from one line of progress to the next
UNSYNCED = "SCALE_UNSYNCED"  # tells the process of a turn
KEPT = "SCALE_KEPT"  # where it takes from what tasks gave
STAGES = ("shelf", "told", "count", "claim", "rest", "write", "seal")
T = TypeVar("T")
Done = tuple[Path, float, int]  # what a task wrote, the CPU seconds it took, the most MB


class Kept:
    """What tasks gave, with the CPU seconds that it took, by the names of their files."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._list = folder, folder / "seconds.json"
        folder.mkdir(parents=True, exist_ok=True)
        self._seconds: dict[str, float] = {}
        if self._list.exists():
            self._seconds = json.loads(self._list.read_text(encoding="ascii"))
        desks.version_of = lambda _: "kept"

    def taken(self, output: Path) -> float | None:
        """Put what a task gave where it is wanted, and tell what it took; None: it is not kept."""
        seconds = self._seconds.get(output.name)
        if seconds is not None:
            os.link(self._folder / output.name, output)
        return seconds

    def keep(self, output: Path, seconds: float) -> None:
        """Keep what a task gave."""
        self._seconds[output.name] = seconds
        (self._folder / output.name).unlink(missing_ok=True)
        os.link(output, self._folder / output.name)

    def close(self) -> None:
        """Write down what there is."""
        self._list.write_text(json.dumps(self._seconds), encoding="ascii")


class Turn:
    """One run over an archive of some pages, kept in a folder."""

    def __init__(self, folder: Path, pages: int, workers: int) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self.most = 0
        self._told = 0.0
        self._kept = Kept(Path(os.environ[KEPT])) if KEPT in os.environ else None
        self._pool = (
            multiprocessing.get_context("spawn").Pool(workers, seldom_collected)
            if workers
            else None
        )
        self._desk = Desk(folder / "tasks", Settings(), self._run)
        self._desk.folder.mkdir(parents=True, exist_ok=True)
        listed = _listed(pages)
        self._work("shelf", _shelved, (t for t in shelf_tasks(listed, self._desk) if _new(t)))
        found = self._timed("rest", lambda: made(listed, {}, self._desk))
        if self._pool:
            self._pool.close()
        record = folder / "record.duckdb"
        record.unlink(missing_ok=True)
        tables = streams(found)
        self._timed("write", lambda: write(record, tables))
        self.seals = self._timed("seal", lambda: seals_of(record, tables))
        if self._kept:
            self._kept.close()

    def _run(self, stage: str, tasks: Sequence[Task]) -> None:
        before = process_time()
        self._work(stage, _done, tasks)
        self.spent["rest"] -= process_time() - before

    def _work(self, stage: str, work: Callable[[Task], Done], tasks: Iterable[Task]) -> None:
        todo = (t for t in tasks if not self._taken(stage, t))
        many = self._pool.imap_unordered(work, todo) if self._pool else map(work, todo)
        for output, seconds, most in many:
            self.spent[stage] += seconds
            self.most = max(self.most, most)
            if self._kept:
                self._kept.keep(output, seconds)
            self._tell()

    def _taken(self, stage: str, task: Task) -> bool:
        seconds = self._kept.taken(task.output) if self._kept else None
        self.spent[stage] += seconds or 0.0
        return seconds is not None

    def _timed(self, stage: str, work: Callable[[], T]) -> T:
        before = process_time()
        found = work()
        self.spent[stage] += process_time() - before
        self._tell(always=True)
        return found

    def _tell(self, *, always: bool = False) -> None:
        """Tell how far it has come, and by how much CPU and memory."""
        if always or process_time() - self._told > OFTEN:
            self._told = process_time()
            spent = " ".join(f"{name} {seconds:.0f}" for name, seconds in self.spent.items())
            print(f"{spent}; {_most()} MB at most so far", file=sys.stderr, flush=True)


def _listed(pages: int) -> Listed:
    """The pages as the index of a case lists them; by the name of its marks goes its number."""
    return [(i, Outputs("", str(n))) for i, n in sorted((identity(n), n) for n in range(pages))]


def _new(task: ShelfTask) -> bool:
    return not task.output.exists()


def _shelved(task: ShelfTask) -> Done:
    """Put a shelf's pages on it; they are made up outside of the time taken."""
    pages = [page(int(s.marked)) for s in task.sources]
    before = process_time()
    shelf.put(task.output, pages, task.settings)
    return task.output, process_time() - before, _most()


def _done(task: Task) -> Done:
    before = process_time()
    task.run()
    return task.output, process_time() - before, _most()


def _most() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Print a row for each size, and one for ten pages more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", type=Path, help="where what tasks gave is kept")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--before", nargs=2, type=float, help="claims, and the CPU they took")
    parser.add_argument("--alone", action="store_true", help="without ten pages more")
    parser.add_argument("--unsynced", action="store_true", help="do not wait for the disk")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--turn", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--mark", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.unsynced:
        os.environ[UNSYNCED] = "1"
    if asked.keep:
        os.environ[KEPT] = str(asked.keep.resolve())
    if asked.turn:
        return _turn(Path(asked.turn[0]), int(asked.turn[1]), asked.workers)
    if asked.mark:
        print(json.dumps(_marking()))
        return 0
    a_page: float = _asked(["--mark"])
    print(f"Reading and marking: {a_page * 1000:.1f} ms of CPU a page, measured on {SAMPLE}.\n")
    print(f"| claims | | {' | '.join(STAGES)} | all | per ten | MB |", flush=True)
    print("| --- " * (len(STAGES) + 5) + "|", flush=True)
    return 0 if all(_sizes(asked, a_page)) else 1


def _sizes(asked: argparse.Namespace, a_page: float) -> Iterable[bool]:
    """Take the turns of each size; gives whether the bytes were the same."""
    last = (int(asked.before[0]), asked.before[1]) if asked.before else None
    for claims in asked.claims:
        folder = Path(mkdtemp(dir=asked.folder, prefix="scale-"))
        pages = claims // A_PAGE
        whole = _row(folder, pages, asked.workers, "all", last)
        last = claims, sum(whole["spent"].values())
        if asked.alone:
            shutil.rmtree(folder)
            continue
        ten = _row(folder, pages + NEW, asked.workers, "ten more")
        _shares(claims, sum(ten["spent"].values()), last[1], a_page)
        shutil.rmtree(folder)
        if asked.check:
            kept = os.environ.pop(KEPT, "")
            again = Path(mkdtemp(dir=asked.folder, prefix="scale-"))
            anew = _row(again, pages + NEW, asked.workers, "rebuilt")
            shutil.rmtree(again)
            os.environ.update({KEPT: kept} if kept else {})
            print(f"| {claims} | same bytes | {anew['seals'] == ten['seals']} |", flush=True)
            yield bool(anew["seals"] == ten["seals"])


def _shares(claims: int, ten: float, whole: float, a_page: float) -> None:
    """Print what ten pages cost, beside all but reading and marking, and beside all."""
    rebuild = whole + a_page * claims / A_PAGE
    share = (ten + a_page * NEW) / rebuild
    says = f"{ten / whole:.1%} of linking, weighing and publishing; {share:.1%} of a rebuild"
    print(f"| {claims} | ten more / all | {says} (marking extrapolated) |", flush=True)


def _turn(folder: Path, pages: int, workers: int) -> int:
    """One turn in a process of its own, so that its memory is its own."""
    seldom_collected()  # as workers and the command line do
    if os.environ.get(UNSYNCED):
        os.fsync = lambda _: None
    turn = Turn(folder, pages, workers)
    most = [_most(), turn.most] if workers else [_most()]
    print(json.dumps({"spent": turn.spent, "seals": turn.seals, "most": most}))
    return 0


def _row(
    folder: Path, pages: int, workers: int, name: str, last: tuple[int, float] | None = None
) -> dict:
    found = _asked(["--turn", str(folder), str(pages), "--workers", str(workers)])
    cells = [f"{found['spent'][s]:.1f}" for s in STAGES]
    total, claims = sum(found["spent"].values()), pages * A_PAGE
    grown = f"{(total / last[1]) ** _tens(last[0], claims):.1f}x" if last else ""
    held = " + ".join(map(str, found["most"]))
    print(
        f"| {claims} | {name} | {' | '.join(cells)} | {total:.1f} | {grown} | {held} |", flush=True
    )
    return found


def _tens(before: int, after: int) -> float:
    """By which power growth between two sizes is growth for ten times the size."""
    return math.log(10) / math.log(after / before)


def _marking() -> float:
    """CPU seconds of reading and marking a page, the parser loaded."""
    texts = [page(n)[0] for n in range(SAMPLE + NEW)]
    rows = [Row(id=d.id, text=d.text, url=d.url, layout=Layout.PAGE) for d in texts]
    list(stages.mark([document_of_row(r, Settings()) for r in rows[:NEW]], Settings()))
    before = process_time()
    list(stages.mark([document_of_row(r, Settings()) for r in rows[NEW:]], Settings()))
    return (process_time() - before) / SAMPLE


def _asked(arguments: Sequence[str]) -> dict:
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
