import contextlib
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


def said(command):
    return CliRunner().invoke(cli, shlex.split(command), catch_exceptions=False).output


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """A folder in which the tutorial's first command has made its case, and what that one said."""
    folder = tmp_path_factory.mktemp("walk")
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        return folder, said(_SHOWN[0][0])


def test_the_tutorial_has_commands():
    assert len(_SHOWN) >= 10
    assert [c.split()[0] for c, _ in _SHOWN].count("demo") == 1
    assert _SHOWN[0][0].startswith("demo ")


@pytest.mark.parametrize(("command", "shown"), _SHOWN, ids=[c for c, _ in _SHOWN])
def test_a_command_of_the_tutorial_prints_what_it_shows(walk, monkeypatch, command, shown):
    folder, first = walk
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    told = first if command == _SHOWN[0][0] else said(command)
    there = [bare(line) for line in told.splitlines()]

    assert [s for s in map(bare, shown.splitlines()) if s not in (*there, "...", "")] == []
