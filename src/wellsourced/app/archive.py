"""Commands that put a record into an object store, and fetch it from there."""

from pathlib import Path

import click

from wellsourced.app.options import FOLDER, case_argument
from wellsourced.case import Case


@click.command()
@case_argument
@click.argument("address")
@click.option("--originals", is_flag=True, help="With the pages as they were added.")
def publish(*, case: Path, address: str, originals: bool) -> None:
    """Put the record of a case into an object store, for others to fetch.

    ADDRESS is s3://bucket/folder, or any other that fsspec knows. Who fetches meanwhile gets the
    whole record before or the whole record after. Rulings are not published.

    \b
    Example:
      wellsourced publish my-case s3://archive/my-case
    """
    found = Case.open(case).publish(address, originals=originals)
    beside = f", {found.originals} originals" if found.originals else ""
    click.echo(f"published {found.name}: {len(found.files)} files{beside}", err=True)


@click.command()
@click.argument("address")
@click.argument("case", type=FOLDER)
def fetch(*, address: str, case: Path) -> None:
    """Fetch a record that was published, to ask it here.

    CASE is made, or brought up to what is published; it is a case to be asked, exported and
    served, and cannot be run. What is not as it was published is refused: exit code 4.

    \b
    Example:
      wellsourced fetch s3://archive/my-case my-copy
    """
    found = Case.fetch(address, case)
    click.echo(f"{case} is {found.name}", err=True)
