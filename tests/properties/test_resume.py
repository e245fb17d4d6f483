"""A run that is killed, wherever it stands, goes on to the same bytes."""

import signal
import subprocess
import sys
import time

import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case
from wellsourced.store.duck import Snapshots


def tasks(made: Case) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (made.path / "tasks").glob("*.cells")}


def killed_after(made: Case, count: int) -> None:
    """Kill a run with all its might once it has done so many tasks."""
    words = [sys.executable, "-m", "wellsourced.app.cli", "run", str(made.path)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None and len(tasks(made)) < count:
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Case:
    return case(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("count", [1, 4])
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path, whole, count):
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", PAGES), at=NOON)
    killed_after(made, count)
    made.run(workers=0)

    assert tasks(made) == tasks(whole)
    assert Snapshots(made.path).manifest().tables == Snapshots(whole.path).manifest().tables
    assert made.verify().documents == 3


def test_what_a_killed_run_left_half_written_is_cleared_away(tmp_path):
    made = case(tmp_path)
    half = made.path / "tasks" / ".read-abc.cells.4711"
    half.write_bytes(b"PAR1")
    made.run(workers=0)

    assert not half.exists()
