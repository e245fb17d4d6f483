import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellsourced.app.cli import cli

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"^```console\n\$ wellsourced (?P<command>.*)\n(?P<shown>(?:.*\n)*?)```$", re.M
)
_SHOWN = [(m["command"], m["shown"]) for m in _BLOCK.finditer(TUTORIAL.read_text("utf-8"))]


def bare(line):
    """A line without what a better reading may change: how much was found in all."""
    line = " ".join(line.split()).rstrip(",")
    return (
        re.sub(r"\d(?:[\d,]*\d)?", "#", line)
        if line.startswith(("14 pages", "all holds"))
        else line
    )


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """A folder in which the tutorial's case has been made."""
    folder = tmp_path_factory.mktemp("walk")
    CliRunner().invoke(cli, ["demo", str(folder / "my-case")], catch_exceptions=False)
    return folder


def test_the_tutorial_has_commands():
    assert len(_SHOWN) >= 10


@pytest.mark.parametrize(("command", "shown"), _SHOWN, ids=[c for c, _ in _SHOWN])
def test_a_command_of_the_tutorial_prints_what_it_shows(
    walk, tmp_path, monkeypatch, command, shown
):
    monkeypatch.chdir(tmp_path if command.startswith("demo") else walk)
    monkeypatch.setenv("COLUMNS", "80")
    told = CliRunner().invoke(cli, shlex.split(command), catch_exceptions=False).output
    there = [bare(line) for line in told.splitlines()]

    assert [s for s in map(bare, shown.splitlines()) if s not in (*there, "...", "")] == []
