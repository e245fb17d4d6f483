"""The web application of the shipped example, served on this machine, and a real browser."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Error, Page, sync_playwright

from wellsourced.app.web.site import site
from wellsourced.case import Case
from wellsourced.large import MANY

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = Path("/usr/bin/chromium")
OURS = "http://127.0.0.1:"
REFUSED = """
window.refused = 0;
addEventListener("securitypolicyviolation", (event) => {
  window.refused += 1;
  console.error(`refused by ${event.effectiveDirective}: ${event.blockedURI}`);
});
"""


class Seen:
    """A page of the browser, and all that went wrong on it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        page.add_init_script(REFUSED)
        page.on("pageerror", lambda e: self.faults.append(f"script failed: {e}"))
        page.on("console", lambda m: self._told(m.type, m.text))
        page.on("request", lambda r: self._asked(r.url))

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def _told(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "about:", "blob:")):
            self.faults.append(f"asked elsewhere: {url}")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The shipped example, run once."""
    made = Case.create(tmp_path_factory.mktemp("web") / "tarvenia")
    made.settle(EXAMPLES / "wellsourced.toml")
    made.add([EXAMPLES / "pages"], at=datetime(2010, 1, 1, tzinfo=UTC))
    made.run(workers=0)
    return made


@pytest.fixture(scope="session")
def served(example: Case) -> Iterator[str]:
    """The address at which the example is shown."""
    yield from serving(example)


def serving(case: Case, *, many: int = MANY) -> Iterator[str]:
    """Serve a case on a free port until the test is over; `many`: as a large one from there on."""
    app = site(case, user="Ada", many=many)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"{OURS}{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; scripts/setup dev installs it where it may."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium here: apt-get install chromium")
    with sync_playwright() as driver:
        try:
            found = driver.chromium.launch(
                executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            pytest.skip(f"chromium does not start: {error}")
        yield found
        found.close()


@pytest.fixture
def seen(browser: Browser, served: str) -> Iterator[Seen]:
    """A fresh page in a fresh browser profile; what goes wrong on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watched = Seen(context.new_page(), served)
    yield watched
    context.close()
    assert watched.faults == []
