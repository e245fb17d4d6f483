"""Signing in by another house that vouches for people (OpenID Connect), with Authlib."""

import secrets
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from httpx import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from msgspec import Struct

from wellsourced.app.access.roles import RefusedError
from wellsourced.errors import SettingsError

_PATIENCE = timedelta(minutes=10)
_MOST = 1000  # sign-ins under way
_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "EdDSA"]  # never "none"


class House(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who vouches, as its settings file has it.

    `issuer`: its address; `claim`: what of its word is the name of the account here.
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str = "your organisation"
    claim: str = "email"


class _Known(Struct, frozen=True, kw_only=True):
    """What a house tells of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Begun(NamedTuple):
    """A sign-in under way."""

    verifier: str
    nonce: str
    back: str
    until: datetime


class Vouching:
    """Sends people to a house, and takes its word for who they are."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._begun: dict[str, _Begun] = {}
        self._turn = threading.Lock()

    def away(self, to: str, back: str, *, now: datetime) -> tuple[str, str]:
        """Give the address to go to, and the secret by which the same browser is known again."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._turn:
            old = [s for s, b in self._begun.items() if b.until <= now]
            for one in old or list(self._begun)[: len(self._begun) - _MOST + 1]:
                del self._begun[one]
            self._begun[state] = _Begun(verifier, nonce, back, now + _PATIENCE)
        with self._client(to) as client:
            address, _ = client.create_authorization_url(
                self._known(client).authorization_endpoint,
                state=state,
                nonce=nonce,
                code_challenge=create_s256_code_challenge(verifier),
                code_challenge_method="S256",
            )
        return str(address), state

    def word(self, to: str, state: str, code: str, *, now: datetime) -> tuple[str, str]:
        """Give who came back, and where they wanted to; raises RefusedError for anybody else."""
        with self._turn:
            begun = self._begun.pop(state, None)
        if begun is None or begun.until <= now:
            raise _refused("this sign-in was not begun here, or too long ago")
        with self._client(to) as client:
            known = self._known(client)
            try:
                token = client.fetch_token(
                    known.token_endpoint,
                    code=code,
                    code_verifier=begun.verifier,
                    grant_type="authorization_code",
                )
                keys = KeySet.import_key_set(
                    client.request("GET", known.jwks_uri, withhold_token=True).json()
                )
                told = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS).claims
                self._check(told, known, begun, now)
            except (JoseError, AuthlibBaseError, HTTPError, KeyError, ValueError) as error:
                raise _refused(f"{self.house.name} gave no word that holds: {error}") from error
        name = told.get(self.house.claim)
        sure = self.house.claim != "email" or told.get("email_verified", True) is True
        if not (isinstance(name, str) and name and sure):
            raise _refused(f"{self.house.name} does not say your {self.house.claim}")
        return name, begun.back

    def _check(self, told: dict[str, object], known: _Known, begun: _Begun, now: datetime) -> None:
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=60,
            iss={"essential": True, "value": known.issuer},
            aud={"essential": True, "value": self.house.client_id},
            nonce={"essential": True, "value": begun.nonce},
            exp={"essential": True},
        )
        rules.validate(told)

    def _known(self, client: OAuth2Client) -> _Known:
        address = f"{self.house.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            told = client.request("GET", address, withhold_token=True)
            found = msgspec.json.decode(told.content, type=_Known)
        except (HTTPError, msgspec.MsgspecError) as error:
            raise _refused(f"{self.house.name} cannot be asked just now: {error}") from error
        if found.issuer.rstrip("/") != self.house.issuer.rstrip("/"):
            raise _refused(f"{self.house.issuer} calls itself {found.issuer}")
        return found

    def _client(self, to: str) -> OAuth2Client:
        return OAuth2Client(
            self.house.client_id,
            self.house.client_secret,
            scope="openid email profile",
            redirect_uri=to,
            timeout=10,
        )


def vouching(file: Path) -> Vouching:
    """Read who vouches; raises SettingsError for what is no such file."""
    try:
        return Vouching(msgspec.toml.decode(file.read_bytes(), type=House))
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{file}: {error}", hint="docs/guide/accounts.md shows one") from error


def _refused(told: str) -> RefusedError:
    return RefusedError(told, hint="begin anew at /sign-in, or ask who serves this")
