"""The command that marks texts: a pipe, without a case."""

import sys
from pathlib import Path

import click

from wellsourced.app.options import settings_of, settings_option
from wellsourced.app.output import REJECTED, print_lines
from wellsourced.model import ALL_LAYERS, Layer
from wellsourced.pipes import mark as marking


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
    rows = marking.mark(sys.stdin.buffer, settings_of(settings), only=only)
    sys.exit(REJECTED if print_lines(rows) else 0)
