"""Commands that bring in what other tools hold, and list it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from wellsourced.app.options import FILE, case_argument
from wellsourced.app.output import REJECTED, paper, print_json
from wellsourced.case import Case
from wellsourced.imports import Given, Kind, bring, listed, taken_out


def _pairs(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    wrong = next((g for g in given if "=" not in g), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r}: write date=COLUMN")
    pairs = (g.split("=", 1) for g in given)
    return {role.strip(): head.strip() for role, head in pairs}


@click.command("import")
@case_argument
@click.argument("file", type=FILE)
@click.option(
    "--as",
    "kind",
    required=True,
    type=click.Choice([k.value for k in Kind]),
    help="What the file holds.",
)
@click.option("--format", "form", metavar="NAME", help="Its format, if it is not seen from it.")
@click.option("--outlet", metavar="NAME", help="Of events: whose table it is.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="date=COLUMN",
    callback=_pairs,
    help="Of events: which column holds what.",
)
def import_(  # each is an option
    *,
    case: Path,
    file: Path,
    kind: str,
    form: str | None,
    outlet: str | None,
    columns: dict[str, str],
) -> None:
    """Bring in what another tool holds: names, places, events, libraries, judgements.

    A row that cannot be used is told with its line and what to do: exit code 3; all others are
    kept. The same file twice changes nothing, and `wellsourced imports CASE --remove ID` takes it
    out again. Then `wellsourced run CASE` as after any new page.

    \b
    Example:
      wellsourced import my-case people.csv --as aliases
      wellsourced import my-case acled.csv --as events
      wellsourced import my-case ours.xlsx --as events --outlet "Field log" --map date=Day
    """
    opened = Case.create(case)
    given = Given(
        file=file,
        kind=Kind(kind),
        at=datetime.now(UTC),
        form=form,
        outlet=outlet,
        columns=columns,
    )
    brought = bring(opened, given)
    for words in brought.found.rejected:
        click.echo(f"not used: {words}", err=True)
    if days := brought.found.dated:
        said = "kept with the row, and no help in linking: a name means the same on every day"
        click.echo(f"{days} names have days (from, to): {said}", err=True)
    click.echo(_words(brought.found.id, brought.found.rows, new=brought.new), err=True)
    sys.exit(REJECTED if brought.found.rejected else 0)


def _words(name: str, rows: int, *, new: bool) -> str:
    state = "imported" if new else "imported before, nothing changed"
    return f"{rows} rows {state} as {name[:8]}"


@click.command()
@case_argument
@click.option("--remove", metavar="ID_OR_FILE", help="Take it out again.")
@click.option("--json", "as_json", is_flag=True, help="With all that they taught, for programs.")
def imports(*, case: Path, remove: str | None, as_json: bool) -> None:
    """List what was imported, or take one of them out again.

    \b
    Example:
      wellsourced imports my-case
      wellsourced imports my-case --remove people.csv
    """
    opened = Case.open(case)
    if remove:
        out = taken_out(opened, remove, at=datetime.now(UTC))
        click.echo(f"{out.file} is out; import it again to have it back", err=True)
        return
    found = listed(opened)
    if as_json:
        print_json(found)
        return
    with paper() as console:
        for i in found:
            state = " (taken out)" if i.out else ""
            words = f"{i.id[:8]}  {i.kind:<11} {i.form:<9} {i.file}: {i.rows} rows"
            console.print(f"{words}, {len(i.rejected)} not used{state}", markup=False)
