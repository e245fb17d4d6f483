"""CPU of a run by Ray beside one by the local engine: the same pages, the same words.

Each engine brings up a case of its own, made of as many pages as are asked for: the example's,
each time with its paragraphs in another order. Counted is the CPU of all processes that a run
starts, whoever ends up as their parent (the daemons of Ray, too): they are known by a mark in
their environment, and looked at five times a second. The records have to be the same to the byte.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from wellsourced.case import Case
from wellsourced.store.snapshots import Snapshots

ROOT = Path(__file__).resolve().parent.parent
MARK = "WELLSOURCED_BENCH"
TICK = os.sysconf("SC_CLK_TCK")
BAR, GOAL = 1.4, 1.2
Seen = dict[tuple[str, str], tuple[float, str]]  # number and beginning of a process: CPU, name


def main() -> int:
    """Print the CPU and the time of each engine, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--processes", action="store_true", help="which of them it was")
    parser.add_argument("--engines", nargs="*", default=["local", "ray"])
    asked = parser.parse_args()
    spent: dict[str, float] = {}
    seals = {}
    with TemporaryDirectory() as folder:
        pages = _pages(Path(folder) / "pages", asked.pages)
        words = sum(len(p.read_text(encoding="utf-8").split()) for p in pages)
        print(f"{len(pages)} pages, {words:,} words, {asked.workers} workers")
        for engine in asked.engines:
            case = Case.create(Path(folder) / engine)
            case.add(pages, at=datetime(2031, 1, 1, tzinfo=UTC))
            seen, wall = _run(case.path, engine, asked.workers)
            spent[engine] = sum(cpu for cpu, _ in seen.values())
            manifest = Snapshots(case.path).manifest()
            assert manifest
            seals[engine] = manifest.tables
            differing = [n for n, s in manifest.tables.items() if s != seals[asked.engines[0]][n]]
            ratio = spent[engine] / spent[asked.engines[0]]
            print(f"{engine:8} {spent[engine]:9.1f} CPU s {wall:9.1f} s {ratio:6.2f}", flush=True)
            if differing:
                print(f"{'':8} not the same: {', '.join(differing)}")
            for cpu, name in _names(seen) if asked.processes else ():
                print(f"{'':8} {cpu:9.1f} {name}")
    same = all(s == seals[asked.engines[0]] for s in seals.values())
    print(f"the same record: {'yes' if same else 'NO'}; bar {BAR}, goal {GOAL} at 2,000 pages")
    return 0 if same else 1


def _pages(folder: Path, count: int) -> list[Path]:
    """So many pages, no two alike."""
    folder.mkdir(parents=True)
    texts = [p.read_text("utf-8") for p in sorted((ROOT / "examples/pages").glob("*.txt"))]
    out = []
    for n in range(count):
        head, *rest = texts[n % len(texts)].split("\n\n")
        turn = n // len(texts) % max(1, len(rest))
        path = folder / f"{n:06}.txt"
        path.write_text("\n\n".join((f"{head} ({n})", *rest[turn:], *rest[:turn])), "utf-8")
        out.append(path)
    return out


def _names(seen: Seen) -> list[tuple[float, str]]:
    """Add up CPU by the names of processes, most first."""
    found: Counter[str] = Counter()
    for cpu, name in seen.values():
        found[name] += cpu
    return [(cpu, name) for name, cpu in found.most_common()]


def _run(case: Path, engine: str, workers: int) -> tuple[Seen, float]:
    """Bring a case up; gives the CPU seconds of all that ran for it, and the seconds it took."""
    command = [sys.executable, "-m", "wellsourced.app.cli", "run", str(case)]
    command += ["--engine", engine, "--workers", str(workers)]
    mark = f"{os.getpid()}-{engine}"
    began = time.monotonic()
    run = subprocess.Popen(
        command,
        env={**os.environ, MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seen: Seen = {}
    while run.poll() is None:
        _look(f"{MARK}={mark}".encode(), seen)
        time.sleep(0.2)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {run.returncode}")
    return seen, time.monotonic() - began


def _look(mark: bytes, seen: Seen) -> None:
    """Note the CPU of each process that carries the mark, by its number and when it began."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark not in (folder / "environ").read_bytes().split(b"\0"):
                continue
            name = _name((folder / "cmdline").read_bytes().split(b"\0"))
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        seen[folder.name, fields[19]] = (int(fields[11]) + int(fields[12])) / TICK, name


def _name(command: list[bytes]) -> str:
    words = [w.decode().rpartition("/")[2] for w in command if not w.startswith(b"--")]
    return " ".join(words[:3]) if words[0].startswith("python") else words[0]


if __name__ == "__main__":
    sys.exit(main())
