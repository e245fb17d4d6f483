"""Signing in by a house that vouches: a small one of our own, asked over the loopback."""

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI

from tests.web.within import ask
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import Desk, Rules
from wellsourced.app.access.roles import Role
from wellsourced.app.web.site import site
from wellsourced.case import Case

pytest.importorskip("authlib")
jwt = pytest.importorskip("joserfc.jwt")
jwk = pytest.importorskip("joserfc.jwk")
oidc = pytest.importorskip("wellsourced.app.access.oidc")
elsewhere = pytest.importorskip("wellsourced.app.access.elsewhere")

NOW = datetime(2031, 3, 4, tzinfo=UTC)
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "one"})


class Provider(BaseHTTPRequestHandler):
    """Vouches for whomever `server.told` names."""

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/jwks":
            self._give({"keys": [KEY.as_dict(private=False)]})
        else:
            self._give(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/jwks",
                }
            )

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        self.server.verifiers.append(form["code_verifier"][0])
        claims = {
            "iss": f"http://127.0.0.1:{self.server.server_port}",
            "aud": "desk",
            "exp": int(NOW.timestamp()) + 300,
            **self.server.told,
        }
        word = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.server.key)
        self._give({"access_token": "x", "token_type": "Bearer", "id_token": word})

    def _give(self, what: object) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def house() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    server.told, server.key, server.verifiers = {}, KEY, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(example: Case, house: HTTPServer, tmp_path: Path) -> FastAPI:
    own = Case.open(shutil.copytree(example.path, tmp_path / "own"))
    accounts = Accounts(own.path)
    accounts.add("ada@desk.example", Role.ANALYST, None, at=NOW)
    file = tmp_path / "oidc.toml"
    issuer = f"http://127.0.0.1:{house.server_port}"
    file.write_text(f'issuer = "{issuer}"\nclient_id = "desk"\nclient_secret = "s"\nname = "Oar"')
    voucher = elsewhere.Elsewhere(oidc.vouching(file))
    return site(own, desk=Desk(accounts, Rules(), now=lambda: NOW), voucher=voucher)


def there_and_back(app: FastAPI, house: HTTPServer, **told: object):
    away = ask(app, "/sign-in/elsewhere?back=/claims")
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    house.told = {"nonce": asked["nonce"][0], "email": "Ada@desk.example"} | told
    going = {"Cookie": away.headers["set-cookie"].split(";")[0]}
    return ask(app, f"/sign-in/back?code=c&state={asked['state'][0]}", headers=going)


def test_the_form_offers_it(app: FastAPI) -> None:
    assert "Sign in with Oar" in ask(app, "/sign-in").text


def test_whom_the_house_vouches_for_comes_in_by_their_account(
    app: FastAPI, house: HTTPServer
) -> None:
    answer = there_and_back(app, house)
    cookies = [c for c in answer.headers.get_list("set-cookie") if c.startswith("wellsourced=")]

    assert answer.status_code == 200
    assert 'content="0;url=/claims"' in answer.text
    inside = {"Cookie": cookies[0].split(";")[0]}
    assert "ada@desk.example, analyst" in ask(app, "/claims", headers=inside).text
    assert len(house.verifiers) == 1


@pytest.mark.parametrize(
    "told",
    [
        {"email": "bo@desk.example"},
        {"email": ""},
        {"email_verified": False},
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "http://another.example"},
        {"exp": int(NOW.timestamp()) - 3600},
    ],
)
def test_a_word_that_does_not_hold_lets_nobody_in(
    app: FastAPI, house: HTTPServer, told: dict[str, object]
) -> None:
    answer = there_and_back(app, house, **told)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_word_signed_by_another_lets_nobody_in(app: FastAPI, house: HTTPServer) -> None:
    house.key = OTHER

    assert there_and_back(app, house).status_code == 403


def test_only_the_browser_that_went_comes_back(app: FastAPI, house: HTTPServer) -> None:
    away = ask(app, "/sign-in/elsewhere?back=/claims")
    state = parse_qs(urlsplit(away.headers["location"]).query)["state"][0]

    assert ask(app, f"/sign-in/back?code=c&state={state}").status_code == 403
    assert house.verifiers == []
