"""Workers may die of a page; the page is rejected, and nothing else is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from wellsourced.errors import StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.flow.engines.local import LocalEngine


@dataclass(frozen=True)
class Chore:
    """A task that writes a word, or dies, or never ends."""

    output: Path
    what: str = "write"

    def run(self) -> None:
        if self.what == "die":
            os.abort()
        if self.what == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.what == "eat":
            bytearray(1 << 40)
        if self.what == "killed once" and not self.output.with_suffix(".tried").exists():
            self.output.with_suffix(".tried").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.what == "hang":
            time.sleep(60)
        if self.what == "full":
            raise OSError(28, "No space left on device")
        if self.what == "talk":
            print("a library says something")  # noqa: T201
        self.output.write_text("done", encoding="utf-8")

    def reject(self, reason: str) -> None:
        self.output.write_text(reason, encoding="utf-8")


def chores(folder: Path, *kinds: str) -> list[Chore]:
    return [Chore(folder / f"{i}", kind) for i, kind in enumerate(kinds)]


def run(tasks: list[Chore], **options: float) -> list[str]:
    finished = []
    LocalEngine(**options).run(tasks, done=finished.append)
    assert sorted(t.output for t in finished) == sorted(t.output for t in tasks)
    return [t.output.read_text(encoding="utf-8") for t in tasks]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_all_tasks_are_done_by_any_number_of_workers(tmp_path, workers):
    assert run(chores(tmp_path, *["write"] * 5), workers=workers) == ["done"] * 5


def test_a_page_that_kills_its_worker_is_rejected_alone(tmp_path):
    found = run(chores(tmp_path, "write", "die", "write", "write"), workers=2)

    assert found == ["done", "the worker died of it twice (SIGABRT)", "done", "done"]


def test_a_worker_that_is_killed_from_outside_costs_its_page_nothing(tmp_path):
    assert run(chores(tmp_path, "killed once", "write"), workers=1) == ["done", "done"]


def test_a_page_at_which_workers_are_killed_again_and_again_is_rejected_alone(tmp_path):
    found = run(chores(tmp_path, "killed", "write"), workers=1)

    assert found == ["the worker was killed 5 times at it (SIGKILL)", "done"]


@pytest.mark.parametrize(
    ("workers", "reason"),
    [
        (0, "takes more memory than there is"),
        (1, "takes more memory than a worker may have"),
    ],
)
def test_a_page_that_eats_all_memory_is_rejected_alone(tmp_path, workers, reason):
    assert run(chores(tmp_path, "eat", "write"), workers=workers) == [reason, "done"]


def test_a_worker_that_never_comes_up_is_not_laid_to_the_page(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    task = Chore(tmp_path / "0")

    with pytest.raises(StoreError, match="a worker does not start"):
        run([task], workers=1)
    assert not task.output.exists()


def test_a_worker_that_has_ended_before_it_is_handed_a_page_is_not_laid_to_it(tmp_path):
    ended = subprocess.Popen(["/bin/false"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    ended.wait()
    task = Chore(tmp_path / "0")
    keeper = Keeper(5.0, threading.Event(), lambda: ended)

    with pytest.raises(StoreError, match="a worker does not start"):
        keeper.do([task])
    keeper.end()
    assert not task.output.exists()


def test_without_a_program_to_run_nobody_waits_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))

    with pytest.raises(StoreError, match="no worker can be started"):
        run(chores(tmp_path, "write"), workers=2)


def test_a_page_that_takes_for_ever_is_rejected_alone(tmp_path):
    found = run(chores(tmp_path, "hang", "write"), workers=1, seconds=4.0)

    assert found == ["took longer than 4 seconds, twice", "done"]


def test_what_a_library_prints_is_no_answer(tmp_path):
    assert run(chores(tmp_path, "talk", "write"), workers=1) == ["done", "done"]


def test_a_full_disk_ends_the_run_and_says_so(tmp_path):
    with pytest.raises(StoreError, match="No space left"):
        run(chores(tmp_path, "full"), workers=1)


def test_no_tasks_are_no_work():
    assert run([], workers=2) == []
