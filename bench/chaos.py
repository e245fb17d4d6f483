"""Kills drivers and workers at random, with SIGKILL, while a case is made, ruled on and read.

A small case gets a page more at a time. Of what is going on (adding, ruling, exporting, a run with
its workers) a driver or a worker, about as often the one as the other, is killed at a moment drawn
by chance within a phase, the one that had the fewest turns; and what it was at is done again. A
process beside reads the record over and over, on disk and over HTTP. What comes out is compared,
byte by byte, with a case that nobody disturbed. Ends with 1 if anything was torn, lost, there
twice, or other than it should be.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import msgspec
from onlooker import Onlooker, until
from planted.pages import pages
from planted.world import world

from wellsourced.case import Case
from wellsourced.flow import run
from wellsourced.integrity import verified
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots, snapshot

FIRST = 24  # pages there are at first
TURNS = {  # how often each phase has its turn; half of them kill a worker
    ("worker", "read"): 20,
    ("worker", "mark"): 30,
    ("run", "start"): 5,
    ("run", "read"): 7,
    ("run", "mark"): 8,
    ("run", "weigh"): 8,
    ("run", "publish"): 8,
    ("add", ""): 7,
    ("rule", ""): 7,
}
LASTS = {"start": 0.6, "read": 0.6, "mark": 2.0, "weigh": 0.4, "publish": 0.15}  # seconds, about
_STAGES = {"reading": "read", "marking": "mark", "weighing": "weigh"}
_WORKERS_A_RUN = 3  # that are killed: after five at one page it is set aside
_PATIENCE = 5.0  # seconds after which a worker without its driver is an orphan
_SHELL = (sys.executable, "-m", "wellsourced.app.cli")
_NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)

# Put in the way of the imports of all processes: it stands in for what only takes time.
SHELVES = "import wellsourced.flow.run as run\nrun.LARGE = 1\n"
CANNED = """
import msgspec
from pathlib import Path
from wellsourced.flow import stages
from wellsourced.model import Marks
def mark(documents, settings, *, only=()):
    for document in documents:
        kept = Path({folder!r}, document.id).read_bytes()
        yield msgspec.json.decode(kept, type=Marks)
stages.mark = mark
"""


class Work:
    """A command that goes on."""

    def __init__(self, place: Path, env: Mapping[str, str], *line: str) -> None:
        self._said = place
        with place.open("wb") as said:
            out = subprocess.DEVNULL
            line = (*_SHELL, *line)
            self.process = subprocess.Popen(line, stdout=out, stderr=said, env=dict(env))

    def alive(self) -> bool:
        """Whether it still goes on."""
        return self.process.poll() is None

    def said(self) -> str:
        """Give what it said until now."""
        return self._said.read_text("utf-8", "replace")

    def stage(self) -> str:
        """Give the stage that a run is at, by what it says."""
        words = [w for line in self.said().splitlines() for w in line.split()[:1]]
        return next((_STAGES[w] for w in reversed(words) if w in _STAGES), "start")


class Chaos:
    """A case that is made while its makers are killed, and what went wrong with it."""

    def __init__(self, case: Path, seed: int, env: Mapping[str, str], workers: int) -> None:
        self.case, self.chance, self.env = case, Random(seed), env
        self.options = ("--workers", str(workers))
        self.killed: Counter[tuple[str, str]] = Counter()
        self.turns: Counter[tuple[str, str]] = Counter()
        self.told: list[str] = []  # rulings that were acknowledged
        self.failed: list[str] = []
        self.orphans = self._started = self._tried = 0

    def many(self) -> int:
        """Tell how many were killed until now."""
        return self.killed.total()

    def page(self, file: Path, goal: int) -> None:
        """Add a page, and kill until there were so many; in the end all is done."""
        added = False
        while self.many() < goal:
            what = self._turn()
            if what[0] == "add":
                added = self._cut_off(what, self._start("add", str(file))) or added
            elif what[0] == "rule":
                self._cut_off(what, self._rule())
            else:
                added = added or self._done("add", str(file))
                self._unsettle()
                self._disturbed(what, goal)
        self._done("add", str(file))
        self._done("run", *self.options)

    def _turn(self) -> tuple[str, str]:
        """What has had the fewest turns, for how many it is to have."""
        found = min(TURNS, key=lambda t: (self.turns[t] / TURNS[t], self.chance.random()))
        self.turns[found] += 1
        return found

    def _disturbed(self, what: tuple[str, str], goal: int) -> None:
        """Run; kill at the phase, and, as long as the run goes on, at others whose turn it is."""
        work = self._start("run", *self.options)
        workers = 0
        while work.alive():
            who, phase = what
            if not self._reaches(work, phase):
                break
            self._wait(LASTS[phase])
            self._kill(what, self._victims(who, work))
            workers += who == "worker"
            if who == "run" or self.many() >= goal or workers >= _WORKERS_A_RUN:
                break
            what = self._turn()
            while what[0] in ("add", "rule"):
                beside = self._rule() if what[0] == "rule" else self._start("export", *self._out())
                self._cut_off(what if what[0] == "rule" else ("export", ""), beside)
                what = self._turn()
        self._ended(work)

    def _out(self) -> tuple[str, ...]:
        return ("--to", "jsonl", "-o", str(self.case.with_name("exported")))

    def _victims(self, who: str, work: Work) -> list[int]:
        return children(work.process.pid) if who == "worker" else [work.process.pid]

    def _reaches(self, work: Work, phase: str) -> bool:
        """Wait until a run is at a phase; tells whether it came to that."""
        while work.alive():
            now = "publish" if self._half() else work.stage()
            if now == phase and (phase != "read" or children(work.process.pid)):
                return True
            if list(LASTS).index(now) > list(LASTS).index(phase):
                return False
            time.sleep(0.004)
        return False

    def _half(self) -> bool:
        """Whether a record is being written that is not yet in force."""
        snapshots = Snapshots(self.case)
        current = snapshots.current()
        return any(n > int(current.name) for n in snapshots.numbers()) if current else False

    def _cut_off(self, what: tuple[str, str], work: Work) -> bool:
        """Kill a short command; tells whether it had ended before."""
        self._wait(1.2)
        killed = work.alive() and self._kill(what, [work.process.pid])
        self._ended(work)
        return not killed

    def _wait(self, most: float) -> None:
        time.sleep(self.chance.uniform(0, most))

    def _kill(self, what: tuple[str, str], victims: list[int]) -> bool:
        if not victims:
            return False
        victim = self.chance.choice(victims)
        workers = children(victim)
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.killed[what] += 1
        self.orphans += survivors(workers)
        return True

    def _unsettle(self) -> None:
        """Take away some of what was read and marked: it is made anew, and the same."""
        for kind, many in (("read", 2), ("mark", 3)):
            there = sorted((self.case / "tasks").glob(f"{kind}-*.cells"))
            for path in self.chance.sample(there, min(many, len(there))):
                path.unlink()

    def _rule(self) -> Work:
        self._tried += 1
        about = self.chance.choice(Case.open(self.case).claims()).id
        return self._start("rule", "note", about, f"word {self._tried}", "--by", "chaos")

    def _start(self, what: str, *more: str) -> Work:
        self._started += 1
        place = self.case.with_name(f"said-{self._started}")
        return Work(place, self.env, what, str(self.case), *more)

    def _done(self, what: str, *more: str) -> bool:
        work = self._start(what, *more)
        self._ended(work)
        return True

    def _ended(self, work: Work) -> None:
        """Wait for the end of work, and note a ruling that was acknowledged."""
        work.process.wait()
        said, code = work.said(), work.process.returncode
        if "note" in work.process.args and (code == 0 or "ruling " in said):
            self.told.append(next(a for a in work.process.args if a.startswith("word ")))
        if code not in (0, -signal.SIGKILL):
            self.failed.append(f"{' '.join(work.process.args[3:5])}: {code} {said[-300:]}")


def children(parent: int) -> list[int]:
    """Give the processes that a process has started and that are at work."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def survivors(workers: list[int]) -> int:
    """Count workers that are still there some seconds after their driver was killed."""

    def gone() -> bool:
        return not any(Path(f"/proc/{w}").exists() for w in workers)

    return 0 if until(gone, _PATIENCE) else sum(Path(f"/proc/{w}").exists() for w in workers)


def made(folder: Path, count: int) -> list[Path]:
    """Write pages of planted worlds."""
    folder.mkdir(parents=True)
    written = ((seed, page) for seed in range(count) for page in pages(world(seed)))
    files = []
    for seed, page in islice(written, count):
        files.append(folder / f"{seed:03}-{Path(page.file).stem}.txt")
        files[-1].write_text(page.text, encoding="utf-8")
    return files


def undisturbed(case: Path, files: list[Path], canned: Path | None) -> None:
    """Make the case in peace, and keep its marks if they are to stand in for a parser."""
    peace = Case.create(case)
    peace.add(files, at=_NOON)
    peace.run(workers=0)
    if canned:
        canned.mkdir()
        current = Snapshots(case).current()
        assert current
        for marks in snapshot(current).marks():
            (canned / marks.doc).write_bytes(msgspec.json.encode(marks))


def twice(case: Path) -> int:
    """Count what is there twice: links of the chain, claims, rulings."""
    opened = Case.open(case)
    rows = (
        [(e.file, e.evidence) for e in Evidence(case / "evidence").chain()],
        [c.id for c in opened.claims()],
        [d.id for d in opened.documents()],
        [r.draft.value for r in Rulings(case).all()],
    )
    return sum(len(row) - len(set(row)) for row in rows)


def differing(case: Path, peace: Path) -> Iterator[str]:
    """Tell which tables and answers differ from those of the undisturbed case."""
    one, other = Snapshots(case).manifest(), Snapshots(peace).manifest()
    if one is None or other is None:
        yield "no record"
        return
    yield from (n for n in other.tables if one.tables.get(n) != other.tables[n])
    for name in ("claims", "tallies", "documents", "checks"):
        told = [msgspec.json.encode(getattr(Case.open(c), name)()) for c in (case, peace)]
        if told[0] != told[1]:
            yield f"{name} --json"


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; all but the kills have to be 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8919)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--shelves", action="store_true", help="kept as a large case is")
    parser.add_argument("--plain", action="store_true", help="no server, one worker, no parser")
    parser.add_argument("--first", type=int, default=FIRST, help="pages there are at first")
    asked = parser.parse_args(words)
    folder = Path(mkdtemp(dir=asked.folder, prefix="chaos-"))
    bad = _made(folder, asked)
    if not bad:
        shutil.rmtree(folder)
    return bad


def _made(folder: Path, asked: argparse.Namespace) -> int:
    """Make a case in peace, and one in chaos; tells how they compare."""
    steps = max(1, asked.kills // 4)
    files = made(folder / "pages", asked.first + steps)
    peace, case = folder / "peace-case", folder / "case"
    canned = folder / "marks" if asked.plain else None
    large, run.LARGE = run.LARGE, 1 if asked.shelves else run.LARGE
    undisturbed(peace, files, canned)
    run.LARGE = large
    env = _library(folder / "library", canned, shelves=asked.shelves)
    chaos = Chaos(case, asked.seed, env, 1 if asked.plain else 2)
    for page in files[: asked.first]:
        Case.create(case).add([page], at=_NOON)
    chaos._done("run", *chaos.options)
    with Onlooker(case, 0 if asked.plain else asked.port) as reader:
        for n, page in enumerate(files[asked.first :], 1):
            chaos.page(page, asked.kills * n // steps)
    return _told(chaos, reader, peace)


def _library(folder: Path, canned: Path | None, *, shelves: bool) -> dict[str, str]:
    """The environment of all processes, in which they find what stands in."""
    folder.mkdir()
    lines = (SHELVES if shelves else "") + (CANNED.format(folder=str(canned)) if canned else "")
    (folder / "sitecustomize.py").write_text(lines)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, sys.path)])}


def _told(chaos: Chaos, reader: Onlooker, peace: Path) -> int:
    kept = {r.draft.value for r in Rulings(chaos.case).all()}
    different = list(differing(chaos.case, peace))
    lost = [w for w in chaos.told if w not in kept]
    broken = [str(b) for b in verified(Case.open(chaos.case)).broken]
    aside = len(Case.open(chaos.case).documents()) - len(Case.open(peace).documents())
    found = {
        "kills": chaos.many(),
        "torn reads": len(reader.torn),
        "lost rulings": len(lost),
        "duplicate rows": twice(chaos.case),
        "differing bytes": len(different),
        "set aside": abs(aside),
        "orphans": chaos.orphans,
        "broken": len(broken),
        "failed": len(chaos.failed),
    }
    print(f"| {' | '.join(found)} |")
    print("| --- " * len(found) + "|")
    print(f"| {' | '.join(map(str, found.values()))} |")
    who = ", ".join(f"{n} {' '.join(k).strip()}" for k, n in sorted(chaos.killed.items()))
    print(f"\nkilled: {who}; {reader.read} reads, {len(chaos.told)} rulings acknowledged")
    for words in (*sorted(set(reader.torn)), *different, *broken, *chaos.failed):
        print(f"- {words}")
    return 1 if sum(found.values()) > found["kills"] else 0


if __name__ == "__main__":
    sys.exit(main())
