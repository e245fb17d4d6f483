"""Two machines of a cluster work on one case: by a folder they share, and by an object store."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case
from wellsourced.config import By, Settings
from wellsourced.flow.perpage import PerPage
from wellsourced.flow.sent import ByDepot, Sent
from wellsourced.model import Task
from wellsourced.store.depot import Depot
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Snapshots

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'wellsourced[ray]'")
pytestmark = [
    pytest.mark.ray,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
LEAN = {"num_cpus": 1, "include_log_monitor": False, "object_store_memory": 80 << 20}
FIRST = {"include_dashboard": False, "no_monitor": True}
QUIET = {"agent_register_timeout_ms": 120_000, "enable_worker_prestart": False}


@dataclass(frozen=True)
class Signed:
    """A task that writes down which machine's it was."""

    output: Path

    def run(self) -> None:
        self.output.write_text(os.getenv("RAY_RAYLET_PID", ""))

    def reject(self, reason: str) -> None:
        raise AssertionError(reason)


@dataclass(frozen=True)
class Away:
    """An engine whose machines have another folder in the place of the case's."""

    engine: object
    folder: Path

    def run(self, tasks, *, done) -> None:
        sent = {t.output.name: t for t in tasks}
        away = [self._there(t) for t in sent.values()]
        self.engine.run(away, done=lambda t: done(sent[t.output.name]))

    def close(self) -> None:
        self.engine.close()

    def _there(self, sent: Sent) -> Task:
        task, case = sent.task, self.folder
        there = replace(task, evidence=case / "evidence", output=case / "tasks" / task.output.name)
        return replace(sent, task=there, case=case)


@pytest.fixture
def address(bucket):
    """A cluster of two machines with one processor each, which know the keys of the store."""
    from ray.cluster_utils import Cluster

    found = Cluster()
    try:
        found.add_node(**LEAN, **FIRST, _system_config=QUIET)
        found.add_node(**LEAN)
    except Exception as error:  # noqa: BLE001  Ray raises no other
        found.shutdown()
        pytest.skip(f"this machine is too busy: {error}")
    yield found.address
    found.shutdown()


def seals(made: Case) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


def test_two_machines_make_the_record_that_one_makes(tmp_path, address, bucket):
    from wellsourced.flow.engines.ray import RayEngine

    engine = RayEngine(workers=2, address=address)
    signed = [Signed(tmp_path / f"{n}") for n in range(8)]
    engine.run(signed, done=lambda _: None)
    assert len({t.output.read_text() for t in signed}) == 2

    store = ByDepot(Away(engine, tmp_path / "away"), tmp_path / "stored", bucket)
    stored = Case.create(tmp_path / "stored")
    stored.add(written(tmp_path / "pages", PAGES), at=NOON)
    entries = Evidence(stored.path / "evidence").pages()
    work = PerPage(stored.path, Settings(), entries, store, lambda *_: None)
    assert work.read(retry=False) == len(PAGES) == len(Depot(bucket).names("tasks"))
    assert len(list((tmp_path / "away" / "tasks").glob("read-*"))) == len(PAGES)
    engine.close()

    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "more", PAGES), at=NOON)
    made.run(by=By(engine="ray", address=address, workers=2))
    assert seals(made) == seals(case(tmp_path / "alone"))
    reads = {p.name: p.read_bytes() for p in (made.path / "tasks").glob("read-*")}
    assert {t.output.name: t.output.read_bytes() for t in work.reads} == reads
