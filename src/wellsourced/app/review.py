"""The command `review`: what to look at first, why, and how two reviewers agree."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from wellsourced.app.options import as_of_option, case_argument, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.screen import STYLES, estimate, plain, short, table
from wellsourced.case import Case, sheet
from wellsourced.model import Agreement, ReviewRow, RulingRow, RulingState

_SHOWN = 20


@format_options
@click.command()
@case_argument
@as_of_option
@click.option("--reviewer", metavar="NAME", help="Only what is assigned to this one, and open.")
@click.option("--agreement", is_flag=True, help="How two reviewers agree, in place of the list.")
@click.option("--all", "whole", is_flag=True, help=f"All, not only the first {_SHOWN}.")
def review(
    *,
    case: Path,
    as_of: date | None,
    reviewer: str | None,
    agreement: bool,
    whole: bool,
    form: str | None,
) -> None:
    """List what to look at first: claims by what a decision would change most, with the reasons.

    The score is the sum of the points before the reasons. What somebody has judged is done
    (wellsourced rule), unless two were asked and differ.

    \b
    Example:
      wellsourced review my-case
      wellsourced review my-case --agreement
    """
    opened = Case.open(case)
    if agreement:
        _tell(opened.agreement(as_of=as_of), form)
        return
    rows = opened.review(as_of=as_of, reviewer=reviewer)
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(sheet(ReviewRow, rows))
    elif rows:
        with paper() as console:
            _print_queue(rows if whole else rows[:_SHOWN], console)
        if len(rows) > _SHOWN and not whole:
            click.echo(f"{len(rows) - _SHOWN} more: --all", err=True)
    else:
        click.echo("nothing to review", err=True)


def print_rulings(rows: Sequence[RulingRow], console: Console) -> None:
    """Print rulings, the last one first."""
    found = table("no.", "who, when", "ruling", "on", "now")
    for row in reversed(rows):
        r = row.ruling
        value = " ".join(str(x) for x in (r.draft.field, r.draft.value) if x)
        said = Text(", ").join(plain(f"“{s.said}”") for s in r.draft.subjects)
        lines = [said, plain(r.draft.why)]
        style = "" if row.state is RulingState.IN_FORCE else "yellow"
        state = Text.assemble((row.state, style), f": {row.reason}" if row.reason else "")
        found.add_row(
            Text(f"{r.number}"),
            plain(f"{r.by}, {r.at:%Y-%m-%d %H:%M}"),
            plain(f"{r.decision} {value}"),
            Text("\n").join(line for line in lines if line.plain),
            state,
        )
    console.print(found)


def _print_queue(rows: Sequence[ReviewRow], console: Console) -> None:
    found = table("id", "score", "status", "origins", "claim", "why")
    for row in rows:
        why = Text("\n").join(plain(f"{w.points} {w.why}") for w in row.reasons)
        found.add_row(
            short(row.claim),
            Text(str(row.score)),
            Text(row.status, STYLES[row.status]),
            Text(estimate(row.origins)),
            plain(row.text),
            why,
        )
    console.print(found)


def _tell(rows: Sequence[Agreement], form: str | None) -> None:
    """Print how reviewers agree."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(sheet(Agreement, rows))
    for row in rows if form is None else ():
        beyond = "cannot be told" if row.kappa is None else f"{row.kappa:.2f}"
        apart = f"; they differ on {', '.join(c[:8] for c in row.apart)}" if row.apart else ""
        click.echo(
            f"{' and '.join(row.reviewers)}: both judged {row.claims}, "
            f"agree on {row.raw or 0:.0%}, Cohen's kappa {beyond}{apart}"
        )
