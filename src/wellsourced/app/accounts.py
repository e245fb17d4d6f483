"""The command `accounts`: who may enter where a case is served."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from wellsourced.app.access.accounts import Account, Accounts
from wellsourced.app.access.passes import Passes, Token
from wellsourced.app.access.roles import Role, Scope
from wellsourced.app.options import case_argument
from wellsourced.app.output import paper, print_json
from wellsourced.app.screen import plain, table
from wellsourced.case import Case
from wellsourced.errors import InputError

_name = click.argument("name")
_role = click.option(
    "--role",
    type=click.Choice([r.value for r in Role]),
    default=Role.VIEWER.value,
    show_default=True,
    help="What they may do.",
)


@click.group()
@case_argument
def accounts(*, case: Path) -> None:
    """Say who may enter where a case is served: accounts with a role, and tokens for programs.

    A viewer reads; an analyst decides, too; a reviewer also assigns and redacts; an admin also
    sees the accounts. From the first account on, everybody signs in, also at this machine.
    Passwords are asked for, or read from standard input; only their argon2 hashes are kept.

    \b
    Example:
      wellsourced accounts my-case add ada --role reviewer
      wellsourced accounts my-case token ada --scope read --days 30
    """
    Case.open(case)
    click.get_current_context().meta["case"] = case


@accounts.command()
@_name
@_role
@click.option("--no-password", is_flag=True, help="They sign in elsewhere only (serve --oidc).")
def add(*, name: str, role: str, no_password: bool) -> None:
    """Make an account."""
    password = None if no_password else _asked(name)
    _book().add(name, Role(role), password, at=datetime.now(UTC))
    click.echo(f"{name} may enter as {role}", err=True)


@accounts.command()
@_name
@_role
def role(*, name: str, role: str) -> None:
    """Give an account another role, which holds at once."""
    _book().role(name, Role(role))
    click.echo(f"{name} is {role} now", err=True)


@accounts.command()
@_name
def remove(*, name: str) -> None:
    """Take an account away, with its tokens; what it decided stays, in its name."""
    _book().remove(name)
    click.echo(f"{name} may enter no more", err=True)


@accounts.command()
@_name
def password(*, name: str) -> None:
    """Set another password; who is signed in by the old one is out, and its tokens are void."""
    _book().password(name, _asked(name))
    click.echo(f"{name} has a new password", err=True)


@accounts.command()
@_name
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([s.value for s in Scope]),
    default=[Scope.READ.value],
    show_default=True,
    help="What it is for; can be given again.",
)
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True)
def token(*, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Print a token by which a program asks the API as this account; it is shown this once."""
    found = Passes(_book()).issue(name, map(Scope, scopes), now=datetime.now(UTC), days=days)
    click.echo(found)


@accounts.command()
@click.argument("token_id", metavar="ID")
def revoke(*, token_id: str) -> None:
    """Make a token worth nothing, by its id in the list."""
    Passes(_book()).revoke(token_id)
    click.echo(f"{token_id} is worth nothing now", err=True)


@accounts.command("list")
@click.option("--json", "as_json", is_flag=True, help="The records, for programs.")
def list_(*, as_json: bool) -> None:
    """List the accounts with their tokens."""
    book = _book()
    found, tokens = book.all(), Passes(book).tokens()
    if as_json:
        print_json(found)
    elif not found:
        click.echo("no accounts: the case is served to this machine alone", err=True)
    else:
        _print(found, tokens)


def _print(found: tuple[Account, ...], tokens: tuple[Token, ...]) -> None:
    rows = table("name", "role", "password", "tokens")
    for one in found:
        own = [
            f"{t.id}: {' and '.join(t.scopes)}, until {t.until:%Y-%m-%d}"
            for t in tokens
            if t.name == one.name
        ]
        has = "yes" if one.password else "signs in elsewhere"
        rows.add_row(plain(one.name), one.role.value, has, "\n".join(own))
    with paper() as console:
        console.print(rows)


def _book() -> Accounts:
    return Accounts(click.get_current_context().meta["case"])


def _asked(name: str) -> str:
    """A password, typed twice, or the first line of standard input."""
    if sys.stdin.isatty():
        word: str = click.prompt(
            f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True
        )
        return word
    word = sys.stdin.readline().rstrip("\r\n")
    if not word:
        raise InputError("no password", hint="type it, or give it on standard input")
    return word
