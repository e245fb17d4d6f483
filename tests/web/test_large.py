"""A case is shown as a large one is, part by part: what a screen says is the same as else."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from tests.web.addresses import addresses
from tests.web.hostile import case as hostile
from tests.web.test_withheld import pieces
from tests.web.test_withheld import readers as readers_of
from tests.web.within import ask
from wellsourced.app.access.desk import API
from wellsourced.app.api.routes import ROUTES
from wellsourced.app.web.large import GATHERS
from wellsourced.app.web.site import SCREENS, site
from wellsourced.case import Case
from wellsourced.large import Lens, large
from wellsourced.model import Decision, Order, Slot

AT = datetime(2031, 3, 9, tzinfo=UTC)
# What a large case tells otherwise, and says so: counts instead of lists, or some of very many.
OTHERWISE = {"incidents", "incident", "map", "names", "tallies", "brief", "api"}
MORE = ("/claims?status=disputed", "/claims?about=Danil+Orsak", "/search?q=guard")
# In another order where names are blanked, or analysts have begun: what they began stands first.
ORDERED = {"desk", "review", "sources", "graph"}
LISTS = {"incidents", "entities", "places", "review", "graph", "sources"}


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("large") / "own"))


@pytest.fixture(scope="module")
def ruled(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy in which analysts accepted, rejected, corrected, noted, merged and parted."""
    case = Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("large") / "ruled"))
    for order in _orders(case):
        case.rule(order, by="Ada", at=AT)
    return case


def _orders(case: Case) -> Iterator[Order]:
    claims = case.claims()
    told = sorted(claims, key=lambda c: (-len(c.evidence), c.id))
    rivals = sorted(claims, key=lambda c: (-len(c.rivals), c.id))
    yield Order(decision=Decision.REJECT, of=(rivals[0].id,), why="misread")
    yield Order(decision=Decision.ACCEPT, of=(told[0].id,))
    yield Order(decision=Decision.CORRECT, of=(told[1].id,), field=Slot.PLACE, value="Sobel")
    yield Order(decision=Decision.NOTE, of=(told[2].id,), value="ask the harbour master")
    yield Order(decision=Decision.CREDIBILITY, of=(told[3].id,), value="2")
    yield Order(decision=Decision.ASSIGN, of=(told[4].id,), value="Bo")


def shown(case: Case, path: str, *, as_large: bool) -> dict[str, object]:
    """The view of a screen, without what only a large case says beside it."""
    app = site(case, user="Ada", many=1 if as_large else 10**9)
    return _view(app, path)


def _view(app: FastAPI, path: str) -> dict[str, object]:
    base, _, asked = path.partition("?")
    address = f"{'/desk' if base == '/' else base}.json"
    answer = ask(app, f"{quote(address)}{'?' if asked else ''}{asked}")
    assert answer.status_code == 200, (path, answer.text)
    view: dict[str, object] = answer.json()
    return {k: v for k, v in view.items() if k not in ("aside", "turn", "left", "counts")}


def test_every_screen_of_a_large_case_is_known() -> None:
    bare = {"rulings", "api"}

    assert {s.name for s in SCREENS} - bare <= set(GATHERS)


@pytest.mark.parametrize(("fixture", "asked"), [("own", ""), ("own", "withhold=1"), ("ruled", "")])
def test_a_screen_says_the_same_of_a_large_case(
    fixture: str, asked: str, request: pytest.FixtureRequest
) -> None:
    case: Case = request.getfixturevalue(fixture)
    small, big = site(case, user="Ada"), site(case, user="Ada", many=1)
    paths = [
        p
        for p, s in zip(addresses(case), SCREENS, strict=True)
        if s.name not in (OTHERWISE | (ORDERED if (fixture, asked) != ("own", "") else set()))
    ]
    for path in [
        *paths,
        "/claims?status=disputed",
        "/claims?about=Danil+Orsak",
        "/search?q=guard",
    ]:
        whole = f"{path}{'&' if '?' in path else '?'}{asked}"
        a, b = _view(small, whole), _view(big, whole)
        if fixture == "ruled":  # the order and groups are those of the machine's record
            a, b = _loose(a), _loose(b)
        assert b == a, whole


def _loose(view: dict[str, object]) -> dict[str, object]:
    """A view with the claims of its groups in the order of their ids."""
    groups = view.get("groups", [])
    assert isinstance(groups, list)
    claims = sorted((c for g in groups for c in g), key=lambda c: str(c["id"]))
    return {k: v for k, v in view.items() if k != "offered"} | {"groups": claims}


def test_programs_are_told_the_same_of_a_large_case(ruled: Case) -> None:
    small, big = site(ruled, user="Ada"), site(ruled, user="Ada", many=1)
    claim = max(ruled.claims(), key=lambda c: (len(c.evidence), c.id)).id
    needs = {"name": "name=Danil%20Orsak", "of": f"of={claim}", "q": "q=guard"}
    for route in ROUTES:
        asked = "&".join(needs[n] for n in route.needs)
        for piece in pieces(ruled, f"{API}{route.path}")[:2]:
            path = f"{API}{re.sub('{[^}]*}', piece, route.path)}?{asked}"
            a, b = ask(small, path), ask(big, path)
            assert b.status_code == a.status_code == 200, (path, b.text)
            if route.verb not in LISTS:
                assert _told(b.text) == _told(a.text), path


def _told(text: str) -> object:
    """An answer without its cursor, which names the record that is shown."""
    found = json.loads(text)
    return {k: v for k, v in found.items() if k != "next"} if isinstance(found, dict) else found


def test_a_program_goes_through_a_large_list_by_cursors(own: Case) -> None:
    app, found, cursor = site(own, many=1), list[str](), ""
    while True:
        page = ask(app, f"{API}/claims?limit=10{cursor}").json()
        found += [c["id"] for c in page["items"]]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"

    assert found == [c.id for c in own.claims()]


def test_a_question_that_a_large_case_cannot_answer_is_refused_with_the_one_that_it_can(own):
    app = site(own, many=1)

    refused = ask(app, f"{API}/tallies?about=Danil+Orsak")

    assert refused.status_code == 409
    assert "/dossier?name=Danil%20Orsak" in refused.text


def test_what_is_decided_in_a_large_case_is_written_and_shown(own: Case, tmp_path: Path) -> None:
    case = Case.open(shutil.copytree(own.path, tmp_path / "case"))
    app = site(case, user="Ada", many=1)
    claim = max(case.claims(), key=lambda c: (len(c.rivals), c.id))
    before = _view(app, "/claims")
    form = {"decision": "reject", "of": claim.id, "why": "misread", "back": "/claims"}

    assert ask(app, "/rule", "POST", form=form).status_code == 303
    after = _view(app, "/claims")
    assert [c["id"] for c in after["rejected"]] == [claim.id]  # type: ignore[attr-defined]
    assert _loose(after) == _loose(shown(case, "/claims", as_large=False))
    assert ask(app, "/rule", "POST", form={"decision": "undo", "of": "1"}).status_code == 303
    assert _view(app, "/claims") == before


def test_no_reader_is_named_in_a_large_case_that_withholds_them(own: Case) -> None:
    app = site(own, withhold=True, many=1)
    names = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in readers_of(own)))
    documents = [f"/documents/{d.id}" for d in own.documents()]
    claims = [f"/claims/{c.id}" for c in own.claims()]
    lists = [p for p in addresses(own) if "/names/" not in p]
    routes = [f"{API}{r.path}" for r in ROUTES if "{" not in r.path and not r.needs]
    for path in [*documents, *claims, *lists, *routes, "/timeline.json?bars=1", "/search?q=a"]:
        answer = ask(app, path)
        found = names.search(answer.text)
        assert answer.status_code == 200, path
        assert not found, (path, answer.text[max(0, found.start() - 60) : found.end() + 20])


def test_a_day_of_a_large_list_holds_what_was_heard_by_then(own: Case) -> None:
    app, day = site(own, many=1), own.days()[2].day
    listed = _view(app, f"/claims?as_of={day}")
    told = [c for g in listed["groups"] for c in g]  # type: ignore[attr-defined]

    assert told
    assert all(c["first_heard"] <= str(day) for c in told)
    assert {c["id"] for c in told} <= {c.id for c in own.claims(as_of=day)}


def test_very_many_claims_are_drawn_as_sums(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellsourced.app.web.large.lists._BARS", 10)
    bars = _view(site(own, many=1), "/timeline?bars=1")["bars"]

    assert set(bars["claim"]) == {""}  # type: ignore[index]
    assert all(t.endswith("claims") for t in bars["text"])  # type: ignore[index]
    assert sum(int(t.split()[0]) for t in bars["text"]) == len(  # type: ignore[index]
        _view(site(own), "/timeline?bars=1")["bars"]["first"]  # type: ignore[index]
    )


def test_nobody_does_harm_by_a_large_case(tmp_path: Path) -> None:
    case = hostile(tmp_path / "hostile")
    app = site(case, user="Ada", many=1)
    for path in addresses_of(case):
        answer = ask(app, path)
        assert answer.status_code in (200, 404, 409), (path, answer.text[:300])
        assert "<img src=x" not in answer.text or "json" in answer.headers["content-type"]


def addresses_of(case: Case) -> Iterator[str]:
    yield from (s.path for s in SCREENS if "{" not in s.path)
    yield from (f"/claims/{c.id}" for c in case.claims()[:10])
    yield from (f"/documents/{d.id}" for d in case.documents()[:10] if d.parts)
    yield from (f"/names/{quote(e.name, safe='')}" for e in case.entities()[:30])
    yield from (
        f"/{w}={quote(s)}" for w in ("search?q", "claims?about") for s in ("'", "a\x00", "%")
    )


def test_a_new_record_is_shown_as_soon_as_its_register_is_made(own: Case, tmp_path: Path) -> None:
    case = Case.open(shutil.copytree(own.path, tmp_path / "case"))
    app = site(case, user="Ada", many=1)
    before = ask(app, "/claims")
    first = large(case, many=1)
    assert first is not None
    number = int(first.folder.name) + 1
    skipped = shutil.ignore_patterns("register-*", "as-of")
    shutil.copytree(first.folder, first.folder.with_name(str(number)), ignore=skipped)
    (case.path / "CURRENT").write_text(f"{number}\n", "ascii")

    waiting = threading.Event()
    for _ in range(2_000):
        now = ask(app, "/claims")
        assert (now.status_code, now.text) == (200, before.text)  # of one record, and whole
        if now.headers["etag"] != before.headers["etag"]:
            return
        waiting.wait(0.02)
    pytest.fail("the new record is not shown")


def test_a_part_is_read_when_the_record_is_removed(own: Case, tmp_path: Path) -> None:
    case = Case.open(shutil.copytree(own.path, tmp_path / "case"))
    hall = large(case, many=1)
    assert hall is not None
    claim = case.claims()[0]
    shutil.rmtree(hall.folder)

    assert hall.claim(_lens(), claim.id).claim(claim.id) == claim


def _lens() -> Lens:
    return Lens()
