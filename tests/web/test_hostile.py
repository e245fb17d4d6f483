"""Whatever words a page, a name, a setting or a ruling holds: they are words, on every screen."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI
from lxml import html
from playwright.sync_api import Browser

from tests.web import hostile
from tests.web.conftest import Seen, serving
from tests.web.within import BASE, ask
from wellsourced.app.access.desk import API
from wellsourced.app.api.routes import ROUTES
from wellsourced.app.web.site import SCREENS, site
from wellsourced.case import Case

_NUMBER = re.compile(r"[-+]?(\d[\d.,]*(e[-+]?\d+)?)?$")  # or a polarity, a bare sign
_FEW = 4  # of each kind of thing that is looked at one by one


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return hostile.case(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def app(bad: Case) -> FastAPI:
    return site(bad, user=hostile.STRINGS[0])


@pytest.fixture(scope="module")
def pieces(bad: Case) -> dict[str, list[str]]:
    """Of each kind of thing some, by the first piece of the path."""
    case = bad.seen(ruled=True)
    return {
        "claims": [c.id for c in case.claims()[:_FEW]],
        "documents": [d.id for d in case.documents()],
        "tallies": [t.id for t in case.tallies()[:_FEW]],
        "incidents": [i.id for i in case.incidents()[:_FEW]],
        "names": [quote(e.name, safe="") for e in case.entities()],
    }


@pytest.fixture
def at(bad: Case) -> Iterator[str]:
    yield from serving(bad)


def screens(pieces: dict[str, list[str]]) -> Iterator[str]:
    """Each screen, of each thing that it can show."""
    for screen in SCREENS:
        kind = screen.path.split("/")[1]
        if "{" in screen.path:
            yield from (re.sub(r"{[^}]*}", lambda _, p=p: p, screen.path) for p in pieces[kind])
        else:
            yield screen.path


def strange(pieces: dict[str, list[str]]) -> Iterator[str]:
    """Addresses that hold such words themselves."""
    for words in hostile.STRINGS:
        yield f"/search?{urlencode({'q': words})}"
        yield f"/claims?{urlencode({'about': words})}"
        yield f"/claims/{quote(words, safe='')}"
        yield f"/names/{quote(words, safe='')}"
        yield f"/{quote(words, safe='')}"
        yield f"/sign-in?{urlencode({'back': words})}"


def faults(text: str) -> list[str]:
    """What in a page could run, or could ask elsewhere."""
    tree = html.document_fromstring(text)
    found = [
        f"<{e.tag} {name}={value[:80]!r}>"
        for e in tree.iter()
        if isinstance(e.tag, str)
        for name, value in e.attrib.items()
        if name.startswith("on")
        or name in ("style", "srcdoc")
        or (name in ("src", "action", "data") and not value.startswith(("/", "?", "data:image")))
        or (name == "href" and re.match(r"[\s\x00-\x20]*(javascript|data|vbscript):", value, re.I))
    ]
    found += [e.tag for e in tree.iter("iframe", "object", "embed", "base")]
    found += [
        "script" for e in tree.iter("script") if (e.text or "").strip() and not e.get("type")
    ]
    found += ["refresh" for e in tree.iter("meta") if e.get("http-equiv")]
    return found


def test_the_words_are_there_at_all(app: FastAPI) -> None:
    told = ask(app, f"{API}/documents").text + ask(app, f"{API}/rulings").text

    assert json.dumps(hostile.STRINGS[0])[1:-1] in told
    assert "onerror=" in told


def test_nothing_in_any_page_can_run(app: FastAPI, pieces: dict[str, list[str]]) -> None:
    for path in (*screens(pieces), *strange(pieces)):
        answer = ask(app, path)
        assert answer.status_code in (200, 307, 404), path
        assert answer.headers.get("location", BASE).startswith(BASE), path
        if answer.status_code == 307:  # a slash too many at the end
            continue
        assert faults(answer.text) == [], path
        assert "a" not in answer.cookies, path


def test_every_form_of_a_screen_stays_well_formed(
    app: FastAPI, pieces: dict[str, list[str]]
) -> None:
    for path in screens(pieces):
        bare = "/desk" if path == "/" else path
        answer = ask(app, f"{bare}.json")
        assert answer.headers["content-type"] == "application/json", path
        answer.json()
        rows = list(csv.reader(io.StringIO(ask(app, f"{bare}.csv").text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, path
        risky = [
            c for row in rows for c in row if c[:1] in "=+-@\t\r" and c and not _NUMBER.match(c)
        ]
        assert risky == [], path


def test_every_answer_of_the_api_is_json(app: FastAPI, pieces: dict[str, list[str]]) -> None:
    words = {"name": "Danil Orsak", "of": pieces["claims"][0], "q": hostile.STRINGS[0]}
    for route in ROUTES:
        kind = route.path.split("/")[1]
        for piece in pieces.get(kind, ["x"]) if "{" in route.path else ["x"]:
            path = f"{API}{route.path.replace('{id}', piece)}"
            needed = {n: words[n] for n in route.needs}
            answer = ask(app, f"{path}?{urlencode(needed)}")
            assert answer.headers["content-type"] == "application/json", path
            answer.json()


def test_hostile_questions_get_a_problem_or_an_answer(app: FastAPI) -> None:
    for route in ROUTES:
        for words in hostile.STRINGS:
            path = f"{API}{route.path.replace('{id}', quote(words, safe=''))}"
            given = {n: words for n in route.words if n not in ("as_of", "layer", "withhold")}
            answer = ask(app, f"{path}?{urlencode(given)}")
            assert answer.status_code in (200, 307, 400, 404, 409), path
            if answer.status_code != 307:
                assert json.loads(answer.text) is not None


def test_no_script_runs_and_nothing_is_asked_elsewhere(
    browser: Browser, at: str, pieces: dict[str, list[str]]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watched = Seen(context.new_page(), at)
    watched.page.on("dialog", lambda d: watched.faults.append(f"dialog: {d.message}"))
    few = {kind: found[:2] for kind, found in pieces.items()}
    for path in (*screens(few), f"/search?{urlencode({'q': hostile.STRINGS[1]})}"):
        page = watched.open(path)
        assert page.evaluate(f"window.{hostile.CANARY}") is None, path
        assert page.title().endswith("wellsourced"), path
        assert watched.faults == [], path
    context.close()


def test_no_script_runs_in_a_brief_that_is_taken_away(
    browser: Browser, app: FastAPI, tmp_path: Path
) -> None:
    answer = ask(app, "/brief.html")
    if answer.status_code == 404:
        pytest.skip("there is no brief to be taken away")
    (tmp_path / "brief.html").write_bytes(answer.content)
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto((tmp_path / "brief.html").as_uri())

    assert page.evaluate(f"window.{hostile.CANARY}") is None
    assert [a for a in asked if not a.startswith(("file:", "data:"))] == []
    context.close()
