"""A command imports what it needs and no more; so help and answers come at once."""

import ast
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellsourced.case import Case

SOURCE = Path(__file__).parents[2] / "src" / "wellsourced"
HEAVY = {"duckdb", "numpy", "pyarrow", "scipy", "spacy", "lxml", "fastapi", "starlette", "jinja2"}
STAGES = {f"wellsourced.{s}" for s in ("read", "mark", "link", "weigh", "fetch")}
LISTS = [
    ["claims"],
    ["claims", "--json"],
    ["tallies"],
    ["timeline"],
    ["sources"],
    ["documents"],
    ["checks"],
]
ON_DEMAND = {"app", "flow"}  # beside them the verbs of the case, which stand in no room
CIRCLES = {"read/text.py"}  # a dump holds texts

ASKING = """
import json, sys
from wellsourced.app.cli import cli
try:
    cli.main(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*words: object, given: str = "") -> set[str]:
    """What stands in memory after a command, in a process of its own; of ours, the rooms."""
    done = subprocess.run(
        [sys.executable, "-c", ASKING, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        input=given,
    )
    names = json.loads(done.stderr.splitlines()[-1])
    rooms = {".".join(n.split(".")[:2]) for n in names if n.startswith("wellsourced.")}
    return rooms | {n.split(".")[0] for n in names}


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("startup")
    page = folder / "page.txt"
    page.write_text("General Anton Brask said on Monday that twelve rebels were killed in Havrin.")
    made = Case.create(folder / "case")
    made.add([page], at=datetime(2010, 1, 1, tzinfo=UTC))
    made.run(workers=0)
    return folder / "case"


def test_asking_for_help_opens_no_database_and_loads_no_parser():
    assert not imported("--help") & (HEAVY | STAGES | {"rich", "wellsourced.case"})


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_read_from_the_record_and_runs_no_stage(case, words):
    found = imported(words[0], case, *words[1:])

    assert not found & (HEAVY - {"duckdb"} | STAGES)


@pytest.mark.parametrize("command", ["show", "why"])
def test_what_is_told_of_one_claim_runs_no_stage(case, command):
    (claim,) = Case.open(case).claims()

    assert not imported(command, case, claim.id) & (HEAVY - {"duckdb"} | STAGES)


def test_times_are_marked_without_the_parser():
    row = json.dumps({"id": "a", "text": "He left on Monday."})
    found = imported("mark", "--only", "times", given=row)

    assert not found & {"spacy", "numpy", "lxml", "duckdb", "pyarrow"}


def test_marking_loads_no_reader_of_pages_and_no_database():
    found = imported("mark", given=json.dumps({"id": "a", "text": "He left, officials said."}))

    assert not found & {"lxml", "feedparser", "duckdb", "pyarrow", "scipy"}


def on_demand(file: Path) -> list[str]:
    """What a file imports of ours within its functions."""
    body = ast.parse(file.read_text(encoding="utf-8"))
    inner = (n for n in ast.walk(body) if isinstance(n, ast.ImportFrom) and n not in body.body)
    return [n.module for n in inner if (n.module or "").startswith("wellsourced")]


def test_no_stage_hides_what_it_imports():
    rooms = [f for f in SOURCE.rglob("*.py") if f.parent != SOURCE]
    below = {f for f in rooms if f.relative_to(SOURCE).parts[0] not in ON_DEMAND}

    assert {f.relative_to(SOURCE).as_posix() for f in below if on_demand(f)} <= CIRCLES
