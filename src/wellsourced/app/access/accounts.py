"""The accounts of a case in SQLite: who may enter, with what role; no password is kept."""

import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from wellsourced.app.access.roles import Role
from wellsourced.errors import InputError, StoreError

FILE_NAME = "accounts.sqlite"  # in a case's folder
_LEAST, _MOST = 12, 1024  # characters of a password
_PATIENCE = 30.0  # seconds that a writer waits for the others
_MADE = """
CREATE TABLE IF NOT EXISTS accounts (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT, made INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  seal TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
  seen INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
  seal TEXT NOT NULL, scopes TEXT NOT NULL, made INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
"""
_ANY = "SELECT 1 FROM accounts LIMIT 1"
_ALL = "SELECT name, role, hash IS NOT NULL, made FROM accounts ORDER BY key"
_ONE = "SELECT name, role, hash IS NOT NULL, made FROM accounts WHERE key = ?"
_HASH = "SELECT hash FROM accounts WHERE key = ?"
_ADD = "INSERT INTO accounts (key, name, role, hash, made) VALUES (?, ?, ?, ?, ?)"
_SET_HASH = "UPDATE accounts SET hash = ? WHERE key = ?"
_SET_ROLE = "UPDATE accounts SET role = ? WHERE key = ?"
_REMOVE = "DELETE FROM accounts WHERE key = ?"
_SIGN_OUT = "DELETE FROM sessions WHERE account = ?"
_VOID = "DELETE FROM tokens WHERE account = ?"

_Row = tuple[str, str, int, int]
# What the hash of nobody's password costs to check: a name that is not there takes as long.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IG9mIG91cnM$"
    "Rk9SIE5PQk9EWSBBVCBBTEwsIE5PVCBBIEhBU0ggIQ"
)


class Account(Struct, frozen=True, kw_only=True):
    """Somebody who may enter; without a `password` only by another house that vouches."""

    name: str
    role: Role
    password: bool
    made: datetime


class Accounts:
    """The accounts of a case; a case without the file has none."""

    def __init__(self, case: Path, hasher: PasswordHasher | None = None) -> None:
        self.file = case / FILE_NAME
        self._hasher = hasher or PasswordHasher()

    def any(self) -> bool:
        """Whether there is one at all."""
        if not self.file.exists():
            return False
        with self.open() as book:
            return book.execute(_ANY).fetchone() is not None

    def all(self) -> tuple[Account, ...]:
        """Give all, by name."""
        if not self.file.exists():
            return ()
        with self.open() as book:
            return tuple(map(_account, book.execute(_ALL).fetchall()))

    def named(self, name: str) -> Account | None:
        """Give the one of a name, letters of either case."""
        if not self.file.exists():
            return None
        with self.open() as book:
            found = book.execute(_ONE, (key(name),)).fetchone()
            return _account(found) if found else None

    def add(self, name: str, role: Role, password: str | None, *, at: datetime) -> None:
        """Make an account; raises InputError for one that is there, or a poor password."""
        if self.named(fit(name)):
            raise InputError(f"there is an account {name!r}", hint="accounts CASE role changes it")
        sealed = None if password is None else self._sealed(name, password)
        with self.open() as book:
            row = (key(name), fit(name), role.value, sealed, int(at.timestamp()))
            book.execute(_ADD, row)

    def remove(self, name: str) -> None:
        """Take an account away, with its tokens; who is signed in by it is so no more."""
        self._known(name)
        with self.open() as book:
            book.execute(_REMOVE, (key(name),))

    def role(self, name: str, role: Role) -> None:
        """Give an account another role, at once."""
        self._known(name)
        with self.open() as book:
            book.execute(_SET_ROLE, (role.value, key(name)))

    def password(self, name: str, password: str) -> None:
        """Set another password: whoever is signed in by the old one, or has a token, is out."""
        self._known(name)
        sealed = self._sealed(name, password)
        with self.open() as book:
            book.execute(_SET_HASH, (sealed, key(name)))
            book.execute(_SIGN_OUT, (key(name),))
            book.execute(_VOID, (key(name),))

    def right(self, name: str, password: str) -> bool:
        """Whether that is the password of that name; takes as long where there is no such name."""
        kept = self._hash(name)
        try:
            self._hasher.verify(kept or _NOBODY, password[:_MOST])
        except (VerificationError, InvalidHashError):
            return False
        if kept and self._hasher.check_needs_rehash(kept):
            with self.open() as book:
                book.execute(_SET_HASH, (self._hasher.hash(password), key(name)))
        return kept is not None

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the book, which nobody else at the machine may read; all or nothing is written."""
        try:
            if not self.file.exists():
                os.close(os.open(self.file, os.O_CREAT | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as book:
                book.execute("PRAGMA foreign_keys = ON")
                book.execute("PRAGMA secure_delete = ON")
                book.executescript(_MADE)
                with book:
                    yield book
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.file} cannot be used: {error}") from error

    def _known(self, name: str) -> None:
        if self.named(name) is None:
            known = ", ".join(a.name for a in self.all())
            raise InputError(f"no account {name!r}", hint=f"there are: {known or 'none'}")

    def _hash(self, name: str) -> str | None:
        if not self.file.exists():
            return None
        with self.open() as book:
            found = book.execute(_HASH, (key(name),)).fetchone()
            return found[0] if found else None

    def _sealed(self, name: str, password: str) -> str:
        if not _LEAST <= len(password) <= _MOST:
            raise InputError(
                f"a password has {_LEAST} to {_MOST} characters", hint="a few words will do"
            )
        if key(name) == password.casefold():
            raise InputError("a password is not the name")
        return self._hasher.hash(password)


def fit(name: str) -> str:
    """Give a name as it is kept; raises InputError for what nobody could read or type.

    >>> fit("  Ada   Orsak ")
    'Ada Orsak'
    """
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip()
    if not (plain and plain.isprintable() and len(plain) <= 64):
        raise InputError(f"{name!r} is no name", hint="1 to 64 letters that can be seen")
    return plain


def key(name: str) -> str:
    """Give what is the same for all ways to write a name."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()


def _account(row: _Row) -> Account:
    name, role, password, made = row
    at = datetime.fromtimestamp(made, UTC)
    return Account(name=name, role=Role(role), password=bool(password), made=at)
