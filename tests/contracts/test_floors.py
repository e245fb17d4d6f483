"""No folder imports from a floor above its own, and no stage from another."""

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "wellsourced"
FLOORS = (
    ("errors",),
    ("model",),
    ("lang", "lexicon", "plugins", "config"),
    ("read", "mark", "link", "weigh", "tell", "store", "fetch"),
    ("flow",),
    ("questions",),
    ("case", "pipes"),
    ("intake", "imports"),
    ("app", "testing"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(f for f in SOURCE.rglob("*.py") if f.parent != SOURCE or f.stem in FLOOR)
APP_ASKS = {"app", "intake", "imports", "case", "pipes", "config", "model", "errors"}


def room(file: Path) -> str:
    return file.relative_to(SOURCE).with_suffix("").parts[0]


@cache
def imported(file: Path) -> frozenset[str]:
    """The rooms that a file imports from, at its head or within a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "wellsourced":
            names = [f"wellsourced.{a.name}" for a in node.names]
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        found.update(n.split(".")[1] for n in names if n.startswith("wellsourced."))
    return frozenset(found)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_imports_go_down(file):
    own = room(file)
    others = {r for r in imported(file) if r != own and r in FLOOR}
    wrong = sorted(r for r in others if FLOOR[r] >= FLOOR[own])

    assert not wrong, f"{file} is on floor {FLOOR[own]} and imports from {', '.join(wrong)}"


def test_the_app_asks_the_case_and_no_stage():
    wrong = {
        f.name: bad
        for f in FILES
        if room(f) == "app" and (bad := imported(f) & set(FLOOR) - APP_ASKS)
    }

    assert not wrong
