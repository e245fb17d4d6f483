"""Things by name that lie on disk while a record is told: those a large case has too many of."""

import sqlite3
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import msgspec

from wellsourced.errors import UnwrittenError

S = TypeVar("S")

_HELD = 4_000  # things that are at hand without asking the disk
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000")
_TABLE = "CREATE TABLE things (name TEXT PRIMARY KEY, thing BLOB) WITHOUT ROWID"
_PUT = "INSERT OR REPLACE INTO things VALUES (?, ?)"
_NEW = "INSERT OR IGNORE INTO things VALUES (?, ?)"
_GET = "SELECT thing FROM things WHERE name = ?"
_ALL = "SELECT name, thing FROM things ORDER BY name"


class Drawer(Generic[S]):
    """Things of one type by name, in a file of its own that goes when nobody holds it any more.

    >>> drawer = Drawer(int)
    >>> drawer.put("b", 2)
    >>> drawer.get("b"), drawer.get("a"), drawer.new("a", 1), drawer.new("a", 3)
    (2, None, True, False)
    >>> list(drawer.things())
    [('a', 1), ('b', 2)]
    """

    def __init__(self, kind: type[S], *, held: int = _HELD) -> None:
        self._encode: Callable[[S], bytes] = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._most, self._held = held, dict[str, S | None]()
        # An empty name is a file in the folder for temporary ones, which nobody else can open.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._file.close)
        for setting in _SETTINGS:
            self._file.execute(f"PRAGMA {setting}")
        self._file.execute(_TABLE)
        self._file.execute("BEGIN")

    def put(self, name: str, thing: S) -> None:
        """Put a thing where nothing or another one was."""
        with _room():
            self._file.execute(_PUT, (name, self._encode(thing)))
        self._hold(name, thing)

    def new(self, name: str, thing: S) -> bool:
        """Put a thing where nothing was; False: something was, and stays."""
        if self._held.get(name) is not None:
            return False
        with _room():
            put = self._file.execute(_NEW, (name, self._encode(thing))).rowcount == 1
        if put:
            self._hold(name, thing)
        return put

    def get(self, name: str) -> S | None:
        """Give the thing of a name; None: there is none."""
        if name in self._held:
            return self._held[name]
        row = self._file.execute(_GET, (name,)).fetchone()
        return self._hold(name, None if row is None else self._decode(row[0]))

    def things(self) -> Iterator[tuple[str, S]]:
        """Give all things behind their names, in the order of these, sign by sign."""
        for name, raw in self._file.execute(_ALL):
            yield name, self._decode(raw)

    def _hold(self, name: str, thing: S | None) -> S | None:
        if len(self._held) >= self._most:
            self._held.clear()
        self._held[name] = thing
        return thing


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "make room in the folder for temporary files, or name another in TMPDIR"
        raise UnwrittenError(f"cannot put rows aside: {error}", hint=hint) from error
