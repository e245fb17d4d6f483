"""The command `serve`: the web application of a case, for this machine or for accounts."""

import getpass
from collections.abc import Callable
from pathlib import Path

import click

from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import Rules
from wellsourced.app.access.hosts import names
from wellsourced.app.access.signing import Voucher
from wellsourced.app.access.ways import Ways, way_options, ways
from wellsourced.app.options import case_argument
from wellsourced.case import Case
from wellsourced.errors import InputError


@click.command()
@case_argument
@way_options
@click.option("--withhold-commenters", "withhold", is_flag=True, help="Never name readers.")
@click.option("--by", metavar="NAME", help="Who decides, without accounts.  [default: you]")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer; about one for each processor and 20 busy people.",
)
def serve(*, case: Path, withhold: bool, by: str | None, workers: int) -> None:
    """Show a case in the browser, and give it to programs (/api).

    Nothing is loaded from elsewhere. While a case has no accounts, nobody but this machine can
    reach it, and who sits there decides. With accounts (wellsourced accounts) everybody signs in,
    and --host opens it to others. docs/guide/serving.md tells of many people and large cases.

    \b
    Example:
      wellsourced serve my-case
      wellsourced serve my-case --host 0.0.0.0 --name desk.example --cert c.pem --key k.pem
    """
    Case.open(case)
    readied(case, tell=lambda words: click.echo(f"wellsourced: {words}", err=True))
    way = ways(click.get_current_context())
    if workers > 1 and way.oidc is not None:
        raise InputError("--oidc needs one process", hint="leave --workers away")
    rules = _rules(way, Accounts(case).any(), by)
    from wellsourced.app.workers import Served, several, single

    click.echo(f"wellsourced shows {case} at {way.address}  (Ctrl-C ends it)", err=True)
    served = Served(case=case, way=way, rules=rules, withhold=withhold)
    if workers > 1:
        several(served, workers)
    else:
        single(served, _voucher(way.oidc))


def readied(case: Path, tell: Callable[[str], None]) -> None:
    """See that a case was run, and make the register of a large one, which takes its time."""
    from wellsourced.large import MANY, claims, registered, waits

    folder, many = claims(case)
    if many >= MANY and waits(folder):
        tell(f"making the register of {many:,} claims, once for each record")
        registered(case, folder, anew=True)


def _voucher(file: Path | None) -> Voucher | None:
    """Who else vouches for people; what is needed for that is an extra."""
    if file is None:
        return None
    try:
        from wellsourced.app.access.elsewhere import Elsewhere
        from wellsourced.app.access.oidc import vouching
    except ImportError as error:
        hint = "pip install 'wellsourced[oidc]'"
        raise InputError(f"--oidc needs {error.name}", hint=hint) from error
    return Elsewhere(vouching(file))


def _rules(way: Ways, accounts: bool, by: str | None) -> Rules:  # noqa: FBT001
    """How people are let in; refuses to open a case to others that has no accounts."""
    if not (way.home or accounts):
        raise InputError(
            f"{way.host} can be reached by others, and this case has no accounts",
            hint="wellsourced accounts CASE add NAME makes one; without --host it is for this "
            "machine alone",
        )
    if accounts and by:
        raise InputError(
            "this case has accounts: each decides in their own name", hint="leave --by away"
        )
    if not (way.home or way.cert):
        told = (
            "without --cert and --key passwords are for all to read, unless a proxy speaks https"
        )
        click.echo(f"wellsourced: {told}; browsers stay signed in by https alone", err=True)
    user = "" if accounts else by or getpass.getuser()
    return Rules(user=user, home=way.home, names=names(way.host, way.known_as))
