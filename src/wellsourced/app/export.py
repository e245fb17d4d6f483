"""The command that writes a record in the formats of other tools."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from wellsourced.app.options import as_of_option
from wellsourced.app.seen import asked_case, seen
from wellsourced.exporting import formats, names, pour


def _listed(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if not wanted:
        return
    for f in formats():
        click.echo(f"{f.name}: {f.about}")
        click.echo(f"  {'a file' if f.suffix else 'a folder'}; loses {f.loses}")
        for name, value in f.options.items():
            click.echo(f"  --set {name}={value}")
    context.exit()


def _known(_context: click.Context, _option: click.Parameter, name: str) -> str:
    if name not in names():
        raise click.BadParameter(f"{name!r} is no format; there are: {', '.join(names())}")
    return name


@click.command()
@asked_case
@click.option(
    "--to",
    required=True,
    metavar="FORMAT",
    callback=_known,
    help="One of those that --formats lists.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, or for formats of several files the folder; without it, standard output.",
)
@as_of_option
@click.option(
    "--layer",
    type=click.Choice(["machine", "analyst"]),
    help="The machine's record, or with the analysts' rulings over it (as --ruled).",
)
@click.option(
    "--set", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format."
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_listed,
    help="List the formats, what each loses, and its options.",
)
def export(
    *,
    case: Path,
    to: str,
    output: Path | None,
    as_of: date | None,
    layer: str | None,
    options: tuple[str, ...],
) -> None:
    """Write the record in the format of another tool.

    The same record gives the same bytes. A file is written beside its place and moved there once
    it is whole.

    \b
    Example:
      wellsourced export my-case --to csv -o my-case-csv
      wellsourced export my-case --to ftm --withhold-commenters > my-case.ftm.json
    """
    wanted, opened = _options(options), seen(case)
    if layer is not None:
        hidden = opened.lens.withhold_commenters
        opened = opened.seen(ruled=layer == "analyst", withhold_commenters=hidden)
    if output is None:
        pour(opened, to, sys.stdout.buffer, as_of=as_of, options=wanted)
        return
    for path in opened.export(to, output, as_of=as_of, options=wanted):
        click.echo(path)


def _options(words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise click.BadParameter(f"{word!r} is no option; write it as NAME=VALUE")
        found[name] = value
    return found
