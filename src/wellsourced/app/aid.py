"""The command `aid`: a language model is asked about marks in doubt, and kept apart."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from wellsourced import aided
from wellsourced.app.options import case_argument
from wellsourced.app.output import REJECTED, paper, print_json
from wellsourced.app.screen import plain
from wellsourced.case import Case
from wellsourced.model.aid import Aid, Worth

KEY = "WELLSOURCED_AID_KEY"


@click.command()
@case_argument
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--dry-run", is_flag=True, help="Print what would be asked, and ask nothing.")
@click.option("--list", "listing", is_flag=True, help="List the answers so far; ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="All of them, with prompt and output.")
def aid(*, case: Path, limit: int, dry_run: bool, listing: bool, as_json: bool) -> None:
    """Ask a language model about marks that the rules are unsure of.

    Off until the settings name a server of a model ([aid] in wellsourced.toml); its key, if it
    wants one, stands in WELLSOURCED_AID_KEY. Only the passage around a mark is sent, without the
    names of readers. An answer counts for nothing: it is shown as machine aid, in a list of its
    own, and no claim changes by it. docs/guide/aid.md tells more.

    \b
    Example:
      wellsourced aid my-case --dry-run
      wellsourced aid my-case --limit 50
      wellsourced aid my-case --list --json
    """
    opened = Case.open(case)
    if dry_run:
        print_json(aided.planned(opened)[:limit])
        return
    found = aided.answers(opened) if listing else _asked(opened, limit)
    print_json(found) if as_json else _print(found)
    if not listing and any(a.worth in (Worth.REJECTED, Worth.FAILED) for a in found):
        sys.exit(REJECTED)


def _asked(case: Case, limit: int) -> tuple[Aid, ...]:
    speaker = aided.speaker(
        case, os.environ.get(KEY, ""), seconds=time.monotonic, pause=time.sleep
    )
    asker = aided.Asker(model=speaker.model, speaker=speaker, clock=lambda: datetime.now(UTC))
    return tuple(aided.ask(case, asker, limit))


def _print(found: tuple[Aid, ...]) -> None:
    table = Table("answer", "about", "worth", "said", "page", box=None)
    for a in found:
        place = "" if a.start is None else f"{a.start}-{a.end}"
        days = "/".join(str(d) for d in (a.earliest, a.latest) if d)
        said = " ".join(w for w in (a.commitment or days, a.reason, place) if w)
        where = f"{a.of.document[:8]} {a.of.start}-{a.of.end}"
        table.add_row(a.seal[:8], a.of.doubt, a.worth, plain(said), where)
    with paper() as console:
        console.print(table)
