import json
from pathlib import Path
from urllib.request import urlopen

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from tests.web.addresses import addresses
from tests.web.conftest import Seen
from wellsourced.case import Case

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
SIZES = ((1280, "light"), (1280, "dark"), (390, "light"))


def test_every_screen_opens_without_a_fault(seen: Seen, example: Case) -> None:
    for path in addresses(example):
        page = seen.open(path)
        assert page.locator("h1").count() == 1, path
        assert seen.faults == [], path


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_every_screen_can_be_used_by_everybody(
    browser: Browser, served: str, example: Case, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    SHOTS.mkdir(parents=True, exist_ok=True)
    for path in addresses(example):
        page.goto(served + path)
        page.evaluate(AXE)
        found = page.evaluate("axe.run()")
        grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        told = [(v["id"], n["html"][:200], n["failureSummary"]) for v in grave for n in v["nodes"]]
        assert told == [], f"{path} at {width} {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        name = path.strip("/").replace("/", "-").replace(" ", "-") or "desk"
        page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png")
    context.close()


def test_every_screen_can_be_read_without_a_script(
    browser: Browser, served: str, example: Case
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in addresses(example):
        page.goto(served + path)
        assert len(page.inner_text("main")) > 40, path
    context.close()


def test_every_screen_is_given_as_records_and_as_rows(served: str, example: Case) -> None:
    for path in addresses(example):
        bare = "/desk" if path == "/" else path.replace(" ", "%20")
        with urlopen(f"{served}{bare}.json") as answer:
            assert json.load(answer), path
        with urlopen(f"{served}{bare}.csv") as answer:
            head = answer.read().decode().splitlines()[0]
            assert "," in head, path
