"""A case that grows over several runs has the record of one run over all, to the byte."""

import shutil
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOON
from wellsourced.case import Case
from wellsourced.store.snapshots import Snapshots

EXAMPLE = Path(__file__).resolve().parents[2] / "examples"
PAGES = sorted((EXAMPLE / "pages").iterdir())


def opened(folder: Path) -> Case:
    made = Case.create(folder)
    made.settle(EXAMPLE / "wellsourced.toml")
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Case:
    made = opened(tmp_path_factory.mktemp("whole") / "case")
    made.add(PAGES, at=NOON)
    made.run(workers=0)
    return made


def record(made: Case) -> tuple[dict[str, str], bytes]:
    incidents = msgspec.json.encode(made.incidents(), order="sorted")
    return Snapshots(made.path).manifest().tables, incidents


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(PAGES), st.sets(st.integers(1, len(PAGES) - 1), min_size=1, max_size=2))
def test_pages_may_come_in_any_order_and_in_several_runs(tmp_path_factory, whole, order, cuts):
    made = opened(tmp_path_factory.mktemp("grown") / "case")
    shutil.copytree(whole.path / "tasks", made.path / "tasks")  # pages are read and marked once
    for day, (first, after) in enumerate(pairwise([0, *sorted(cuts), len(order)])):
        made.add(order[first:after], at=NOON + timedelta(days=day))
        made.run(workers=0)

    assert record(made) == record(whole)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_chance_in_the_order_of_sets_changes_nothing(tmp_path, whole, seed):
    made = shutil.copytree(whole.path, tmp_path / "case")
    shutil.rmtree(made / "snapshots")
    (made / "CURRENT").unlink()

    run = (
        "import pathlib, sys, wellsourced; wellsourced.Case.open(pathlib.Path(sys.argv[1])).run()"
    )
    command = [sys.executable, "-c", run, str(made)]
    subprocess.run(command, env={"PYTHONHASHSEED": seed}, check=True)

    assert Snapshots(made).manifest().tables == Snapshots(whole.path).manifest().tables
