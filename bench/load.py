"""Many people at the desk at once: each screen's wait for 50 users beside one user's.

A server of its own process answers on this machine; this process asks. Each user opens screens in
turn, with ids and names of the case drawn anew each time, and looks at each for as long as people
do: by itself 6 to 14 seconds, 10 in the middle (`--think`), the least that reading a screen of
claims takes; a shorter look is a harder test. With `--think 0` nobody looks at anything: then 50
users keep the server busy all the time, and wait for each other's questions by arithmetic.

The one user goes through all screens in turn until each was seen often enough (`--samples`). A few
screens have one address, and are made once and then given from memory, for one user as for many;
how many of the answers were made is told beside each count. A screen meets the bar if its p95 for
many is at most five times its p95 for one, or under a tenth of a second, which nobody notices; how
many are within five times by the strict count is told, too.

`--beside COMMAND` goes on beside (it may publish new records); an answer that failed, or is torn
(broken off, or no JSON), is counted screen by screen, and is a fault.

`--quick`: a look of three seconds, for twenty, with three samples: a first impression.
`--cpu` asks within this process alone, and tells what each screen takes of a processor, the first
time and in the middle: a figure that does not hang on what else the machine does.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

import duckdb
import httpx

from wellsourced.app.web.site import site
from wellsourced.case import Case
from wellsourced.store.snapshots import RECORD, Snapshots

_SAMPLE = 400  # ids and names of each sort that are asked for
_BAR, _NOTICED = 5, 0.1  # times one user's p95; seconds that nobody notices
_WAIT = 120  # seconds at most for the server to begin
_WORDS = ("guard", "front", "retracts", "herald", "shelled", "flour")

Draw = Callable[[Random], str]


class Asked(NamedTuple):
    """An answer: which screen, how long it took, and whether it was whole."""

    screen: str
    seconds: float
    failed: str = ""
    torn: str = ""
    made: bool = True


def main() -> int:
    """Print the waits of one user and of many, screen by screen."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("case", type=Path)
    given.add_argument("--users", type=int, default=50)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--samples", type=int, default=10, help="of each screen, for one user")
    given.add_argument("--think", type=float, default=10.0)
    given.add_argument("--workers", type=int, default=1)
    given.add_argument("--port", type=int, default=8947)
    given.add_argument("--beside", help="a command that goes on while many ask")
    given.add_argument("--quick", action="store_true", help="a look of 3 s, for 20 s")
    given.add_argument("--cpu", action="store_true", help="CPU of one answer, in this process")
    asked = given.parse_args()
    if asked.quick:
        asked.think, asked.seconds, asked.samples = 3.0, 20.0, 3
    screens = _screens(asked.case)
    if asked.cpu:
        return asyncio.run(_cpu(asked.case, screens, asked.samples))
    serve = [sys.executable, "-c", _SERVE, "serve", str(asked.case), "--port", str(asked.port)]
    server = subprocess.Popen([*serve, "--workers", str(asked.workers)])
    base = f"http://127.0.0.1:{asked.port}"
    try:
        _await(base)
        one = asyncio.run(_one(base, screens, asked.samples))
        beside = subprocess.Popen(asked.beside, shell=True) if asked.beside else None
        many = asyncio.run(_many(base, screens, asked))
        if beside is not None:
            beside.wait()
    finally:
        server.terminate()
        server.wait(20)
    return _printed(one, many, asked)


_SERVE = "from wellsourced.app.cli import main\nif __name__ == '__main__': main()"


def _await(base: str) -> None:
    for _ in range(_WAIT * 2):
        try:
            with urlopen(f"{base}/", timeout=_WAIT) as answer:
                answer.read()
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server did not begin")


def _screens(case: Path) -> dict[str, Draw]:
    """A way to draw an address for each screen."""
    folder = Snapshots(case).current()
    assert folder is not None
    with duckdb.connect(str(folder / RECORD), read_only=True) as record:

        def some(query: str) -> list[str]:
            return [str(r[0]) for r in record.execute(f"{query} LIMIT {_SAMPLE}").fetchall()]

        claims = some("SELECT id FROM claims USING SAMPLE 1 PERCENT (system)") or some(
            "SELECT id FROM claims"
        )
        pages = some("SELECT id FROM documents WHERE len(text) > 0")
        counts = some("SELECT id FROM tallies")
        names = some("SELECT name FROM entities ORDER BY mentions DESC")
        days = some("SELECT DISTINCT first_heard FROM claims WHERE first_heard IS NOT NULL")
        total = len(record.table("claims"))
    names = [quote(n, safe="") for n in names]
    statuses = ("disputed", "single-source", "corroborated", "denied")
    drawn: dict[str, Draw] = {
        "desk": lambda c: "/",
        "changes": lambda c: "/changes",
        "claims": lambda c: f"/claims?start={50 * c.randrange(1 + total // 50)}",
        "claims of a standing": lambda c: f"/claims?status={c.choice(statuses)}",
        "claims about": lambda c: f"/claims?about={c.choice(names)}",
        "claim": lambda c: f"/claims/{c.choice(claims)}",
        "page": lambda c: f"/documents/{c.choice(pages)}",
        "pages": lambda c: f"/documents?start={50 * c.randrange(20)}",
        "timeline": lambda c: f"/timeline?start={60 * c.randrange(1 + total // 60)}",
        "timeline of days": lambda c: f"/timeline?since={c.choice(days)}",
        "timeline, bars": lambda c: "/timeline.json?bars=1",
        "map": lambda c: "/map",
        "tolls": lambda c: "/tallies",
        "sources": lambda c: f"/sources?start={50 * c.randrange(20)}",
        "graph": lambda c: "/sources/graph",
        "names": lambda c: "/names",
        "dossier": lambda c: f"/names/{c.choice(names)}",
        "incidents": lambda c: "/incidents",
        "hypotheses": lambda c: "/hypotheses",
        "review": lambda c: f"/review?start={40 * c.randrange(20)}",
        "copies": lambda c: f"/copies?start={50 * c.randrange(4)}",
        "search": lambda c: f"/search?q={c.choice(_WORDS)}",
        "claims as CSV": lambda c: f"/claims.csv?start={50 * c.randrange(40)}",
        "claim over time": lambda c: f"/claims/{c.choice(claims)}/over-time",
        "claims as of a day": lambda c: f"/claims?as_of={c.choice(days)}",
        "brief": lambda c: f"/brief?about={c.choice(names)}",
        "API claims": lambda c: f"/api/v1/claims?limit=50&about={c.choice(names)}",
    }
    if counts:
        drawn["toll"] = lambda c: f"/tallies/{c.choice(counts)}"
    return drawn


async def _one(base: str, screens: dict[str, Draw], samples: int) -> list[Asked]:
    """One user who goes through all screens, so many times each, without a look at any."""
    found: list[Asked] = []
    chance = Random(1)
    async with httpx.AsyncClient(base_url=base, timeout=_WAIT) as client:
        for name, draw in [*screens.items()] * samples:
            found.append(await _asked(client, name, _fresh(draw(chance), "one")))
    return found


def _fresh(path: str, phase: str) -> str:
    """An address that was asked by nobody before this phase."""
    return f"{path}{'&' if '?' in path else '?'}phase={phase}" if "/api/" not in path else path


async def _many(base: str, screens: dict[str, Draw], asked: argparse.Namespace) -> list[Asked]:
    """Users who each open a screen, look at it, and open another; not all at once."""
    found: list[Asked] = []
    ends = time.monotonic() + asked.seconds + asked.think

    async def user(number: int) -> None:
        chance = Random(1000 + number)
        async with httpx.AsyncClient(base_url=base, timeout=_WAIT) as client:
            await asyncio.sleep(asked.think * number / asked.users)
            while time.monotonic() < ends:
                name = chance.choice(list(screens))
                found.append(await _asked(client, name, _fresh(screens[name](chance), "many")))
                await asyncio.sleep(asked.think * chance.uniform(0.6, 1.4))

    await asyncio.gather(*(user(n) for n in range(asked.users)))
    return found


async def _cpu(case: Path, screens: dict[str, Draw], samples: int) -> int:
    """Print what a processor spends on each screen, asked of nobody else before."""
    app = site(Case.open(case), user="Ada")
    transport = httpx.ASGITransport(app)
    print("| screen | first: CPU ms | middle | most |\n| --- | --- | --- | --- |")
    rows: list[tuple[float, str]] = []
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        await client.get("/rulings")  # opens the case
        for name, draw in screens.items():
            took, chance = list[float](), Random(7)
            for turn in range(samples + 1):
                start = time.process_time()
                answer = await client.get(_fresh(draw(chance), f"cpu{turn}"))
                took.append(1000 * (time.process_time() - start))
                assert answer.status_code == 200, (name, answer.text[:300])
            first, *rest = took
            middle = median(rest)
            rows.append((middle, f"| {name} | {first:.0f} | {middle:.0f} | {max(rest):.0f} |"))
    print("\n".join(row for _, row in sorted(rows, reverse=True)))
    return 0


async def _asked(client: httpx.AsyncClient, name: str, path: str) -> Asked:
    start = time.monotonic()
    try:
        answer = await client.get(path)
    except httpx.HTTPError as error:
        return Asked(name, time.monotonic() - start, failed=f"{path}: {error!r}")
    took = time.monotonic() - start
    if answer.status_code != 200:
        return Asked(name, took, failed=f"{path}: {answer.status_code} {answer.text[:200]}")
    made = not answer.headers.get("server-timing", "").startswith("kept")
    return Asked(name, took, torn="" if _whole(answer) else path, made=made)


def _whole(answer: httpx.Response) -> bool:
    """Whether an answer did not break off."""
    kind = answer.headers["content-type"]
    if kind.startswith("text/html"):
        return answer.text.rstrip().endswith("</html>")
    if kind == "application/json":
        try:
            answer.json()
        except ValueError:
            return False
    return True


def _printed(one: Sequence[Asked], many: Sequence[Asked], asked: argparse.Namespace) -> int:
    print(f"{asked.users} users, a look of {asked.think} s, {asked.workers} workers")
    print(
        "| screen | one: p50 | p95 | n (made) | many: p50 | p95 | n (made) "
        "| ratio of p95 | failed | torn | met |"
    )
    print("| --- " * 11 + "|")
    names = {a.screen for a in many}
    rows = [_row(n, *([a for a in of if a.screen == n] for of in (one, many))) for n in names]
    for row in sorted(rows, key=lambda r: -r.ratio):
        print(row)
    print(_row("all answers", one, many))
    print(_row("all that were kept", *([a for a in of if not a.made] for of in (one, many))))
    strict, met = sum(r.ratio <= _BAR for r in rows), sum(r.met for r in rows)
    print(f"within {_BAR}x of one user's p95: {strict} of {len(rows)} screens; ", end="")
    print(f"within {_BAR}x or under {_NOTICED} s: {met} of {len(rows)}")
    faults = [told for a in (*one, *many) if (told := a.failed or a.torn)]
    torn = sum(bool(a.torn) for a in (*one, *many))
    print(f"failed answers: {len(faults) - torn}; torn answers: {torn}")
    for fault in faults[:5]:
        print(f"  {fault}")
    return 1 if faults else 0


class Row(NamedTuple):
    """How long a screen was waited for, by one and by many."""

    name: str
    cells: tuple[str, ...]
    ratio: float
    p95: float
    faults: tuple[int, int]

    @property
    def met(self) -> bool:
        """Whether many wait no longer than they may."""
        return self.ratio <= _BAR or self.p95 < _NOTICED

    def __str__(self) -> str:
        """As a line of the table."""
        word = "yes" if self.ratio <= _BAR else "quick" if self.met else "no"
        failed, torn = map(str, self.faults)
        cells = (self.name, *self.cells, f"{self.ratio:.1f}", failed, torn, word)
        return f"| {' | '.join(cells)} |"


def _row(name: str, one: Sequence[Asked], many: Sequence[Asked]) -> Row:
    cells: list[str] = []
    for of in (one, many):
        cells += [f"{_at(of, 0.5):.3f}", f"{_at(of, 0.95):.3f}"]
        cells.append(f"{len(of)} ({sum(a.made for a in of)})")
    p95 = _at(many, 0.95)
    both = (*one, *many)
    faults = sum(bool(a.failed) for a in both), sum(bool(a.torn) for a in both)
    return Row(name, tuple(cells), p95 / max(_at(one, 0.95), 1e-6), p95, faults)


def _at(of: Sequence[Asked], share: float) -> float:
    found = sorted(a.seconds for a in of) or [0.0]
    return found[min(len(found) - 1, int(share * len(found)))]


if __name__ == "__main__":
    sys.exit(main())
