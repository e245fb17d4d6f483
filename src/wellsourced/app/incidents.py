"""The command that lists incidents: of a case, or, as a pipe, which pages tell of one."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from wellsourced.app.options import (
    FOLDER,
    as_of_option,
    format_options,
    settings_of,
    settings_option,
)
from wellsourced.app.output import REJECTED, paper, print_csv, print_json, print_lines
from wellsourced.app.screen import STYLES, estimate, interval, plain, short, table
from wellsourced.app.seen import seen, seen_options
from wellsourced.case import sheet
from wellsourced.model import Incident, Losses
from wellsourced.pipes import incidents as clustering


@format_options
@click.command()
@seen_options
@click.argument("case", type=FOLDER, required=False)
@as_of_option
@settings_option
def incidents(
    *, case: Path | None, as_of: date | None, settings: Path | None, form: str | None
) -> None:
    """List what happened: when, where, how many it cost, and on how many origins it rests.

    An incident is what was done at one place in one stretch of days, over all pages that tell of
    it. Its words and its standing are those of the claim that tells it best, whose id it has.

    Without a CASE it is a pipe: rows as for `mark` in, {"doc", "cluster", "why"} out, where pages
    that tell mostly of one incident have one cluster.

    \b
    Example:
      wellsourced incidents my-case
      wellsourced incidents < in.jsonl > clusters.jsonl
    """
    if case is None:
        rows = clustering.incidents(sys.stdin.buffer, settings_of(settings))
        sys.exit(REJECTED if print_lines(rows) else 0)
    found = seen(case).incidents(as_of=as_of)
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(sheet(Incident, found))
    elif found:
        with paper() as console:
            print_incidents(found, console)
    else:
        Console(stderr=True).print("nothing found", style="dim")


def print_incidents(rows: Sequence[Incident], console: Console) -> None:
    """Print incidents, oldest first, and below each what makes its claims one."""
    found = table("id", "when", "where", "what", "killed", "wounded", "status", "origins", "pages")
    for row in rows:
        days = interval(row.earliest, row.latest)
        when = f"heard {days}" if days and row.basis == "heard" else days
        found.add_row(
            short(row.head),
            Text(when),
            plain(row.place or ""),
            Text("\n").join(_lines(row)),
            *(Text(number(n), justify="right") for n in (row.killed, row.wounded)),
            Text(row.status, STYLES[row.status]),
            Text(estimate(row.origins)),
            Text(str(len(row.documents)), justify="right"),
        )
    console.print(found)


def number(losses: Losses | None) -> str:
    """Write a count as people do: its best, and its bounds where they differ.

    >>> number(Losses(low=14, best=21, high=26)), number(Losses(low=5, best=5, high=None))
    ('21 (14-26)', '5 or more')
    """
    if losses is None:
        return ""
    low, best, high = losses.low, losses.best, losses.high
    if high is None:
        return f"{best if best is not None else low or 0:,} or more"
    if best is None or low is None:
        return f"up to {high:,}"
    return f"{best:,}" if low == high else f"{best:,} ({low:,}-{high:,})"


def _lines(row: Incident) -> Iterable[Text]:
    yield plain(row.text)
    kinds = ", ".join(t.value.lower() for t in row.types)
    if told := "; ".join([*([kinds] if kinds else []), *row.why]):
        yield Text.assemble((plain(told).plain, "dim"))
