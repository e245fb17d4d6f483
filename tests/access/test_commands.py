"""Accounts from the command line, and what serve refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.passes import Passes
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.errors import InputError

WORD = "seven ferries at dusk\n"


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example.path, tmp_path / "own"))


def say(own: Path, *words: str, told: str = ""):
    run = CliRunner().invoke(cli, ["accounts", str(own), *words], input=told)
    if run.exception is not None and not isinstance(run.exception, SystemExit):
        raise run.exception
    return run


def test_an_account_from_the_first_to_the_last(own: Path) -> None:
    say(own, "add", "Ada", "--role", "admin", told=WORD)
    token = say(own, "token", "ada", "--scope", "read").stdout.strip()
    say(own, "role", "ada", "--role", "viewer")
    listed = json.loads(say(own, "list", "--json").stdout)

    assert [(a["name"], a["role"], a["password"]) for a in listed] == [("Ada", "viewer", True)]
    assert token.startswith("wst_")
    assert token.split("_")[1] in say(own, "list").stdout
    assert Accounts(own).right("ADA", WORD.strip())
    say(own, "password", "ada", told="eight ferries at dawn\n")
    assert not Accounts(own).right("ada", WORD.strip())
    assert Passes(Accounts(own)).tokens() == ()
    say(own, "remove", "ada")
    assert not Accounts(own).any()


def test_no_password_no_account(own: Path) -> None:
    with pytest.raises(InputError, match="no password"):
        say(own, "add", "Ada")
    with pytest.raises(InputError, match="12 to 1024"):
        say(own, "add", "Ada", told="short\n")
    assert not Accounts(own).any()


def serve(own: Path, *words: str) -> None:
    CliRunner().invoke(cli, ["serve", str(own), *words], catch_exceptions=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_nobody_else_is_let_in_without_accounts(own: Path, host: str) -> None:
    with pytest.raises(
        InputError, match="can be reached by others, and this case has no accounts"
    ):
        serve(own, "--host", host)


def test_with_accounts_each_decides_in_their_own_name(own: Path) -> None:
    say(own, "add", "Ada", told=WORD)

    with pytest.raises(InputError, match="each decides in their own name"):
        serve(own, "--by", "Bo")


def test_https_needs_both_its_files(own: Path) -> None:
    with pytest.raises(InputError, match="--cert and --key"):
        serve(own, "--cert", str(own / "wellsourced.toml"))
