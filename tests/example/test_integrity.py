"""The guide to integrity, walked through: each command does what the page shows."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellsourced.app.cli import cli

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "integrity.md"
_OK = (0, 4)  # the page breaks things on purpose


def steps():
    """The commands of the page in their order, each with the lines that it shows."""
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


def told(command):
    if command.startswith("wellsourced "):
        done = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
        return done.exit_code, done.output
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def bare(line):
    line = " ".join(line.split())
    return re.sub(r"\d(?:[\d,]*\d)?", "#", line) if "hold" in line.partition(":")[0] else line


def test_the_guide_shows_what_its_commands_print(tmp_path, monkeypatch):
    pytest.importorskip("cryptography", reason="signing is an extra")
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not here")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    CliRunner().invoke(cli, ["demo", "my-case"], catch_exceptions=False)
    walked = list(steps())
    assert len(walked) >= 20

    missing = []
    for command, shown in walked:
        code, output = told(command)
        assert code in _OK, f"{command}: {output}"
        there = [bare(line) for line in output.splitlines()]
        missing += [f"{command}: {s}" for s in map(bare, shown) if s not in (*there, "...", "")]
    assert missing == []
