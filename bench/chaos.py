"""Kills drivers and workers at random, with SIGKILL, while a case is made, ruled on and read.

Pages of planted worlds are added in batches. Beside each run somebody rules and exports; one
process of all that are alive, worker or driver, is killed at a moment drawn by chance, and what it
was at is done again. A reader opens the record over and over, on disk and over HTTP. What comes
out is compared, byte by byte, with a case that nobody disturbed.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from planted.pages import pages
from planted.world import world

from wellsourced.case import Case
from wellsourced.errors import StoreError
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots

STEP = 3  # pages that are added at a time, after the first that many
COLUMNS = (
    "kills",
    "torn reads",
    "lost rulings",
    "duplicate rows",
    "differing bytes",
    "set aside",
    "orphans",
)
_PATIENCE = 5.0  # seconds after which a worker without its driver is an orphan
_SHELL = (sys.executable, "-m", "wellsourced.app.cli")


@dataclass
class Chaos:
    """A case that is made while its makers are killed, and what went wrong with it."""

    case: Path
    chance: Random
    kills: int
    run: tuple[str, ...]  # with which options
    took: dict[str, float] = field(default_factory=dict)  # seconds that work takes undisturbed
    killed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)  # rulings that were acknowledged
    tried: int = 0
    orphans: int = 0

    def left(self) -> int:
        """Tell how many kills are still to come."""
        return self.kills - self.killed.total()

    def batch(self, files: list[Path], kills: int) -> None:
        """Add pages and run the case, with so many kills meanwhile."""
        goal = self.killed.total() + kills
        self.until_done("add", tuple(map(str, files)), min(goal, self.killed.total() + 1))
        while self.killed.total() < goal:
            self.until_done("run", self.run, goal)
            self.beside(self.chance.choice(("note", "export")), goal)
            self.unsettle()
        self.until_done("run", self.run, goal)

    def unsettle(self) -> None:
        """Take away some of what was marked: it is made anew, and the same."""
        marked = sorted((self.case / "tasks").glob("mark-*.cells"))
        for path in self.chance.sample(marked, len(marked) // 10):
            path.unlink()

    def until_done(self, what: str, more: tuple[str, ...], goal: int) -> None:
        """Do work until it is done, killed as often as may be; rulings go on beside it."""
        code = -1
        while code not in (0, 3):
            dare = self.killed.total() < goal
            begun = time.monotonic()
            work = [self.start(what, *more)]
            if dare and Snapshots(self.case).current() and self.chance.random() < 0.5:
                work.append(self.start(self.chance.choice(("note", "export"))))
            if dare:
                self.kill_one_of(work, what)
            code, *_ = [self.ended(w) for w in work]
        if what == "run":
            self.took["run"] = time.monotonic() - begun

    def beside(self, what: str, goal: int) -> None:
        """Rule or export, and perhaps be killed over it."""
        work = [self.start(what)]
        if self.killed.total() < goal:
            self.kill_one_of(work, what)
        self.ended(work[0])

    def start(self, what: str, *more: str) -> "Work":
        """Start a command on the case."""
        line: tuple[str, ...] = (what, str(self.case), *more)
        if what == "note":
            self.tried += 1
            claims = Case.open(self.case).claims()
            about = self.chance.choice(claims).id
            line = ("rule", str(self.case), "note", about, f"word {self.tried}", "--by", "chaos")
        if what == "export":
            line = (*line, "--to", "jsonl", "-o", str(self.case.with_name("exported")))
        pipe = subprocess.PIPE
        process = subprocess.Popen((*_SHELL, *line), stdout=subprocess.DEVNULL, stderr=pipe)
        return Work(what, process, f"word {self.tried}")

    def kill_one_of(self, work: list["Work"], slow: str) -> None:
        """Wait for a moment, and kill one of the processes that are then alive."""
        time.sleep(self.chance.uniform(0, self.took.get(slow, 3.0)))
        alive = [w for w in work if w.process.poll() is None]
        victims = [(w.what, w.process.pid) for w in alive]
        victims += [("worker", c) for w in alive for c in children(w.process.pid)]
        if not victims:
            return
        kind = self.chance.choice(sorted({k for k, _ in victims}))  # kinds alike, not heads
        kind, victim = self.chance.choice([v for v in victims if v[0] == kind])
        workers = children(victim)
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.killed[kind] += 1
        self.orphans += survivors(workers)

    def ended(self, work: "Work") -> int:
        """Wait for the end of work, and note a ruling that was acknowledged."""
        _, errors = work.process.communicate()
        code = work.process.returncode
        if work.what == "note" and (code == 0 or b"ruling " in errors):
            self.told.append(work.word)
        if code not in (0, 3, -signal.SIGKILL):
            print(f"{work.what}: {code} {errors.decode()[-400:]}", file=sys.stderr)
        return code


@dataclass
class Work:
    """A command that goes on."""

    what: str
    process: "subprocess.Popen[bytes]"
    word: str


class Reader:
    """Reads the record over and over, and counts what it finds torn."""

    def __init__(self, case: Path, port: int | None) -> None:
        self._case, self._port = case, port
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._server: subprocess.Popen[bytes] | None = None
        self.read = 0
        self.torn: list[str] = []
        self._thread.start()

    def end(self) -> None:
        """Stop reading."""
        self._stop.set()
        self._thread.join()
        if self._server:
            self._server.kill()
            self._server.wait()

    def _read(self) -> None:
        while not self._stop.wait(0.2):
            if Snapshots(self._case).current() is None:
                continue
            for look in (self._disk, self._web) if self._port else (self._disk,):
                try:
                    look()
                except Exception as error:  # noqa: BLE001  whatever it is, it is a torn read
                    self.torn.append(f"{look.__name__}: {type(error).__name__}: {error}")
            self.read += 1

    def _disk(self) -> None:
        case = Case.open(self._case)
        texts = {d.id: d.text for d in case._records.at(None).documents()}
        for claim in case.claims():
            for e in claim.evidence:
                if texts[e.document][e.start : e.end] != e.quote:
                    raise StoreError(f"{claim.id} quotes what is not there")
        case.rulings()

    def _web(self) -> None:
        assert self._port
        if self._server is None:
            line = (*_SHELL, "serve", str(self._case), "--port", str(self._port))
            out = subprocess.DEVNULL
            self._server = subprocess.Popen(line, stdout=out, stderr=out)
            until(lambda: answers(self._port))
        with urllib.request.urlopen(address(self._port), timeout=60) as answer:
            json.load(answer)


def address(port: int) -> str:
    """Give where the server lists the claims."""
    return f"http://127.0.0.1:{port}/api/v1/claims"


def answers(port: int) -> bool:
    """Whether the server is there."""
    try:
        with urllib.request.urlopen(address(port), timeout=60):
            return True
    except OSError:
        return False


def until(holds: Callable[[], bool], seconds: float = 120.0) -> bool:
    """Wait until something holds; tells whether it came to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def children(parent: int) -> list[int]:
    """Give the processes that a process has started."""
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


def undisturbed(case: Path, files: list[Path], run: tuple[str, ...]) -> dict[str, float]:
    """Make the case in peace; gives the seconds that each kind of work takes."""
    took = {}
    for what, line in (
        ("add", ("add", str(case), *map(str, files))),
        ("run", ("run", str(case), *run)),
        ("export", ("export", str(case), "--to", "jsonl", "-o", str(case.with_name("peace")))),
    ):
        begun = time.monotonic()
        subprocess.run((*_SHELL, *line), check=True, capture_output=True)
        took[what] = time.monotonic() - begun
    took["note"] = took["export"]
    return took


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
    """Tell which tables and exported files differ from those of the undisturbed case."""
    one, other = Snapshots(case).manifest(), Snapshots(peace).manifest()
    if one is None or other is None:
        yield "no record"
        return
    yield from (n for n in other.tables if one.tables.get(n) != other.tables[n])
    for name in ("claims", "tallies", "documents", "checks"):
        told = [
            subprocess.run((*_SHELL, name, str(c), "--json"), check=True, capture_output=True)
            for c in (case, peace)
        ]
        if told[0].stdout != told[1].stdout:
            yield f"{name} --json"


def main() -> int:
    """Print the table; all but the kills have to be 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pages", type=int, default=550, help="from 500 on they are on shelves")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8919)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plain", action="store_true", help="one worker, and no server")
    asked = parser.parse_args()
    folder = Path(mkdtemp(dir=asked.folder, prefix="chaos-"))
    files = made(folder / "pages", asked.pages)
    peace, case = folder / "peace-case", folder / "case"
    run = ("--workers", "1" if asked.plain else "2")
    took = undisturbed(peace, files, run)
    chance = Random(asked.seed)
    Case.create(case)
    chaos = Chaos(case, chance, asked.kills, run, took)
    reader = Reader(case, None if asked.plain else asked.port)
    steps = max(1, min(15, asked.kills // 6))
    first = len(files) - STEP * steps
    chaos.batch(files[:first], asked.kills // 4)
    chaos.took["add"] = took["export"]
    for n in range(steps):
        begin = first + n * STEP
        chaos.batch(files[begin : begin + STEP], chaos.left() // (steps - n))
    reader.end()
    aside = len(Case.open(case).documents()) - len(Case.open(peace).documents())
    bad = _told(chaos, reader, peace, aside)
    if not bad:
        shutil.rmtree(folder)
    return bad


def _told(chaos: Chaos, reader: Reader, peace: Path, aside: int) -> int:
    kept = {r.draft.value for r in Rulings(chaos.case).all()}
    different = list(differing(chaos.case, peace))
    lost = [w for w in chaos.told if w not in kept]
    sound = subprocess.run((*_SHELL, "verify", str(chaos.case)), check=False, capture_output=True)
    bad = (len(reader.torn), len(lost), twice(chaos.case), len(different), aside, chaos.orphans)
    print(f"| {' | '.join(COLUMNS)} |")
    print("| --- " * len(COLUMNS) + "|")
    print(f"| {' | '.join(map(str, (chaos.killed.total(), *bad)))} |")
    who = ", ".join(f"{n} {k}" for k, n in sorted(chaos.killed.items()))
    print(f"\nkilled: {who}; {reader.read} reads, {len(chaos.told)} rulings acknowledged")
    print(f"verify: {'all holds' if not sound.returncode else sound.stderr.decode()}")
    for words in (*sorted(set(reader.torn)), *different):
        print(f"- {words}")
    return 1 if any(bad) or sound.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
