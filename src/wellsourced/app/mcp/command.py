"""The command `mcp`: a case for assistants that speak the Model Context Protocol."""

from pathlib import Path

import click

from wellsourced.app.options import case_argument
from wellsourced.case import Case
from wellsourced.errors import InputError


@click.command()
@case_argument
@click.option(
    "--http",
    "port",
    type=click.IntRange(0, 65_535),
    metavar="PORT",
    help="Answer at http://127.0.0.1:PORT/mcp, not on standard input; 0 takes a free port.",
)
@click.option(
    "--withhold-commenters/--name-commenters",
    "withhold",
    default=True,
    show_default=True,
    help="Whether readers are named to the assistant.",
)
def mcp(*, case: Path, port: int | None, withhold: bool) -> None:
    """Let assistants that speak MCP ask a case, and change nothing of it.

    What an assistant is told mostly goes to somebody else's machine: so readers are not named
    unless that is asked for. Words of pages stand apart from ours, marked as what they are.
    Needs the extra: pip install 'wellsourced[mcp]'. docs/guide/assistants.md tells how an
    assistant is told of it.

    \b
    Example:
      wellsourced mcp my-case
      wellsourced mcp my-case --http 8765
    """
    opened = Case.open(case)
    try:
        from wellsourced.app.mcp import transport
    except ImportError as error:
        hint = "pip install 'wellsourced[mcp]'"
        raise InputError(f"mcp needs {error.name}", hint=hint) from error
    if port is None:
        transport.stdio(opened, withhold=withhold)
        return
    transport.http(
        opened,
        port,
        withhold=withhold,
        tell=lambda at: click.echo(f"wellsourced answers at {at}  (Ctrl-C ends it)", err=True),
    )
