"""Records for programs: JSON and CSV on standard output."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def print_json(rows: object) -> None:
    """Print records as JSON, indented so that a person can read it too."""
    _write(msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")


def print_lines(rows: Iterable[Struct]) -> int:
    """Print records as JSON lines as they come; gives how many of them are errors."""
    encoder, errors = msgspec.json.Encoder(), 0
    for row in rows:
        _write(encoder.encode(row) + b"\n")
        errors += hasattr(row, "error")
    return errors


def print_csv(rows: Sequence[Struct], kind: type[Struct]) -> None:
    """Print records as CSV: a column a field; lists of names joined, the rest as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        cells = msgspec.to_builtins(row)
        writer.writerow([_cell(cells[f]) for f in kind.__struct_fields__])
    _write(out.getvalue().encode("utf-8"))


def _cell(value: object) -> str:
    """A cell's text; what a spreadsheet would take for a formula is made plain text.

    >>> _cell(["a", "b"]), _cell("=1+1"), _cell(None), _cell({"low": 1, "high": 3})
    ('a; b', "'=1+1", '', '1-3')
    """
    if value is None:
        return ""
    if isinstance(value, dict):
        return _fields(value)
    if isinstance(value, list | tuple):
        return "; ".join(_cell(v) for v in value)
    text = str(value)
    return (
        f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) and text[1:] else text
    )


def _fields(value: dict[str, object]) -> str:
    if set(value) == {"low", "high"}:
        return (
            str(value["low"])
            if value["low"] == value["high"]
            else f"{value['low']}-{value['high']}"
        )
    if "name" in value:
        return _cell(value["name"])
    if "quote" in value:
        return f"{value['document']}:{value['start']}-{value['end']} {_cell(value['quote'])}"
    return msgspec.json.encode(value).decode()


def _write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
