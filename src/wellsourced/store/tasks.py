"""One file a task, written whole: that it exists means that the task is done."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.store import cells
from wellsourced.store.arrow import table_of

R = TypeVar("R", bound=Struct)
_ROWS = "rows"


def put(path: Path, records: Iterable[Struct], kind: type[Struct]) -> None:
    """Write records into a file that is there whole or not at all.

    Raises UnfitError for what their table will not hold.
    """
    rows = list(records)
    table_of(rows, kind)
    cells.put(path, {_ROWS: msgspec.msgpack.encode(rows)})


def take(path: Path, kind: type[R]) -> tuple[R, ...]:
    """Read the records of a file.

    Raises StoreError if the file is damaged; it is safe to delete, and made anew.
    """
    try:
        cell = cells.take(path, [_ROWS])[0]
        return msgspec.msgpack.decode(cell, type=tuple[kind, ...])  # type: ignore[valid-type]
    except msgspec.MsgspecError as error:
        hint = "delete the file and run again: it is made anew"
        raise StoreError(f"{path} cannot be read: {error}", hint=hint) from error
