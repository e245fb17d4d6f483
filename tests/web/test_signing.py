"""Signing in and out in the browser."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import Seen, serving
from tests.web.test_screens import AXE
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.roles import Role
from wellsourced.case import Case

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
WORD = "seven ferries at dusk"


@pytest.fixture
def at(example: Case, tmp_path: Path) -> Iterator[str]:
    own = Case.open(shutil.copytree(example.path, tmp_path / "own"))
    for name, role in (("Ada", Role.ANALYST), ("Vera", Role.VIEWER)):
        Accounts(own.path).add(name, role, WORD, at=datetime(2031, 3, 4, tzinfo=UTC))
    yield from serving(own)


def test_one_signs_in_comes_to_where_one_wanted_and_goes(browser: Browser, at: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    watched = Seen(context.new_page(), at)
    page = watched.open("/review")
    assert page.locator("h1").inner_text() == "Sign in"
    assert page.locator("nav.menu li").count() == 0
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / "sign-in-390-light.png")
    page.fill("#name", "ada")
    page.fill("#password", WORD)
    page.click("main button")
    assert page.url == f"{at}/review"
    assert "Ada, analyst" in page.inner_text("header")
    assert page.evaluate("document.cookie") == ""
    page.click("text=Sign out")
    assert page.url == f"{at}/sign-in"
    assert watched.open("/claims").url == f"{at}/sign-in?back=%2Fclaims"
    context.close()
    assert watched.faults == []


def test_a_viewer_is_offered_no_decision(browser: Browser, at: str) -> None:
    context = browser.new_context()
    watched = Seen(context.new_page(), at)
    page = watched.open("/sign-in?back=/review")
    page.fill("#name", "Vera")
    page.fill("#password", WORD)
    page.click("main button")

    assert page.url == f"{at}/review"
    assert page.locator('form[action="/rule"]').count() == 0
    context.close()
    assert watched.faults == []
