"""What stands on standard output: tables for people, JSON and CSV for programs."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
import msgspec
from msgspec import Struct
from rich.console import Console

WIDE = 110  # columns from which a table says side by side what stands below else
UNBROKEN = 10_000  # columns: where no terminal sets a width, no line is broken
REJECTED = 3  # the exit code where something gave nothing


@contextmanager
def paper() -> Iterator[Console]:
    """Give what tables are printed on: as wide as the terminal, or as COLUMNS says.

    In a pipe or a file a row is a line, without colours and without blanks at its end.
    """
    console = Console()
    if console.is_terminal:
        yield console
        return
    if not os.environ.get("COLUMNS"):
        console = Console(width=UNBROKEN)
    with console.capture() as held:
        yield console
    click.echo("\n".join(line.rstrip() for line in held.get().splitlines()))


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
