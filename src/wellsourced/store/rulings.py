"""The log of rulings in SQLite: many writers, only added to, each sealed to the one before."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from wellsourced.errors import InputError, IntegrityError, StoreError, UnwrittenError
from wellsourced.model import Draft, Ruling, RulingId

FILE_NAME = "rulings.sqlite"  # in a case's folder
START = "0" * 64
_REMEDY = {
    "full": "free some space and rule again: what was ruled before is kept",
    "I/O error": "is the disk full or failing? What was ruled before is kept",
    "readonly": "the disk or the folder is read-only; one can still ask the case",
    "unable to open": "may you write in that folder?",
    "locked": "somebody else is ruling on this case: try again",
}
_DAMAGED = (sqlite3.Error, UnicodeDecodeError)  # SQLite quotes bad bytes in what it says of them
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
_BEGUN = "SELECT 1 FROM sqlite_master WHERE name = 'rulings'"
_LAST = "SELECT number, seal FROM rulings ORDER BY number DESC LIMIT 1"
_ALL = "SELECT number, entry, previous, seal FROM rulings ORDER BY number"
_EVER = "SELECT seq FROM sqlite_sequence WHERE name = 'rulings'"
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_ADD = "INSERT INTO rulings (number, entry, previous, seal) VALUES (?, ?, ?, ?)"

Row = tuple[int, str, str, str]


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
            number, previous = (last[0] + 1, last[1]) if last else (1, START)
            seal = seal_of(number, entry, previous)
            log.execute(_ADD, (number, entry, previous, seal))
        return _ruling((number, entry, previous, seal))

    def all(self) -> tuple[Ruling, ...]:
        """Give all rulings, in the order in which they were written."""
        return tuple(_ruling(row) for row in self.rows())

    def head(self) -> str | None:
        """Give the seal of the last ruling: another one, and the log has grown."""
        if not self._file.exists():
            return None
        with self._reading() as log:
            last = log.execute(_LAST).fetchone()
            return str(last[1]) if last else None

    def rows(self) -> list[Row]:
        """Give number, entry, seal of the one before and seal of each ruling, as they stand."""
        if not self._file.exists():
            return []
        with self._reading() as log:
            rows: list[Row] = log.execute(_ALL).fetchall()
            return rows

    def empty(self) -> bool:
        """Whether there is a file with nothing in it."""
        return self._file.exists() and not self._file.stat().st_size

    def ever(self) -> int:
        """Tell how many were ever written, as the database remembers it."""
        if not self._file.exists():
            return 0
        with self._reading() as log:
            found = log.execute(_EVER).fetchone()
            return int(found[0]) if found else 0

    def faults(self) -> tuple[str, ...]:
        """Give what the database says is wrong with its file, and which guards are not there."""
        if not self._file.exists():
            return ()
        with self._reading() as log:
            said = [str(row[0]) for row in log.execute("PRAGMA integrity_check").fetchall()]
            made = set(log.execute(_GUARDS).fetchall())
        with closing(sqlite3.connect(":memory:")) as new:
            new.executescript(_MADE)
            lost = sorted(name for name, _ in set(new.execute(_GUARDS).fetchall()) - made)
        return (
            *(words for words in said if words != "ok"),
            *(f"{name} is not as it was made" for name in lost),
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time; what it writes is there whole or not at all.

        What breaks off before the end was never written: closing takes it back.
        """
        try:
            with closing(self._connected()) as log:
                log.execute("PRAGMA journal_mode = WAL")
                log.execute("PRAGMA synchronous = FULL")
                log.executescript(f"BEGIN IMMEDIATE; {_MADE} COMMIT;")
                log.execute("BEGIN IMMEDIATE")
                yield log
                log.execute("COMMIT")
        except sqlite3.Error as error:
            why = str(error)
            hint = next((h for word, h in _REMEDY.items() if word in why), "")
            raise UnwrittenError(f"{self._file} cannot be written: {why}", hint=hint) from error

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A reader writes nothing; in a folder that cannot be written it reads the file alone."""
        try:
            with closing(self._opened()) as log:
                yield log
        except _DAMAGED as error:
            raise StoreError(f"{self._file} cannot be read: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        """Open the log; one that was killed while it was begun has no rulings yet."""
        address = self._file.resolve().as_uri()
        log = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_PATIENCE)
        try:
            begun = log.execute(_BEGUN).fetchone()
        except sqlite3.OperationalError:
            log.close()
            log = self._copied(address)
            begun = _begun(log)
        except _DAMAGED:
            log.close()
            raise
        if begun:
            return log
        _refuse_other(log)
        log.close()
        log = sqlite3.connect(":memory:")
        log.executescript(_MADE)
        return log

    def _copied(self, address: str) -> sqlite3.Connection:
        """Open a log beside which nothing can be written.

        What was ruled last may still lie in the write-ahead log, which is read of a copy.
        """
        ahead = self._file.with_name(f"{self._file.name}-wal")
        if not ahead.exists() or not ahead.stat().st_size:
            return sqlite3.connect(f"{address}?immutable=1", uri=True)
        held = sqlite3.connect(":memory:")
        with TemporaryDirectory() as folder:
            for file in (self._file, ahead):
                copyfile(file, Path(folder) / file.name)
            with closing(sqlite3.connect(Path(folder) / self._file.name)) as copy:
                copy.backup(held)
        return held


def _begun(log: sqlite3.Connection) -> object:
    try:
        return log.execute(_BEGUN).fetchone()
    except _DAMAGED:
        log.close()
        raise


def _refuse_other(log: sqlite3.Connection) -> None:
    """A file with other tables was begun, and is damaged: it is not one without rulings."""
    others = log.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if others:
        log.close()
        raise sqlite3.DatabaseError("the table of rulings is gone")


def seal_of(number: int, entry: str, previous: str) -> str:
    """Give the seal of a ruling that follows on the one sealed `previous`."""
    return hashlib.sha256(f"{number}\n{previous}\n{entry}".encode()).hexdigest()


def _ruling(row: Row) -> Ruling:
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
