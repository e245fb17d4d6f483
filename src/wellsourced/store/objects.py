"""Whole tables of a record as JSON lines, written by the database and not row by row.

A line is what msgspec makes of the same record: a test holds both to the same bytes.
"""

import re
from collections.abc import Callable
from typing import BinaryIO

import pyarrow as pa
from msgspec import Struct

from wellsourced.store import laid
from wellsourced.store.poured import sparing
from wellsourced.store.snapshots import Snapshot

Write = Callable[[BinaryIO], None]

_ROWS = 2_000  # which are written at once
_CONTROL = re.compile(rb"(?<!\\)((?:\\\\)*\\u00)([0-9A-F]{2})")  # DuckDB has it in capitals


def objects(record: Snapshot, table: str, kind: type[Struct]) -> Write | None:
    """Give what writes a table as a line of JSON for each record; None: not told as it lies."""
    query = laid.query(table)
    if query is None:
        return None

    def write(out: BinaryIO) -> None:
        with sparing(record) as database:
            told = ", ".join(f'"{f}" := "{f}"' for f in kind.__struct_fields__)
            line = f"to_json(struct_pack({told}))::VARCHAR || chr(10) AS line"
            found = database.sql(f"SELECT {line} FROM ({query})")
            for batch in found.to_arrow_reader(_ROWS):
                out.write(_bytes(batch.column(0)))

    return write


def _bytes(lines: pa.StringArray) -> bytes:
    """What an array of words holds, in one piece; control characters as msgspec writes them."""
    _, places, held = lines.buffers()
    at = memoryview(places).cast("i")
    found = bytes(memoryview(held)[at[lines.offset] : at[lines.offset + len(lines)]])
    if b"\\u00" not in found:
        return found
    return _CONTROL.sub(lambda m: m[1] + m[2].lower(), found)
