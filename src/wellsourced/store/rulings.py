"""The log of rulings in SQLite: many writers, only added to, each sealed to the one before."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.errors import InputError, IntegrityError, StoreError
from wellsourced.model import Draft, Ruling, RulingId

FILE_NAME = "rulings.sqlite"  # in a case's folder
_START = "0" * 64
_PATIENCE = 30.0  # seconds that a writer waits for the others
_MADE = """
CREATE TABLE IF NOT EXISTS rulings (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  entry TEXT NOT NULL,
  previous TEXT NOT NULL,
  seal TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON rulings
  BEGIN SELECT RAISE(ABORT, 'rulings are never changed'); END;
CREATE TRIGGER IF NOT EXISTS no_removal BEFORE DELETE ON rulings
  BEGIN SELECT RAISE(ABORT, 'rulings are never removed'); END;
"""
_LAST = "SELECT number, seal FROM rulings ORDER BY number DESC LIMIT 1"
_ALL = "SELECT number, entry, previous, seal FROM rulings ORDER BY number"
_EVER = "SELECT seq FROM sqlite_sequence WHERE name = 'rulings'"
_ADD = "INSERT INTO rulings (number, entry, previous, seal) VALUES (?, ?, ?, ?)"

_Row = tuple[int, str, str, str]


class Written(Struct, frozen=True, kw_only=True):
    """What is written down of a ruling, beside its number."""

    draft: Draft
    by: str
    at: datetime
    before: str
    after: str


class Rulings:
    """The log of a case; a case without one has no rulings."""

    def __init__(self, case: Path) -> None:
        self._file = case / FILE_NAME

    def append(self, new: Written) -> Ruling:
        """Write a ruling down; it is on the disk when this returns.

        Raises InputError if it has no name of who decides, or no zone in its time.
        """
        if not new.by.strip():
            raise InputError("a ruling needs the name of who decides", hint="give it with --by")
        if new.at.tzinfo is None:
            raise InputError("the time of a ruling needs a zone")
        entry = msgspec.json.encode(new).decode()
        with self._writing() as log:
            last = log.execute(_LAST).fetchone()
            number, previous = (last[0] + 1, last[1]) if last else (1, _START)
            seal = _seal(number, entry, previous)
            log.execute(_ADD, (number, entry, previous, seal))
        return _ruling((number, entry, previous, seal))

    def all(self) -> tuple[Ruling, ...]:
        """Give all rulings, in the order in which they were written."""
        return tuple(_ruling(row) for row in self._rows())

    def head(self) -> str | None:
        """Give the seal of the last ruling: another one, and the log has grown."""
        if not self._file.exists():
            return None
        with self._reading() as log:
            last = log.execute(_LAST).fetchone()
            return str(last[1]) if last else None

    def verify(self) -> int:
        """Re-derive every seal; gives how many rulings hold.

        Raises IntegrityError, naming the first that does not.
        """
        previous, count = _START, 0
        for number, entry, before, seal in self._rows():
            sound = (number, before, seal) == (
                count + 1,
                previous,
                _seal(count + 1, entry, before),
            )
            if not sound:
                raise IntegrityError(f"rulings: number {count + 1} is not what was written")
            previous, count = seal, count + 1
        if self._ever() != count:
            raise IntegrityError(f"rulings: {self._ever()} were written, {count} are there")
        return count

    def _rows(self) -> list[_Row]:
        if not self._file.exists():
            return []
        with self._reading() as log:
            rows: list[_Row] = log.execute(_ALL).fetchall()
            return rows

    def _ever(self) -> int:
        if not self._file.exists():
            return 0
        with self._reading() as log:
            found = log.execute(_EVER).fetchone()
            return int(found[0]) if found else 0

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time; what it writes is there whole or not at all.

        What breaks off before the end was never written: closing takes it back.
        """
        try:
            with closing(self._connected()) as log:
                log.execute("PRAGMA journal_mode = WAL")
                log.execute("PRAGMA synchronous = FULL")
                log.executescript(_MADE)
                log.execute("BEGIN IMMEDIATE")
                yield log
                log.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self._file} cannot be written: {error}") from error

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A reader writes nothing; in a folder that cannot be written it reads the file alone."""
        try:
            with closing(self._opened()) as log:
                yield log
        except sqlite3.Error as error:
            raise StoreError(f"{self._file} cannot be read: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        address = self._file.resolve().as_uri()
        log = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_PATIENCE)
        try:
            log.execute(_LAST)
        except sqlite3.OperationalError:
            log.close()
            return sqlite3.connect(f"{address}?immutable=1", uri=True)
        return log


def _seal(number: int, entry: str, previous: str) -> str:
    return hashlib.sha256(f"{number}\n{previous}\n{entry}".encode()).hexdigest()


def _ruling(row: _Row) -> Ruling:
    number, entry, _, seal = row
    try:
        found = msgspec.json.decode(entry, type=Written)
    except msgspec.MsgspecError as error:
        raise IntegrityError(f"rulings: number {number} is no ruling: {error}") from error
    return Ruling(
        id=RulingId(seal[:16]),
        number=number,
        draft=found.draft,
        by=found.by,
        at=found.at,
        before=found.before,
        after=found.after,
    )
