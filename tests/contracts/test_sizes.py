"""Modules, functions and classes stay small enough to be read at one sitting."""

import ast
import statistics
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "wellsourced"
FILES = sorted(SOURCE.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "manager"}


KINDS = (ast.Module, ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)


@cache
def nodes(file: Path) -> list[ast.AST]:
    """What a file is made of, the module first; only the kinds that are asked for below."""
    return [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, KINDS)]


def functions(file: Path) -> list[ast.FunctionDef]:
    return [n for n in nodes(file) if isinstance(n, ast.FunctionDef)]


def classes(file: Path) -> list[ast.ClassDef]:
    return [n for n in nodes(file) if isinstance(n, ast.ClassDef)]


def lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_module_can_be_read_at_one_sitting(file):
    length = len(file.read_text(encoding="utf-8").splitlines())
    long = [f"{f.name}: {lines(f)} lines" for f in functions(file) if lines(f) >= 60]
    wide = [f.name for f in functions(file) if len(f.args.args) + len(f.args.kwonlyargs) > 6 + 1]
    methods = {
        c.name: [n for n in c.body if isinstance(n, ast.FunctionDef)] for c in classes(file)
    }
    big = [name for name, own in methods.items() if len(own) > 20]

    assert length <= 400, f"{file}: {length} lines"
    assert not long, f"{file}: {long}"
    assert not wide, f"{file}: more than 6 parameters: {wide}"
    assert not big, f"{file}: too many methods: {big}"


def test_most_modules_and_functions_are_short():
    modules = [len(f.read_text(encoding="utf-8").splitlines()) for f in FILES]
    bodies = [lines(f) for file in FILES for f in functions(file)]

    assert statistics.median(modules) <= 150
    assert statistics.median(bodies) <= 10


def test_no_name_is_vague():
    names = {f.stem for f in FILES} | {f.parent.name for f in FILES}
    called = {c.name for f in FILES for c in classes(f)}

    assert not names & VAGUE
    assert not [c for c in called if c.lower().endswith(tuple(VAGUE))]


def test_every_module_says_what_it_is_about():
    assert [str(f) for f in FILES if f.stat().st_size and not ast.get_docstring(nodes(f)[0])] == []


def test_only_who_runs_what_others_wrote_catches_whatever_comes():
    def broad(file: Path) -> bool:
        handlers = (n for n in nodes(file) if isinstance(n, ast.ExceptHandler))
        names = {n.type.id if isinstance(n.type, ast.Name) else n.type for n in handlers}
        return bool(names & {"Exception", "BaseException", None})

    assert [f.relative_to(SOURCE).as_posix() for f in FILES if broad(f)] == [
        "flow/engines/ray.py",
        "flow/work.py",
        "testing/contracts.py",
    ]
