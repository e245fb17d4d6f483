"""The command that finds what texts share: a pipe, without a case."""

import sys
from pathlib import Path

import click

from wellsourced.app.options import settings_of, settings_option
from wellsourced.app.output import REJECTED, print_lines
from wellsourced.pipes import reuse as sharing


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
    found = sharing.reuse(sys.stdin.buffer, settings_of(settings))
    sys.exit(REJECTED if print_lines(found) else 0)
