"""Runs that are killed, that meet each other, and that are left by their driver."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import chaos
import msgspec
import pytest
from chaos import children

from tests.factories import NOON, PAGES, case, written
from tests.flow.crashes import LINE, command
from wellsourced.case import Case
from wellsourced.errors import BusyError
from wellsourced.model import Decision, Order
from wellsourced.store.evidence import Came, Entry, Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots

MORE = {"sixth.txt": "Ferry sinks\n\nSeptember 22, 2009\n\nThe ferry sank, police said.\n"}
HOLD = """
import sys, time
from pathlib import Path
from wellsourced.store.lock import alone
with alone(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


def hold(lock: Path, work: str, seconds: float) -> "subprocess.Popen[str]":
    """Another process at work."""
    line = (sys.executable, "-c", HOLD, str(lock), work, str(seconds))
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    process.stdout.close()
    return process


def end(process: "subprocess.Popen[str]") -> None:
    """Kill a process, as a power cut would."""
    process.kill()
    process.wait()


def until(holds: Callable[[], object]) -> bool:
    """Wait for something for as long as a busy machine may need."""
    for _ in range(1200):
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("ready"))


def test_two_runs_do_not_meet_and_the_second_says_who_the_first_is(ready):
    holder = hold(ready.path / "tasks" / ".lock", "run", 60)

    with pytest.raises(BusyError) as told:
        ready.run(workers=0)
    assert f"{ready.path} is in use: run (process {holder.pid} on " in told.value.problem
    assert "--wait" in told.value.hint
    assert ready.claims()
    assert command("claims", ready.path, "--json").returncode == 0

    end(holder)
    assert not ready.run(workers=0).published


def test_a_run_can_wait_for_another_and_says_so(ready):
    holder = hold(ready.path / "tasks" / ".lock", "run", 600)
    line = (*LINE, "run", str(ready.path), "--wait", "--workers", "0")
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as waiting:
        told = waiting.stderr.readline()
        assert waiting.poll() is None
        end(holder)
        waiting.communicate()

    assert f"waiting: {ready.path} is in use: run (process {holder.pid} on " in told
    assert waiting.returncode == 0


def test_who_adds_pages_waits_for_another_who_does(tmp_path):
    made = Case.create(tmp_path / "case")
    waited: list[BusyError] = []
    holder = hold(made.path / "evidence" / ".lock", "add", 600)

    def busy(error: BusyError) -> None:
        waited.append(error)
        end(holder)

    assert len(made.add(written(tmp_path / "pages", PAGES), at=NOON, busy=busy)) == len(PAGES)
    assert [f"add (process {holder.pid}" in w.problem for w in waited] == [True]


HANG = """
import wellsourced.flow.stages as stages
def hang(page, settings):
    import re
    re.match(r"(a+)+$", "a" * 64 + "b")  # never lets go of the interpreter
stages.read = hang
"""


def test_workers_end_with_their_driver_also_where_they_hang(tmp_path, monkeypatch):
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", PAGES), at=NOON)
    (tmp_path / "sitecustomize.py").write_text(HANG)
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    line = (*LINE, "run", str(made.path), "--workers", "2")
    monkeypatch.setenv("PYTHONPATH", path)
    driver = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    assert until(lambda: len(children(driver.pid)) == 2)
    workers = children(driver.pid)
    assert until(lambda: all(spent(w) > 50 for w in workers))
    driver.send_signal(signal.SIGKILL)
    driver.wait()

    assert until(lambda: not any(Path(f"/proc/{w}").exists() for w in workers))
    assert made.run(workers=0).documents == len(PAGES)


def spent(process: int) -> int:
    """The hundredths of CPU seconds that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11])


def test_nothing_is_lost_or_torn_when_processes_are_killed_at_random(tmp_path, capsys):
    line = ("--kills", "4", "--first", "3", "--plain", "--folder", str(tmp_path))

    code = chaos.main(line)
    told = capsys.readouterr().out
    assert code == 0, told
    assert "| 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |" in told


def test_a_clock_that_is_set_back_changes_no_order(tmp_path):
    made = case(tmp_path)
    before = NOON - timedelta(days=400)
    made.add(written(tmp_path / "more", MORE), at=before)
    made.run(workers=0)
    for at, words in ((NOON, "first"), (before, "second")):
        order = Order(decision=Decision.NOTE, of=(made.claims()[0].id,), value=words)
        made.rule(order, by="Ada", at=at)

    assert [e.file for e in Evidence(made.path / "evidence").chain()][-1].endswith("sixth.txt")
    assert [r.draft.value for r in Rulings(made.path).all()] == ["first", "second"]
    assert Snapshots(made.path).current().name == "2"
    assert (made.verify().links, made.verify().rulings) == (4, 2)


def test_what_we_fetched_later_came_no_earlier_when_the_clock_was_set_back(tmp_path):
    made, previous = Evidence(tmp_path), "0" * 64
    for number, hours in enumerate((0, -5, -4)):
        at = NOON + timedelta(hours=hours)
        link = Entry(
            file="a", evidence=f"{number}", payload="p", fetched_at=at, added_at=at
        ).sealed(previous)
        append(tmp_path / "chain.jsonl", link)

    assert made.order() == {f"{n}": Came(NOON, n, own=True) for n in range(3)}


def append(chain: Path, link: Entry) -> None:
    with chain.open("ab") as file:
        file.write(msgspec.json.encode(link) + b"\n")
