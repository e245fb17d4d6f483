"""Ray does what the workers of one machine do: the same files, the same record, to the byte."""

import gc
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from tests.engines.chores import Nothing, naps
from tests.factories import NOON, PAGES, case, written
from tests.flow.test_local import Chore, chores
from wellsourced.case import Case
from wellsourced.config import By
from wellsourced.errors import PluginError, StoreError
from wellsourced.flow.run import bring_up
from wellsourced.store.snapshots import Snapshots

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'wellsourced[ray]'")
pytestmark = [
    pytest.mark.ray,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # what Ray leaves when it fails to start
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MORE = {f"more{n}.txt": PAGES["toll.txt"].replace("Five", str(n)) for n in range(6, 12)}
DRIVER = """
import sys
from pathlib import Path
from tests.engines.chores import naps
from wellsourced.flow.engines.ray import RayEngine
RayEngine(workers=2).run(naps(Path(sys.argv[1])), done=lambda _: None)
"""


@pytest.fixture(scope="module")
def ray_of():
    """Give engines of so many workers; Ray is started once, with two processors."""
    from wellsourced.flow.engines.ray import RayEngine

    if problem := started(RayEngine(workers=2)):
        with warnings.catch_warnings(action="ignore"):
            gc.collect()  # the processes that Ray lost sight of
        pytest.skip(f"this machine is too busy: {problem}")
    yield lambda workers=2, **fields: RayEngine(workers=workers, **fields)
    RayEngine().close()
    assert not ray.is_initialized()


def started(engine) -> str:
    """Start Ray, which gives up after half a minute; tells what is wrong, if something is."""
    try:
        engine.run([Nothing()], done=lambda _: None)
    except PluginError as error:
        return str(error)
    return ""


def words(tasks: list[Chore]) -> list[str]:
    return [t.output.read_text(encoding="utf-8") for t in tasks]


def seals(made: Case) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


def files(folder: Path, kind: str = "*") -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob(kind)) if p.is_file()}


def exported(made: Case, to: Path) -> dict[str, bytes]:
    for form in ("csv", "jsonl"):
        made.export(form, to / form)
    return files(to)


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """A case of nine pages, made in this process."""
    return case(tmp_path_factory.mktemp("local"), PAGES | MORE)


def test_the_record_is_the_same_by_another_engine_in_another_order(tmp_path, ray_of, local):
    made = Case.create(tmp_path / "case")
    pages = written(tmp_path / "pages", PAGES | MORE)
    made.add(pages[::-1], at=NOON)
    bring_up(made.path, made.settings(), engine=ray_of(), progress=lambda *_: None)

    assert seals(made) == seals(local)
    assert files(made.path / "tasks", "*.cells") == files(local.path / "tasks", "*.cells")
    assert exported(made, tmp_path / "out") == exported(local, tmp_path / "there")


def test_pages_that_kill_hang_or_talk_are_told_in_the_words_of_a_local_run(tmp_path, ray_of):
    tasks = chores(tmp_path, "write", "die", "hang", "talk", *["write"] * 4)
    done = []
    ray_of(workers=4, seconds=8.0).run(tasks, done=done.append)  # there is room for two

    assert sorted(t.output for t in done) == sorted(t.output for t in tasks)
    dead, late = "the worker died of it twice (SIGABRT)", "took longer than 8 seconds, twice"
    assert words(tasks) == ["done", dead, late, "done", *["done"] * 4]


def test_a_full_disk_ends_the_run_and_says_so(tmp_path, ray_of):
    with pytest.raises(StoreError, match="No space left"):
        ray_of().run(chores(tmp_path, "full"), done=lambda _: None)


def test_a_machine_that_is_lost_costs_no_page(tmp_path, ray_of):
    tasks = naps(tmp_path)[:4]

    def kill(task: Chore) -> None:
        if task is tasks[0]:
            found = subprocess.run(
                ["pgrep", "-f", "^ray::_Hand"], capture_output=True, text=True, check=True
            )
            subprocess.run(["kill", "-9", found.stdout.split()[0]], check=True)

    ray_of().run(tasks, done=kill)

    assert words(tasks) == ["done"] * 4


def test_one_worker_makes_the_same_record_and_a_run_ends_what_it_has_started(
    tmp_path, ray_of, local
):
    ray_of().run([Nothing()], done=lambda _: None)
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", PAGES | MORE), at=NOON)
    made.run(by=By(engine="ray", workers=1))

    assert seals(made) == seals(local)
    assert not ray.is_initialized()


def test_a_killed_driver_leaves_nothing_half_done(tmp_path):
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(tmp_path)], stderr=subprocess.DEVNULL
    )
    while not any(tmp_path.glob("[0-9]")) and driver.poll() is None:
        time.sleep(0.05)
    driver.send_signal(signal.SIGKILL)
    if driver.wait() > 0:
        pytest.skip("this machine is too busy for Ray to start")
    found = files(tmp_path)

    assert 0 < len(found) <= 8
    assert set(found.values()) == {b"done"}
