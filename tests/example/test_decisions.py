"""The guide to deciding, walked through: each command does what the page shows."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from wellsourced.app.cli import cli

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "decisions.md"


def steps():
    """The commands of the page in their order, each with the lines that it shows."""
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S):
        for part in re.split(r"^\$ wellsourced ", block, flags=re.M)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


def bare(line):
    line = " ".join(line.split())
    return re.sub(r"\d(?:[\d,]*\d)?", "#", line) if line.startswith("all holds") else line


def test_the_guide_shows_what_its_commands_print(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    CliRunner().invoke(cli, ["demo", "my-case"], catch_exceptions=False)
    told = list(steps())
    assert len(told) >= 12

    missing = []
    for command, shown in told:
        done = CliRunner().invoke(cli, shlex.split(command), catch_exceptions=False)
        assert done.exit_code == 0, f"{command}: {done.output}"
        there = [bare(line) for line in done.output.splitlines()]
        missing += [f"{command}: {s}" for s in map(bare, shown) if s not in (*there, "...", "")]
    assert missing == []
