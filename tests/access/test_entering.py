"""Coming in and going: passwords, sessions, tokens, names of the house, and who is turned away."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from tests.web.within import ask
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import Desk, Rules
from wellsourced.app.access.hosts import names
from wellsourced.app.access.passes import IDLE, LONGEST
from wellsourced.app.access.patience import WINDOW
from wellsourced.app.access.roles import Role, Scope
from wellsourced.app.web.site import site
from wellsourced.case import Case
from wellsourced.errors import InputError

NOW = datetime(2031, 3, 4, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
WORD = "seven ferries at dusk"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path / "own"))


@pytest.fixture
def desk(own: Case, clock: Clock) -> Desk:
    accounts = Accounts(own.path, CHEAP)
    for role in Role:
        accounts.add(f"Ada {role}", role, WORD, at=NOW)
    return Desk(accounts, Rules(names=names("127.0.0.1", ["desk.example"])), now=clock)


@pytest.fixture
def app(own: Case, desk: Desk) -> FastAPI:
    return site(own, desk=desk)


def sign_in(app: FastAPI, name: str = "ada analyst", password: str = WORD, **headers: str):
    form = {"name": name, "password": password, "back": "/claims"}
    return ask(app, "/sign-in", "POST", form=form, headers=headers)


def cookie(answer) -> dict[str, str]:
    return {"Cookie": answer.headers["set-cookie"].split(";")[0]}


def test_who_knows_the_password_comes_in_and_goes(app: FastAPI) -> None:
    answer = sign_in(app)
    inside = cookie(answer)

    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    assert "Ada analyst, analyst" in ask(app, "/claims", headers=inside).text
    ask(app, "/sign-out", "POST", headers=inside)
    assert ask(app, "/claims", headers=inside).status_code == 303


def test_the_cookie_is_for_our_own_pages_alone(app: FastAPI) -> None:
    here = sign_in(app).headers["set-cookie"]
    far = sign_in(app, Host="desk.example").headers["set-cookie"]

    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {w.strip() for w in here.split(";")}
    assert "Secure" not in here
    assert far.startswith("__Host-wellsourced=")
    assert "Secure" in far


def test_nothing_tells_a_wrong_name_from_a_wrong_password(app: FastAPI) -> None:
    no_one, wrong = sign_in(app, "nobody", WORD), sign_in(app, "ada viewer", "something else 12")

    assert no_one.status_code == wrong.status_code == 403
    assert no_one.text == wrong.text
    assert "set-cookie" not in no_one.headers


def test_a_new_session_at_each_sign_in_ends_the_one_before(app: FastAPI) -> None:
    first = cookie(sign_in(app))
    second = cookie(sign_in(app, **first))

    assert first != second
    assert ask(app, "/claims", headers=first).status_code == 303
    assert ask(app, "/claims", headers=second).status_code == 200


def test_a_session_ends_by_itself(app: FastAPI, clock: Clock) -> None:
    inside = cookie(sign_in(app))
    clock.now = NOW + IDLE - timedelta(minutes=1)
    assert ask(app, "/rulings", headers=inside).status_code == 200
    clock.now += IDLE
    assert ask(app, "/rulings", headers=inside).status_code == 303

    inside = cookie(sign_in(app))
    end = clock.now + LONGEST
    while clock.now < end:
        assert ask(app, "/rulings", headers=inside).status_code == 200
        clock.now += IDLE - timedelta(minutes=1)
    assert ask(app, "/rulings", headers=inside).status_code == 303


def test_after_some_tries_one_has_to_wait(app: FastAPI, clock: Clock) -> None:
    tries = [sign_in(app, password="not the one it is").status_code for _ in range(6)]

    assert tries == [403] * 5 + [429]
    assert sign_in(app).status_code == 429
    assert sign_in(app, "ada viewer").status_code == 303
    clock.now += WINDOW
    assert sign_in(app).status_code == 303


def test_a_session_a_token_and_a_role_end_with_the_account(app: FastAPI, desk: Desk) -> None:
    inside = cookie(sign_in(app))
    token = desk.passes.issue("ada analyst", [Scope.READ], now=NOW, days=1)
    shown = {"Authorization": f"Bearer {token}"}
    assert ask(app, "/api/v1/claims", headers=shown).status_code == 200

    desk.accounts.remove("ADA ANALYST")
    assert ask(app, "/claims", headers=inside).status_code == 303
    assert ask(app, "/api/v1/claims", headers=shown).status_code == 401


def test_another_password_ends_what_the_old_one_opened(app: FastAPI, desk: Desk) -> None:
    inside = cookie(sign_in(app))
    desk.accounts.password("ada analyst", "eight ferries at dawn")

    assert ask(app, "/claims", headers=inside).status_code == 303
    assert sign_in(app).status_code == 403
    assert sign_in(app, password="eight ferries at dawn").status_code == 303


def test_who_is_signed_in_is_who_rules(app: FastAPI, own: Case) -> None:
    inside = cookie(sign_in(app))
    form = {"decision": "note", "of": own.claims()[0].id, "value": "seen", "by": "somebody else"}

    assert ask(app, "/rule", "POST", form=form, headers=inside).status_code == 303
    assert [r.ruling.by for r in own.rulings()] == ["Ada analyst"]


@pytest.mark.parametrize(
    "order", [{"decision": "redact", "of": "Danil Orsak"}, {"decision": "assign", "value": "Bo"}]
)
def test_only_a_reviewer_redacts_assigns_and_undoes_that(
    app: FastAPI, own: Case, order: dict[str, str]
) -> None:
    form = {"of": own.claims()[0].id} | order
    analyst, reviewer = cookie(sign_in(app)), cookie(sign_in(app, "ada reviewer"))
    undo = {"decision": "undo", "of": "1"}

    assert ask(app, "/rule", "POST", form=form, headers=analyst).status_code == 403
    assert ask(app, "/rule", "POST", form=form, headers=reviewer).status_code == 303
    assert ask(app, "/rule", "POST", form=undo, headers=analyst).status_code == 403
    assert ask(app, "/rule", "POST", form=undo, headers=reviewer).status_code == 303
    again = {"decision": "undo", "of": "2"}
    assert ask(app, "/rule", "POST", form=again, headers=analyst).status_code == 403


def test_a_name_that_is_not_ours_is_refused(app: FastAPI) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "a@127.0.0.1", "127.0.0.1:x"):
        assert ask(app, "/sign-in", headers={"Host": host}).status_code == 421, host
    for host in ("localhost:8765", "[::1]:8765", "desk.example", "DESK.example.:443"):
        assert ask(app, "/sign-in", headers={"Host": host}).status_code == 200, host


def test_another_site_neither_signs_in_nor_out_nor_rules(app: FastAPI) -> None:
    for path in ("/sign-in", "/sign-out", "/rule", "/api/v1/rule"):
        answer = ask(app, path, "POST", headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403, path


def test_back_leads_nowhere_else(app: FastAPI) -> None:
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/x\r\nA: b"):
        form = {"name": "ada viewer", "password": WORD, "back": back}
        answer = ask(app, "/sign-in", "POST", form=form)
        assert answer.headers["location"] == "/", back


def test_one_who_is_not_known_is_led_in_and_on(app: FastAPI) -> None:
    answer = ask(app, "/claims?about=River+Guard")

    assert answer.headers["location"] == "/sign-in?back=%2Fclaims%3Fabout%3DRiver%2BGuard"
    shown = ask(app, answer.headers["location"])
    assert 'value="/claims?about=River+Guard"' in shown.text


@pytest.mark.parametrize("name", ["", " ", "a\u202eb", "a\x00b", "x" * 65])
def test_a_name_can_be_read(own: Case, name: str) -> None:
    with pytest.raises(InputError):
        Accounts(own.path, CHEAP).add(name, Role.VIEWER, WORD, at=NOW)


@pytest.mark.parametrize("password", ["short", "ada the analyst", "x" * 2000])
def test_a_password_is_no_poor_one(own: Case, password: str) -> None:
    with pytest.raises(InputError):
        Accounts(own.path, CHEAP).add("Ada  the ANALYST", Role.VIEWER, password, at=NOW)


def test_no_secret_is_kept_and_nobody_else_reads_the_file(desk: Desk, own: Case) -> None:
    session = desk.passes.open("ada viewer", now=NOW)
    token = desk.passes.issue("ada viewer", [Scope.READ], now=NOW, days=1)
    kept = desk.accounts.file.read_bytes()

    assert desk.accounts.file.stat().st_mode & 0o077 == 0
    for secret in (WORD, session, token.split("_", 2)[2]):
        assert secret.encode() not in kept
    assert b"$argon2id$" in kept


def test_the_last_account_gone_the_case_is_of_this_machine_alone_again(
    own: Case, desk: Desk
) -> None:
    for role in Role:
        desk.accounts.remove(f"ada {role}")

    assert ask(site(own, desk=desk), "/claims").status_code == 200
    elsewhere = Desk(desk.accounts, Rules(home=False), now=desk.now)
    assert ask(site(own, desk=elsewhere), "/claims").status_code == 303
