"""Sessions and tokens: by what one is known again; only their seals are kept."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from wellsourced.app.access.accounts import Accounts, key
from wellsourced.app.access.roles import Person, Role, Scope
from wellsourced.errors import InputError

IDLE = timedelta(hours=12)  # after which one who does nothing is signed out
LONGEST = timedelta(days=7)  # after which anybody is
_STEP = 60  # seconds, within which being there is not written down anew
_MARK = "wst"  # by which a token is known as ours, where one is found lying about

_OPEN = "INSERT INTO sessions (seal, account, seen, until) VALUES (?, ?, ?, ?)"
_SESSION = (
    "SELECT a.name, a.role, s.seen, s.until FROM sessions s JOIN accounts a ON a.key = s.account "
    "WHERE s.seal = ?"
)
_SEEN = "UPDATE sessions SET seen = ? WHERE seal = ?"
_CLOSE = "DELETE FROM sessions WHERE seal = ?"
_STALE = "DELETE FROM sessions WHERE until < ? OR seen < ?"
_ISSUE = "INSERT INTO tokens (id, account, seal, scopes, made, until) VALUES (?, ?, ?, ?, ?, ?)"
_TOKEN = (
    "SELECT a.name, a.role, t.seal, t.scopes, t.until FROM tokens t "
    "JOIN accounts a ON a.key = t.account WHERE t.id = ?"
)
_TOKENS = (
    "SELECT t.id, a.name, t.scopes, t.until FROM tokens t JOIN accounts a ON a.key = t.account "
    "ORDER BY a.key, t.made, t.id"
)
_REVOKE = "DELETE FROM tokens WHERE id = ?"


class Token(Struct, frozen=True, kw_only=True):
    """A token as it is listed: never with its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    until: datetime


class Passes:
    """Sessions and tokens of the accounts of a case."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def open(self, name: str, *, now: datetime, old: str | None = None) -> str:
        """Sign somebody in; gives the secret of a new session, and ends the one of before."""
        secret = secrets.token_urlsafe(32)
        at = _seconds(now)
        with self._accounts.open() as book:
            book.execute(_STALE, (at, at - int(IDLE.total_seconds())))
            if old:
                book.execute(_CLOSE, (_seal(old),))
            until = at + int(LONGEST.total_seconds())
            book.execute(_OPEN, (_seal(secret), key(name), at, until))
        return secret

    def close(self, secret: str) -> None:
        """End a session."""
        if self._accounts.file.exists():
            with self._accounts.open() as book:
                book.execute(_CLOSE, (_seal(secret),))

    def session(self, secret: str, *, now: datetime) -> Person | None:
        """Give who is signed in by it; None: nobody, or no longer."""
        at = _seconds(now)
        with self._accounts.open() as book:
            found = book.execute(_SESSION, (_seal(secret),)).fetchone()
            if found is None:
                return None
            name, role, seen, until = found
            if at >= until or at - seen >= IDLE.total_seconds():
                return None
            if at - seen >= _STEP:
                book.execute(_SEEN, (at, _seal(secret)))
        return Person(name=name, role=Role(role))

    def issue(self, name: str, scopes: Iterable[Scope], *, now: datetime, days: int) -> str:
        """Give a new token of an account, which is told this once; raises InputError."""
        account = self._accounts.named(name)
        if account is None:
            raise InputError(f"no account {name!r}", hint="accounts CASE list names them")
        wanted = " ".join(sorted({s.value for s in scopes}))
        called, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        until = _seconds(now + timedelta(days=days))
        with self._accounts.open() as book:
            row = (called, key(name), _seal(secret), wanted, _seconds(now), until)
            book.execute(_ISSUE, row)
        return f"{_MARK}_{called}_{secret}"

    def token(self, word: str, *, now: datetime) -> Person | None:
        """Give who shows a token, with its scopes; None: it is none of ours, or out of date."""
        mark, _, rest = word.partition("_")
        called, _, secret = rest.partition("_")
        with self._accounts.open() as book:
            found = book.execute(_TOKEN, (called,)).fetchone()
        if found is None or mark != _MARK:
            return None
        name, role, seal, scopes, until = found
        if not hmac.compare_digest(seal, _seal(secret)) or _seconds(now) >= until:
            return None
        return Person(name=name, role=Role(role), scopes=frozenset(map(Scope, scopes.split())))

    def tokens(self) -> tuple[Token, ...]:
        """List the tokens."""
        if not self._accounts.file.exists():
            return ()
        with self._accounts.open() as book:
            rows = book.execute(_TOKENS).fetchall()
        return tuple(
            Token(
                id=called,
                name=name,
                scopes=tuple(map(Scope, scopes.split())),
                until=datetime.fromtimestamp(until, UTC),
            )
            for called, name, scopes, until in rows
        )

    def revoke(self, called: str) -> None:
        """Make a token worth nothing; raises InputError if there is none of that id."""
        with self._accounts.open() as book:
            if book.execute(_REVOKE, (called,)).rowcount == 0:
                raise InputError(f"no token {called!r}", hint="accounts CASE list gives their ids")


def _seal(secret: str) -> str:
    """What is kept of a secret of 256 random bits: it need not be slow to derive."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
