"""First paint of every screen, and the timeline at 20,000 claims beside vis-timeline.

The pages are the founding ones where ../shared lies beside the project, else the shipped example.
A paint is the browser's own first-contentful-paint of a screen that was asked for before (the
first to ask waits until the record, or that of a day, is read in, as happens once). Our timeline
and vis-timeline are both timed from the moment the claims are there as rows to the frame in which
they are drawn. vis-timeline is fetched into bench/out by `npm pack vis-timeline`; it is no part of
the project. Seconds do not travel: read them beside each other.
"""

import argparse
import json
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from shutil import rmtree
from statistics import median
from urllib.parse import quote
from urllib.request import urlopen

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from webcase import made

from wellsourced.app.web.site import site
from wellsourced.case import Case

ROOT = Path(__file__).parents[1]
OUT = ROOT / "bench" / "out"
SEEDS = ROOT.parent / "shared" / "seeds"
CHROMIUM = "/usr/bin/chromium"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
OURS = """() => performance.getEntriesByName('drawn')[0].startTime
  - performance.getEntriesByName('fetched')[0].startTime"""
BLANK = "<!doctype html><meta charset=utf-8><div id=here></div>"
THEIRS = """(rows) => new Promise((done) => {
  const start = performance.now();
  const items = rows.map(([id, start, end, content]) => ({ id, start, end, content }));
  const options = { stack: true, height: 600 };
  const drawn = new vis.Timeline(document.getElementById("here"), new vis.DataSet(items), options);
  drawn.on("changed", () => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def main() -> None:
    """Print both tables."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--claims", type=int, default=20_000)
    given.add_argument("--limit", type=int, default=180, help="seconds that a rival may take")
    given.add_argument("--no-rival", action="store_true")
    asked = given.parse_args()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        small = _small()
        _paints(small, browser, _screens(small))
        large = made(OUT / f"case-{asked.claims}", asked.claims)
        _paints(large, browser, _lists(large))
        _timelines(large, browser, None if asked.no_rival else asked.limit)
        browser.close()


def _small() -> Case:
    """The founding pages as a case, or the shipped example."""
    settings = ROOT / "examples" / ("founding.toml" if SEEDS.is_dir() else "wellsourced.toml")
    pages = SEEDS if SEEDS.is_dir() else ROOT / "examples" / "pages"
    rmtree(OUT / "case-pages", ignore_errors=True)
    case = Case.create(OUT / "case-pages")
    case.settle(settings)
    case.add([pages], at=datetime(2020, 1, 1, tzinfo=UTC))
    case.run(workers=0)
    return case


@contextmanager
def _served(case: Case) -> Iterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(site(case, user="Ada"), port=0, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def _screens(case: Case) -> list[str]:
    claims = case.claims()
    claim = max(claims, key=lambda c: (len(c.rivals), len(c.evidence), c.id)).id
    page = max(case.documents(), key=lambda d: (d.parts, d.id)).id
    name = max(case.entities(), key=lambda e: (e.mentions, e.id)).name
    found = ["/", "/claims", f"/claims?about={quote(name)}", f"/claims/{claim}"]
    found += [f"/claims/{claim}/over-time", "/timeline", "/map", "/tallies"]
    found += [f"/tallies/{t.id}" for t in case.tallies()[:1]]
    found += ["/sources", "/sources/graph", "/names", f"/names/{quote(name)}", "/documents"]
    return [*found, f"/documents/{page}", "/hypotheses", "/review", "/search?q=army"]


def _lists(case: Case) -> list[str]:
    """The screens that go through all claims; the desk weighs a day anew, which a run measures."""
    name = max(case.entities(), key=lambda e: (e.mentions, e.id)).name
    claim = case.claims()[0].id
    found = ["/claims", f"/claims?about={quote(name)}", f"/claims/{claim}", "/timeline"]
    return [*found, f"/names/{quote(name)}", "/sources", "/sources/graph", "/search?q=army"]


def _paints(case: Case, browser: Browser, paths: list[str]) -> None:
    print(f"\n| screen of {len(case.claims()):,} claims | first paint, s |\n| --- | --- |")
    with _served(case) as base:
        for path in paths:
            with urlopen(base + path) as answer:
                answer.read()
            found = [_painted(browser, base + path) for _ in range(3)]
            print(f"| {path:32.32} | {median(found) / 1000:.2f} |")


def _painted(browser: Browser, address: str) -> float:
    """Milliseconds until something of a screen was painted, in a browser that knows nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="load")
    while isnan(found := float(page.evaluate(PAINT))):
        page.wait_for_timeout(5)
    context.close()
    return found


def _timelines(case: Case, browser: Browser, limit: int | None) -> None:
    with _served(case) as base:
        with urlopen(f"{base}/timeline.json?bars=1") as answer:
            bars = json.load(answer)["bars"]
        ours = [_ours(browser, f"{base}/timeline") for _ in range(3)]
    print(f"\n| timeline of {len(bars['first']):,} claims | s |\n| --- | --- |")
    print(f"| ours: from rows to drawn | {median(o for o, _ in ours) / 1000:.2f} |")
    print(f"| ours: from the address to drawn | {median(w for _, w in ours) / 1000:.2f} |")
    if limit is not None:
        took = _theirs(browser, bars, limit)
        print(f"| vis-timeline {_version()}: from rows to drawn | {took} |")


def _ours(browser: Browser, address: str) -> tuple[float, float]:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("figure.bars[data-drawn]")
    found = float(page.evaluate(OURS))
    whole = float(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
    page.close()
    return found, whole


def _theirs(browser: Browser, bars: dict[str, list[int]], limit: int) -> str:
    day, zero = 86_400_000, datetime.fromisoformat(f"{bars['begin']}T00:00:00+00:00")
    begin = zero.timestamp() * 1000
    rows = [
        (n, begin + first * day, begin + (first + days) * day, text)
        for n, (first, days, text) in enumerate(
            zip(bars["first"], bars["days"], bars["text"], strict=True)
        )
    ]
    page = browser.new_page()
    page.set_content(BLANK)
    page.add_script_tag(path=_rival() / "standalone/umd/vis-timeline-graph2d.min.js")
    page.add_style_tag(path=_rival() / "styles/vis-timeline-graph2d.min.css")
    page.evaluate("rows => { window.rows = rows; }", rows)
    page.evaluate(
        f"window.took = null; ({THEIRS})(window.rows).then((t) => {{ window.took = t; }}); 0"
    )
    page.wait_for_function("window.took !== null", timeout=limit * 1000)
    return f"{float(page.evaluate('window.took')) / 1000:.2f}"


def _rival() -> Path:
    folder = OUT / "vis"
    if not (folder / "package").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "pack", "vis-timeline"], cwd=folder, check=True, capture_output=True
        )
        with tarfile.open(next(folder.glob("*.tgz"))) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


def _version() -> str:
    return str(json.loads((_rival() / "package.json").read_text("utf-8"))["version"])


if __name__ == "__main__":
    main()
