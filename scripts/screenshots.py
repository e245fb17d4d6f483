#!/usr/bin/env python3
"""Take pictures of the web application, for the README and the guide.

    .venv/bin/python scripts/screenshots.py

Builds the shipped example, serves it on this machine and writes docs/images/*.png by Debian's
Chromium. The same fonts and the same browser give the same pictures.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from wellsourced.app.web.site import site
from wellsourced.case import Case
from wellsourced.model import Claim

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
NAME = "Danil Orsak"  # of the example
MOST = 150_000  # bytes of a picture
COLOURS = 96


class Shot(NamedTuple):
    """A picture: of what, how wide, by day or by night; `ready`: what has to be there first."""

    name: str
    path: str
    width: int = 1280
    scheme: str = "light"
    ready: str = "main"


def main() -> None:
    """Build the example, and take each picture."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        case = made(Path(folder) / "tarvenia")
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--font-render-hinting=none",
                "--disable-lcd-text",
            ],
        )
        with served(case) as base:
            for shot in shots(case):
                size = taken(browser, base, shot)
                print(f"{shot.name}.png {size:,} bytes{' (too many)' if size > MOST else ''}")
        browser.close()


def made(folder: Path) -> Case:
    """Build the shipped example."""
    case = Case.create(folder)
    case.settle(ROOT / "examples" / "wellsourced.toml")
    case.add([ROOT / "examples" / "pages"], at=datetime(2010, 1, 1, tzinfo=UTC))
    case.run(workers=0)
    return case


def shots(case: Case) -> tuple[Shot, ...]:
    """Name the pictures."""
    claim = max(case.claims(), key=_contest)
    told = claim.evidence[0]
    page = f"/documents/{told.document}?words={told.start}-{told.end}"
    return (
        Shot("desk", "/"),
        Shot("page", page),
        Shot("claim", f"/claims/{claim.id}", ready="table.stood"),
        Shot("timeline", "/timeline", ready="[data-drawn]"),
        Shot("map", "/map", ready="[data-drawn]"),
        Shot("tolls", "/tallies"),
        Shot("dossier", f"/names/{NAME}"),
        Shot("review", "/review"),
        Shot("hypotheses", "/hypotheses"),
        Shot("claim-dark", f"/claims/{claim.id}", scheme="dark", ready="table.stood"),
        Shot("desk-phone", "/", width=390),
    )


def _contest(claim: Claim) -> tuple[int, int, str]:
    """The one with most on both sides."""
    return min(len(claim.said_by), len(claim.denied_by)), len(claim.evidence), claim.id


@contextmanager
def served(case: Case) -> Iterator[str]:
    """Serve the case on a free port."""
    server = uvicorn.Server(
        uvicorn.Config(site(case, user="Ada"), port=0, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def taken(browser: Browser, base: str, shot: Shot) -> int:
    """Take a picture; gives its size."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": 844 if shot.width < 600 else 760},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page: Page = context.new_page()
    page.goto(base + shot.path)
    page.wait_for_selector(shot.ready)
    page.wait_for_load_state("networkidle")
    file = IMAGES / f"{shot.name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    context.close()
    few = Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    return file.stat().st_size


if __name__ == "__main__":
    main()
