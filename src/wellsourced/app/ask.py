"""Commands that ask a case: claims, tallies, checks, timeline, sources, documents."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
from msgspec import Struct
from rich.console import Console

from wellsourced.app import screen
from wellsourced.app.claims import print_claims
from wellsourced.app.copies import print_stories
from wellsourced.app.options import about_option, as_of_option, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.seen import asked_case, seen
from wellsourced.app.sums import print_checks, print_tallies
from wellsourced.app.timeline import print_timeline
from wellsourced.case import Case, sheet, texts
from wellsourced.model import (
    CheckRow,
    Claim,
    DocumentRow,
    SourceRow,
    Status,
    Tally,
    TimelineRow,
)

R = TypeVar("R", bound=Struct)
Print = Callable[[Sequence[R], Console], None]


@format_options
@click.command()
@asked_case
@about_option
@as_of_option
@click.option(
    "--status", type=click.Choice([s.value for s in Status]), help="Only those that stand so."
)
def claims(
    *, case: Path, about: str | None, as_of: date | None, status: str | None, form: str | None
) -> None:
    """List what is claimed, by whom, and how it stands.

    Origins are independent sources, as a range: two unnamed officials may be one man. Disputes
    come first, rival claims side by side. "not so:" stands before words that a source denies;
    "through" names those who passed it on, "(reader)" one who writes below a page.

    \b
    Example:
      wellsourced claims my-case --about "Danil Orsak" --as-of 2009-09-20
    """
    opened = seen(case)
    stands = Status(status) if status else None
    found = opened.claims(about=about, as_of=as_of, status=stands, ruled=opened.lens.ruled)
    _hint(opened, about, as_of)
    _print(found, Claim, form, print_claims)


@format_options
@click.command()
@asked_case
@about_option
@as_of_option
def tallies(*, case: Path, about: str | None, as_of: date | None, form: str | None) -> None:
    """List the counts: low, best and high, their scopes, and which do not add up.

    \b
    Example:
      wellsourced tallies my-case --about "River Guard"
    """
    opened = seen(case)
    found = opened.tallies(about=about, as_of=as_of)
    _hint(opened, about, as_of)
    _print(found, Tally, form, print_tallies)


@format_options
@click.command()
@asked_case
@as_of_option
def checks(*, case: Path, as_of: date | None, form: str | None) -> None:
    """List the sums and dates that were checked, with the words of both sides.

    What does not add up comes first.

    \b
    Example:
      wellsourced checks my-case
    """
    opened = seen(case)
    found = opened.checks(as_of=as_of)
    _print(found, CheckRow, form, lambda c, on: print_checks(c, texts(opened, as_of=as_of), on))


@format_options
@click.command()
@asked_case
@about_option
@as_of_option
def timeline(*, case: Path, about: str | None, as_of: date | None, form: str | None) -> None:
    """List the claims in the order of the days they speak of.

    A whole month or year stands before its days. "heard" is the day of the page, where the words
    name none. Claims in the same words stand together, a piece of a claim's words stands below
    it, and what only readers say at the end.

    \b
    Example:
      wellsourced timeline my-case --about "River Guard"
    """
    opened = seen(case)
    found = opened.timeline(about=about, as_of=as_of)
    _hint(opened, about, as_of)
    claims = {c.id: c for c in opened.claims(about=about, as_of=as_of)}
    _print(found, TimelineRow, form, lambda rows, on: print_timeline(rows, claims, on))


@format_options
@click.command()
@asked_case
@as_of_option
def sources(*, case: Path, as_of: date | None, form: str | None) -> None:
    """Rank the origins by what rests on them; those without a name stand apart.

    Below them each text that stands in several pages, with its origin and with the share of each
    page's words that it is. `show` of a page gives the words on both sides.

    \b
    Example:
      wellsourced sources my-case
    """
    opened = seen(case)
    _print(opened.sources(as_of=as_of), SourceRow, form, screen.print_sources)
    if form is None and (told := opened.reuse(as_of=as_of)):
        with paper() as console:
            print_stories(told, texts(opened, as_of=as_of), console)


@format_options
@click.command()
@asked_case
@as_of_option
def documents(*, case: Path, as_of: date | None, form: str | None) -> None:
    """List the pages, and those that could not be read with the reason.

    \b
    Example:
      wellsourced documents my-case
    """
    _print(seen(case).documents(as_of=as_of), DocumentRow, form, screen.print_documents)


def _print(found: Sequence[R], kind: type[R], form: str | None, show: Print[R]) -> None:
    """Print records: as JSON, as CSV, or as a table for people."""
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(sheet(type(found[0]) if found else kind, found))
    elif found:
        with paper() as console:
            show(found, console)
    else:
        Console(stderr=True).print("nothing found", style="dim")


def _hint(case: Case, about: str | None, as_of: date | None) -> None:
    """Say on standard error that a name is not known, and which names are like it."""
    alike = case.nearest(about, as_of=as_of) if about is not None else None
    if alike is None:
        return
    when = f"was not known on {as_of}" if as_of else "is not known"
    names = f"; did you mean {', '.join(alike)}?" if alike else ""
    click.echo(f"wellsourced: the name {about!r} {when}{names}", err=True)
