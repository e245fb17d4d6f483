"""Workers that are doubles of one process do, and die, as those that are programs."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flow.test_local import Chore
from wellsourced.errors import StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.engines.started import Nursery

LOADED: list[str] = []


@dataclass(frozen=True)
class Ready(Chore):
    """A task for which something has to be loaded; it tells who has loaded it."""

    def prepare(self) -> None:
        LOADED.append(f"{os.getpid()}")

    def run(self) -> None:
        super().run()
        self.output.write_text(f"{self.output.read_text()} {LOADED}", encoding="utf-8")


def tasks(folder: Path, *kinds: str) -> list[Ready]:
    return [Ready(folder / f"{n}", kind) for n, kind in enumerate(kinds)]


def words(found: list[Ready]) -> list[str]:
    return [t.output.read_text(encoding="utf-8") for t in found]


def test_what_tasks_need_is_loaded_once_for_all_workers(tmp_path):
    found = tasks(tmp_path, *["write"] * 6)
    LocalEngine(workers=3).run(found, done=lambda _: None)

    assert len(set(words(found))) == 1
    assert "done ['" in words(found)[0]
    assert LOADED == []


def test_a_double_that_dies_of_its_page_costs_that_page_alone(tmp_path):
    found = tasks(tmp_path, "write", "die", "killed", "killed once", "eat", "hang", "write")
    LocalEngine(workers=2, seconds=8.0).run(found, done=lambda _: None)

    told = [w.partition(" [")[0] for w in words(found)]
    assert told == [
        "done",
        "the worker died of it twice (SIGABRT)",
        "the worker was killed 5 times at it (SIGKILL)",
        "done",
        "takes more memory than a worker may have",
        "took longer than 8 seconds, twice",
        "done",
    ]


def test_a_full_disk_is_told_by_a_double_too(tmp_path):
    with pytest.raises(StoreError, match="No space left"):
        LocalEngine(workers=2).run(tasks(tmp_path, "write", "full"), done=lambda _: None)


def test_a_nursery_that_is_killed_is_started_anew_and_no_page_is_lost(tmp_path):
    first, second = tasks(tmp_path, "write", "write")
    nursery = Nursery(first.prepare)
    keeper = Keeper(60.0, threading.Event(), nursery.double)
    keeper.do([first])
    os.kill(nursery._process.pid, signal.SIGKILL)
    nursery._process.wait()
    keeper.do([second])
    keeper.end()
    nursery.close()

    assert [w[:4] for w in words([first, second])] == ["done", "done"]
    assert words([first]) != words([second])


@pytest.mark.parametrize("program", ["worker", "nursery"])
def test_who_was_started_by_a_process_that_is_gone_ends_before_it_does_anything(program):
    gone = "1" if os.getpid() != 1 else "2"
    words = [gone] if program == "worker" else ["0", gone]
    line = [sys.executable, "-m", f"wellsourced.flow.{program}", *words]
    done = subprocess.run(line, stdin=subprocess.PIPE, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout == b""
