"""Machines that share an object store and no folder make the record that one machine makes."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.run import bring_up
from wellsourced.flow.sent import ByDepot, Sent
from wellsourced.store.depot import Depot
from wellsourced.store.snapshots import Snapshots


class Elsewhere:
    """A machine that has the tasks it is sent, and nothing of the case."""

    def run(self, tasks, *, done) -> None:
        for task in tasks:
            away = task.case.with_name("away")
            task.case.rename(away)
            task.run()
            shutil.rmtree(task.case)
            away.rename(task.case)
            done(task)

    def close(self) -> None:
        pass


class Nobody(Elsewhere):
    """A machine that must not be asked for anything."""

    def run(self, tasks, *, done) -> None:
        assert list(tasks) == []


def new(folder: Path) -> Case:
    made = Case.create(folder / "case")
    made.add(written(folder / "pages", PAGES), at=NOON)
    return made


def seals(made: Case) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


def run(made: Case, engine, url: str):
    by = ByDepot(engine, made.path, url)
    return bring_up(made.path, made.settings(), engine=by, progress=lambda *_: None)


def test_the_record_is_the_same_and_another_machine_takes_what_is_done(tmp_path, bucket):
    local, first, second = (tmp_path / n for n in ("local", "first", "second"))
    here, there = new(first), new(second)
    run(here, Elsewhere(), bucket)
    run(there, Nobody(), bucket)

    assert seals(here) == seals(there) == seals(case(local))


def test_the_settings_name_the_store(tmp_path, bucket):
    made = new(tmp_path)
    (made.path / "wellsourced.toml").write_text(f'[run]\ntasks = "{bucket}"\n')
    made.run(workers=0)

    kept = Depot(bucket).names("tasks")
    assert {Path(n).name for n in kept} == {p.name for p in (made.path / "tasks").glob("*.cells")}


@pytest.mark.parametrize("kept", [0, 100])
def test_a_result_that_was_cut_off_is_made_again(tmp_path, bucket, kept):
    first = new(tmp_path / "first")
    run(first, LocalEngine(workers=0), bucket)
    depot = Depot(bucket)
    torn = sorted(depot.names("tasks"))[0]
    depot.write(torn, depot.read(torn)[:kept])
    second = new(tmp_path / "second")
    run(second, LocalEngine(workers=0), bucket)

    assert depot.get(torn) == (second.path / torn).read_bytes() == (first.path / torn).read_bytes()
    assert seals(second) == seals(first)


def test_of_two_results_the_first_counts_for_all(tmp_path, bucket):
    made = new(tmp_path)
    late: list[Sent] = []

    class Twice(Elsewhere):
        def run(self, tasks, *, done) -> None:
            for task in tasks:
                task.reject("took longer than 300 seconds")
                late.append(task)
                done(task)

    run(made, Twice(), bucket)
    before = late[0].output.read_bytes()
    late[0].run()

    assert late[0].output.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.engines.test_sent import new, run
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.store.depot import Depot

put, count = Depot.put, 0

def killed(self, name, content):
    global count
    count += name.startswith("tasks")
    if count == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return put(self, name, content)

Depot.put = killed
run(new(Path(sys.argv[1])), LocalEngine(workers=0), sys.argv[2])
"""


def test_a_machine_that_is_killed_before_it_hands_in_costs_only_its_work(tmp_path, bucket):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "first"), bucket],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    handed = Depot(bucket).names("tasks")
    second = new(tmp_path / "second")
    run(second, LocalEngine(workers=0), bucket)

    assert len(handed) == 1
    assert handed < Depot(bucket).names("tasks")
    assert seals(second) == seals(case(tmp_path / "local"))
