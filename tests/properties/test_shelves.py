"""A case kept on shelves has the record of one weighed in one go, however it came to be."""

import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOON
from tests.properties.test_two_runs import PAGES, opened, record
from wellsourced.flow import run
from wellsourced.flow.shelves import whole as shelves


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made = opened(tmp_path_factory.mktemp("whole") / "case")
    made.add(PAGES, at=NOON)
    made.run(workers=0)
    return made


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(run, "LARGE", 1)
    monkeypatch.setattr(shelves, "PAGES", 2)


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.permutations(PAGES), st.integers(1, len(PAGES) - 1))
def test_shelves_give_the_same_record_in_any_order_and_in_two_runs(
    tmp_path_factory, small, whole, order, cut
):
    made = opened(tmp_path_factory.mktemp("shelved") / "case")
    shutil.copytree(whole.path / "tasks", made.path / "tasks")  # pages are read and marked once
    for day, some in enumerate((order[:cut], order[cut:])):
        made.add(some, at=NOON + timedelta(days=day))
        made.run(workers=0)

    assert record(made) == record(whole)


def test_two_workers_give_the_record_of_one(tmp_path, monkeypatch, small, whole):
    monkeypatch.setattr(run, "_MANY", 2)
    made = opened(tmp_path / "case")
    shutil.copytree(whole.path / "tasks", made.path / "tasks")
    made.add(PAGES, at=NOON)
    made.run(workers=2)

    assert record(made) == record(whole)


def test_shelves_that_were_lost_are_made_anew(tmp_path, small, whole):
    made = opened(tmp_path / "case")
    shutil.copytree(whole.path / "tasks", made.path / "tasks")
    made.add(PAGES, at=NOON)
    made.run(workers=0)
    for path in (made.path / "tasks").glob("[!rm]*.cells"):
        path.unlink()
    (made.path / "CURRENT").unlink()
    made.run(workers=0)

    assert record(made) == record(whole)
