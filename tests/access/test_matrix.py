"""Who may do what, at every address of the application: none is listed here by hand."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from tests.web.within import ask
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import API, Desk, Rules
from wellsourced.app.access.doors import Door, Hall, need_of
from wellsourced.app.access.passes import Passes
from wellsourced.app.access.porter import Porter
from wellsourced.app.access.roles import Need, Role, Scope
from wellsourced.app.web.site import site
from wellsourced.case import Case

NOW = datetime(2031, 3, 4, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What each may do; written down once more, so that a slip in the product shows here.
MAY = {
    "nobody": set(),
    "viewer": {Need.READ},
    "analyst": {Need.READ, Need.RULE},
    "reviewer": {Need.READ, Need.RULE, Need.REVIEW},
    "admin": {Need.READ, Need.RULE, Need.REVIEW, Need.ACCOUNTS},
    "admin's token to read": {Need.READ},
    "admin's token to rule": {Need.RULE, Need.REVIEW},
    "admin's token for both": {Need.READ, Need.RULE, Need.REVIEW},
    "viewer's token for both": {Need.READ},
    "analyst's token for both": {Need.READ, Need.RULE},
    "token out of date": set(),
    "token that was revoked": set(),
    "token that is made up": set(),
}
SCOPES = {"to read": [Scope.READ], "to rule": [Scope.RULE], "for both": [Scope.READ, Scope.RULE]}


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("access") / "own"))


@pytest.fixture(scope="module")
def desk(own: Case) -> Desk:
    accounts = Accounts(own.path, CHEAP)
    for role in Role:
        accounts.add(role.value, role, None, at=NOW)
    return Desk(accounts, Rules(), now=lambda: NOW)


@pytest.fixture(scope="module")
def shown(desk: Desk) -> dict[str, dict[str, str]]:
    """What each of them shows."""
    return {who: _shown(desk.passes, who) for who in MAY}


def _shown(passes: Passes, who: str) -> dict[str, str]:
    if who == "nobody":
        return {}
    if who in list(Role):
        return {"Cookie": f"wellsourced={passes.open(who, now=NOW)}"}
    if who == "token that is made up":
        return {"Authorization": "Bearer wst_0123456789ab_made-up"}
    name = who.split("'")[0] if "'" in who else "admin"
    scopes = next((s for told, s in SCOPES.items() if who.endswith(told)), list(Scope))
    made = NOW - timedelta(8) if who == "token out of date" else NOW
    token = passes.issue(name, scopes, now=made, days=7)
    if who == "token that was revoked":
        passes.revoke(token.split("_")[1])
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def app(own: Case, desk: Desk) -> FastAPI:
    return site(own, desk=desk)


@pytest.fixture(scope="module")
def quick(app: FastAPI, desk: Desk) -> FastAPI:
    """The same doors with the same porter, and behind each just that one was let in."""
    empty = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    empty.add_middleware(Porter, desk=desk, tell=lambda r, status, *_: Response(None, int(status)))
    for route in app.routes:
        need = need_of(route)
        if isinstance(route, Door) and need:
            methods = route.methods - {"HEAD"}
            empty.router.routes.extend(Door(route.path, _inside, need, m) for m in methods)
        elif isinstance(route, Hall):
            empty.router.routes.append(Hall(route.path, _Inside(), route.need, "inside"))
    return empty


def _inside(request: Request) -> Response:
    return Response("inside", 299)


class _Inside:
    async def __call__(self, scope, receive, send) -> None:
        await Response("inside", 299)(scope, receive, send)


def cells(app: FastAPI) -> Iterator[tuple[str, str, Need]]:
    for route in app.routes:
        path = route.path.replace("{id}", "0").replace("{name:path}", "x").replace("{name}", "x")
        assert "{" not in path, path
        if isinstance(route, Hall):
            yield f"{path}/site.css", "GET", route.need
        for method in sorted(getattr(route, "methods", ())):
            yield path, method, route.need


def test_every_address_says_what_it_needs(app: FastAPI) -> None:
    assert [r.path for r in app.routes if need_of(r) is None] == []


def test_only_the_way_in_is_open_to_all(app: FastAPI) -> None:
    open_to_all = {r.path.split("/")[1] for r in app.routes if need_of(r) is Need.NOTHING}

    assert open_to_all == {"sign-in", "sign-out", "static"}


@pytest.mark.parametrize("who", MAY)
def test_each_is_let_in_where_the_role_and_the_token_allow(
    quick: FastAPI, app: FastAPI, shown: dict[str, dict[str, str]], who: str
) -> None:
    wrong = []
    for path, method, need in cells(app):
        answer = ask(quick, path, method, headers=shown[who])
        by_token = "token" in who
        allowed = need is Need.NOTHING or (
            need in MAY[who] and (not by_token or path.startswith(f"{API}/"))
        )
        if (answer.status_code == 299) is not allowed:
            wrong.append((path, method, need, answer.status_code))

    assert wrong == []


def test_the_application_itself_lets_nobody_in_unknown(app: FastAPI, own: Case) -> None:
    for path, method, need in cells(app):
        answer = ask(app, path, method)
        if need is Need.NOTHING:
            assert answer.status_code in (200, 303, 403), path
        else:
            assert answer.status_code in (401, 303), path
            assert own.path.name not in answer.text
            assert answer.headers.get("location", "/sign-in?").startswith("/sign-in?")
    assert own.rulings() == ()


def test_the_application_itself_refuses_a_viewer_who_rules(
    app: FastAPI, own: Case, shown: dict[str, dict[str, str]]
) -> None:
    for path, method, need in cells(app):
        if need in (Need.RULE, Need.REVIEW, Need.ACCOUNTS):
            assert ask(app, path, method, headers=shown["viewer"]).status_code == 403, path
    assert own.rulings() == ()


def test_other_methods_are_refused_to_all(app: FastAPI, shown: dict[str, dict[str, str]]) -> None:
    known = {(path, method) for path, method, _ in cells(app)}
    for path in sorted({p for p, _ in known if not p.startswith("/static")}):
        for method in METHODS:
            if (path, method) not in known:
                assert ask(app, path, method).status_code in (303, 401), (path, method)
                answer = ask(app, path, method, headers=shown["admin"])
                assert answer.status_code == 405, (path, method)


def test_an_address_that_says_nothing_lets_nobody_in(own: Case, desk: Desk) -> None:
    app = site(own, desk=desk)
    app.add_route("/forgotten", _inside, include_in_schema=False)
    admin = {"Cookie": f"wellsourced={desk.passes.open('admin', now=NOW)}"}

    assert ask(app, "/forgotten", headers=admin).status_code == 403
    assert [r.path for r in app.routes if need_of(r) is None] == ["/forgotten"]
    at_home = site(own, desk=Desk(Accounts(Path("/nowhere")), Rules(user="Ada")))
    at_home.add_route("/forgotten", _inside, include_in_schema=False)
    assert ask(at_home, "/forgotten").status_code == 403
