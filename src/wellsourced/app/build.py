"""Commands that make a case: demo, add, run, settings."""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TypedDict, Unpack

import click
import msgspec
from rich.console import Console

from wellsourced import config
from wellsourced.app import screen
from wellsourced.app.claims import print_claims
from wellsourced.app.options import FILE, FOLDER, case_argument, settings_option
from wellsourced.app.output import paper, print_json
from wellsourced.app.progress import Bars
from wellsourced.case import Case, Summary, contested, disputes
from wellsourced.config import FILE_NAME, By, Settings
from wellsourced.errors import BusyError, InputError
from wellsourced.intake import Door, came_in, fetched, given, internet, told_beside
from wellsourced.model import Claim, Rejected, Status

_REJECTED = 3
_BACKED = (Status.CORROBORATED, Status.SINGLE_SOURCE)
_BEST = 6  # of each list of claims that the demo shows


@click.command()
@case_argument
@click.argument("pages", nargs=-1, type=str)
@click.option(
    "--from",
    "listed",
    type=FILE,
    metavar="FILE",
    help="A list of addresses and files, one a line; # ...",
)
@settings_option
@click.pass_obj
def add(
    door: Door | None,
    *,
    case: Path,
    pages: tuple[str, ...],
    listed: Path | None,
    settings: Path | None,
) -> None:
    """Put pages into a case, which is made if there is none.

    PAGES are files (html, txt, pdf, eml, mbox, warc, wacz, mhtml, rss, ...), folders or zip
    archives of these, or addresses (https://...). The originals are kept, by their hash, and never
    changed; the same bytes under two names are one page. An address is asked once, where the
    site's robots.txt lets programs in; what was asked and answered is kept as a web archive, and
    an answer that differs from the last one is a new version of the page. What cannot be read or
    fetched is noted with the reason, and what is no address at all is told: exit code 3.

    \b
    Example:
      wellsourced add my-case pages/ report.html --settings wellsourced.toml
      wellsourced add my-case https://post.example/2031/bridge --from addresses.txt
    """
    found = given(pages, listed)
    nothing = not found.paths and not found.addresses
    if found.faults and nothing and not settings:
        raise click.UsageError("nothing to add\n" + "\n".join(found.faults))
    if nothing and not settings:
        raise click.UsageError("nothing to add: give pages, addresses, or --settings")
    if settings:
        config.load(settings)  # before a folder is made for what cannot be used
    opened = Case.create(case)
    if settings:
        opened.settle(settings)
    failed: list[Rejected] = []
    asked = fetched(found.addresses, door or _internet())
    new = opened.add(
        found.paths, at=datetime.now(UTC), fetched=asked, busy=_waiting, noted=failed.append
    )
    reasons = {r.input: r.reason for r in failed}
    told = [f"{found.places.get(n, '')}not kept: {n}: {why}" for n, why in reasons.items()]
    for words in (*found.faults, *told, *told_beside(opened, new)):
        click.echo(words, err=True)
    kept = ": those given are kept already, or the folders are empty"
    why = "" if new or nothing or reasons else kept
    click.echo(f"{_came_in(*came_in(opened, new))} in {case}{why}", err=True)
    sys.exit(_REJECTED if reasons or found.faults else 0)


def _came_in(pages: int, names: int) -> str:
    """What has come in: pages, and more names of pages that there are."""
    words = f"{pages} new pages" if pages > 1 else "1 new page" if pages else "no new page"
    return words + (f", {names} name{'s' if names > 1 else ''} added" if names else "")


def _internet() -> Door:
    return internet(clock=lambda: datetime.now(UTC), seconds=time.monotonic, pause=time.sleep)


class _By(TypedDict):
    engine: str | None
    address: str | None
    workers: int | None


@click.command()
@case_argument
@click.option("--engine", metavar="NAME", help="local (the default), ray, spark, or a plug-in's.")
@click.option("--address", help="The cluster of the engine: auto, HOST:PORT, ray://...")
@click.option("--workers", type=click.IntRange(min=0), help="Processes; 0: none but this one.")
@click.option("--retry", is_flag=True, help="Also pages that were set aside.")
@click.option("--wait", is_flag=True, help="Where another run is at work, wait for it.")
@click.option("--json", "as_json", is_flag=True, help="The summary, for programs.")
def run(*, case: Path, retry: bool, wait: bool, as_json: bool, **by: Unpack[_By]) -> None:
    """Read and mark what is new, then link and weigh all.

    It may be cut off anywhere and run again. Names, places and outlets of the case stand in
    CASE/wellsourced.toml. Pages that could not be read are listed: exit code 3. A page that a
    worker dies of twice, or that takes too long, is set aside while all others are done; it is
    tried again when it or the program has changed, or with --retry.

    \b
    Example:
      wellsourced run my-case
      wellsourced run my-case --engine ray --address auto
    """
    opened = Case.open(case)
    with Bars() as bars:
        busy = _waiting if wait else _refusing
        summary = opened.run(by=By(**by), progress=bars, retry=retry, busy=busy)
    screen.print_rejected(summary.rejected, Console(stderr=True))
    if as_json:
        print_json(summary)
    else:
        click.echo(_words(summary), err=True)
    sys.exit(_REJECTED if _failed(summary) else 0)


def _refusing(busy: BusyError) -> None:
    """Say who is at work, and go."""
    raise busy


def _waiting(busy: BusyError) -> None:
    """Say for whom this waits."""
    click.echo(f"waiting: {busy.problem}", err=True)


@click.command()
@click.argument("case", type=FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def settings(*, case: Path | None, as_json: bool) -> None:
    """Print the settings that are in force, and where they come from.

    \b
    Example:
      wellsourced settings my-case
    """
    found = Case.open(case).settings() if case else Settings()
    file = case / FILE_NAME if case else None
    click.echo(f"from {file if file and file.exists() else 'the defaults'}", err=True)
    if as_json:
        print_json(found)
        return
    for section in found.__struct_fields__:
        rows = getattr(found, section)
        if not isinstance(rows, tuple):
            click.echo(f"{section}: {msgspec.json.encode(rows).decode()}")
            continue
        click.echo(f"{section}: {len(rows)}" if rows else f"{section}: none (default)")
        for row in rows:
            click.echo(f"  {msgspec.json.encode(row).decode()}")


@click.command()
@click.argument("case", type=FOLDER, default="demo-case")
def demo(*, case: Path) -> None:
    """Build the shipped example, an invented conflict, and show what it holds.

    \b
    Example:
      wellsourced demo
    """
    examples = _examples()
    opened = Case.create(case)
    opened.settle(examples / "wellsourced.toml")
    opened.add([examples / "pages"], at=datetime.now(UTC))
    with Bars() as bars:
        summary = opened.run(progress=bars)
    shown = disputes(opened.claims())
    with paper() as console:
        _print_best(shown, console)
    click.echo(_words(summary))
    click.echo("\nGo on:")
    for command, words in _GO_ON:
        line = command.format(case=case, id=shown[0][0].id[:8] if shown else "ID")
        click.echo(f"  # {words}\n  wellsourced {line}")
    sys.exit(_REJECTED if _failed(summary) else 0)


_GO_ON = (
    ("serve {case}", "all of it in the browser, every claim beside its words"),
    ("show {case} {id}", "one claim, its chain and its words"),
    ("why {case} {id}", "why it stands so, and what would change it"),
    ('dossier {case} "the Ferryman"', "all about one man, by any of his names"),
    ("hypotheses {case}", "where is he, and why did he leave? Rival answers weighed"),
    ('claims {case} --about "Danil Orsak" --as-of 2009-09-20', "what was known on a day"),
    ("tallies {case}", "the tolls, and which do not add up"),
    ("graph {case}", "who has it from whom"),
    ("add my-case PAGES... && wellsourced run my-case", "your own pages"),
)


def _print_best(disputes: Sequence[tuple[Claim, ...]], console: Console) -> None:
    """Print the head of both lists: both sides of what is contested, and what is best backed."""
    sides = [c for group in disputes if contested(group[0]) for c in _sides(group)]
    backed = [group[0] for group in disputes if not contested(group[0])]
    steady = [c for c in backed if c.status in _BACKED]
    for title, rows in (("most contested", sides), ("best backed", steady)):
        if rows:
            console.print(title, style="bold")
            print_claims(rows[:_BEST], console)


def _sides(group: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """What a dispute is about: its head, and the claim that stands most against it."""
    head, *rest = group
    against = [c for c in rest if c.id in head.rivals]
    return head, *against[:1]


def _examples() -> Path:
    """Tell where the shipped example lies: in the package, or beside the source."""
    package = Path(str(resources.files("wellsourced")))
    for folder in (package / "examples", package.parent.parent / "examples"):
        if (folder / "pages").is_dir():
            return folder
    raise InputError("the example is not installed", hint="run from a clone of the project")


def _words(summary: Summary) -> str:
    state = "" if summary.published else "; nothing had changed"
    return (
        f"{summary.pages} pages ({summary.read} read and {summary.marked} marked anew), "
        f"{summary.documents} documents, {summary.claims} claims, "
        f"{_failed(summary)} not read{state}"
    )


def _failed(summary: Summary) -> int:
    """How much could not be read; what is only told is none of it."""
    return sum(not r.note for r in summary.rejected)
