"""Records for programs: JSON and CSV on standard output."""

import sys
from collections.abc import Iterable

import msgspec
from msgspec import Struct


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


def print_csv(lines: Iterable[str]) -> None:
    """Print the lines of a spreadsheet."""
    for line in lines:
        _write(line.encode())


def _write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
