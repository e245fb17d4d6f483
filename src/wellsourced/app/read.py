"""The command that reads pages: a pipe, without a case."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from wellsourced.app.options import settings_of, settings_option
from wellsourced.app.output import REJECTED, print_lines
from wellsourced.app.screen import plain
from wellsourced.pipes import read as reading
from wellsourced.pipes.lines import Refused
from wellsourced.pipes.read import Noted, ReadRow


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="A JSON object a page, for programs.")
@settings_option
def read(*, files: tuple[Path, ...], jsonl: bool, settings: Path | None) -> None:
    """Read pages to text and parts.

    FILES are pages, folders or zip archives. A page that cannot be read becomes {"id", "file",
    "error"}, and the exit code 3.

    \b
    Example:
      wellsourced read pages/*.html --jsonl > pages.jsonl
    """
    rows = reading.read(files, settings_of(settings))
    errors = print_lines(rows) if jsonl else print_read(rows, Console())
    sys.exit(REJECTED if errors else 0)


def print_read(rows: Iterable[ReadRow | Refused | Noted], console: Console) -> int:
    """Print what was read, a line a document; gives how many files were not."""
    errors = 0
    for row in rows:
        if isinstance(row, Refused):
            errors += 1
            words = plain(f"{row.file}: {row.error}")
            console.print(Text.assemble(("not read: ", "red"), words), soft_wrap=True)
        elif isinstance(row, Noted):
            words = plain(f"{row.file}: {row.note}")
            console.print(Text.assemble(("note: ", "dim"), words), soft_wrap=True)
        else:
            many = "part" if len(row.parts) == 1 else "parts"
            parts = f"{len(row.parts)} {many}, {len(row.text):,} characters"
            words = plain(f"{row.file}: {row.title or 'no title'} ({parts})")
            console.print(words, soft_wrap=True)
    return errors
