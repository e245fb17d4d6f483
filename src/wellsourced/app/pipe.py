"""Commands that need no case: read, mark, reuse."""

import sys
from pathlib import Path

import click
from rich.console import Console

from wellsourced import config, pipes
from wellsourced.app.options import settings_option
from wellsourced.app.output import print_lines
from wellsourced.app.screen import print_read
from wellsourced.config import Settings
from wellsourced.model import ALL_LAYERS, Layer

_REJECTED = 3


def _layers(names: str | None) -> frozenset[Layer]:
    """Give the layers, or say which there are."""
    try:
        return frozenset(Layer(n.strip()) for n in names.split(",")) if names else ALL_LAYERS
    except ValueError as error:
        raise click.BadParameter(f"{error}; there are: {', '.join(Layer)}") from error


@click.command()
@click.option(
    "--only",
    metavar="LAYERS",
    help="Such as attributions,times; all, if not given.",
    callback=lambda ctx, param, value: _layers(value),
)
@settings_option
def mark(*, only: frozenset[Layer], settings: Path | None) -> None:
    """Mark texts: a JSON object a line in, one out, in order.

    In: id, text, and where known published, url, title, layout ("plain" or "page"). Out: parts,
    entities, times, places, quantities, attributions, claims, checks, commitments; offsets count
    Unicode code points. A bad line becomes {"id", "error"}, and the exit code 3.

    \b
    Example:
      wellsourced mark --only attributions,times < in.jsonl > out.jsonl
    """
    rows = pipes.mark(sys.stdin.buffer, _settings(settings), only=only)
    sys.exit(_REJECTED if print_lines(rows) else 0)


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
    rows = pipes.read(files, _settings(settings))
    errors = print_lines(rows) if jsonl else print_read(rows, Console())
    sys.exit(_REJECTED if errors else 0)


@click.command()
@settings_option
def reuse(*, settings: Path | None) -> None:
    """Find which texts copy or quote which: the input of `mark` in, a JSON object a pair out.

    Out: a, b (ids), spans [[start in a, end in a, start in b, end in b], ...], and kind
    "boilerplate" for words that a house puts on every page.

    \b
    Example:
      wellsourced reuse < in.jsonl > pairs.jsonl
    """
    sys.exit(_REJECTED if print_lines(pipes.reuse(sys.stdin.buffer, _settings(settings))) else 0)


def _settings(file: Path | None) -> Settings:
    return config.load(file) if file else Settings()
