"""Pages that a worker dies of are set aside, alone, and are tried again when asked."""

import os
import sys
from pathlib import Path

import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case
from wellsourced.flow import run, stages
from wellsourced.model import Marks, Rejected
from wellsourced.store.snapshots import Snapshots

# Put in the way of a worker's imports, as a broken library would be: no part of the product.
BROKEN = """
import ctypes, os
import wellsourced.flow.stages as stages
sound = stages.read
def read(page, settings):
    if b"ferry" in page.body:
        ctypes.string_at(0)
    if b"mill" in page.body:
        os._exit(3)
    if b"quarry" in page.body:
        bytearray(1 << 44)
    return sound(page, settings)
stages.read = read
"""
# What is proved here is proved as well by pages on which nothing is marked: no parser is loaded.
UNMARKED = """
import wellsourced.flow.stages as stages
from wellsourced.model import Marks
def mark(documents, settings, *, only=()):
    return (Marks(doc=document.id) for document in documents)
stages.mark = mark
"""
WORDS = "Fire\n\nSeptember 22, 2009\n\nThe {} burned, police said.\n"
POISON = {f"{name}.txt": WORDS.format(name) for name in ("ferry", "mill", "quarry")}
ASIDE = "set aside until the page or the program changes, or run --retry"


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Workers in which some pages are poison; gives the file that makes them so."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BROKEN + UNMARKED)
    monkeypatch.setattr(stages, "mark", unmarked)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *filter(None, sys.path)]))
    return folder / "sitecustomize.py"


def unmarked(documents, settings, *, only=()):
    return (Marks(doc=document.id) for document in documents)


def seals(made: Case) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


def reasons(rows: tuple[Rejected, ...]) -> dict[str, str]:
    return {Path(r.input).name: r.reason for r in rows}


def test_poison_is_set_aside_and_tried_again_when_asked(tmp_path, broken):
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", {**PAGES, **POISON}), at=NOON)
    first = made.run(workers=1)

    assert first.documents == len(PAGES)
    assert reasons(first.rejected) == {
        "ferry.txt": f"the worker died of it twice (SIGSEGV); {ASIDE}",
        "mill.txt": f"the worker died of it twice (exit code 3); {ASIDE}",
        "quarry.txt": f"takes more memory than a worker may have; {ASIDE}",
    }
    told = {r.file: r.error for r in made.documents()}
    assert {f for f, error in told.items() if not error} == set(PAGES)

    again = made.run(workers=1)
    assert (again.read, again.published) == (0, False)

    broken.write_text(UNMARKED)
    assert not made.run(workers=1).published
    mended = made.run(workers=1, retry=True)
    assert (mended.read, mended.documents, mended.rejected) == (3, 6, ())
    assert seals(made) == seals(case(tmp_path / "peace", {**PAGES, **POISON}))


def test_trying_again_what_still_is_poison_leaves_it_aside(tmp_path, broken, monkeypatch):
    monkeypatch.setattr(run, "LARGE", 1)  # a case on shelves
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", {"mill.txt": POISON["mill.txt"]}), at=NOON)
    first = made.run(workers=1)

    assert made.run(workers=1, retry=True).rejected == first.rejected
    assert made.run(workers=1, retry=True).read == 1
    assert made.run(workers=1).read == 0
    broken.write_text(UNMARKED)
    assert made.run(workers=1, retry=True).documents == 1
