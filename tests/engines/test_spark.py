"""Spark does what the workers of one machine do: the same files, the same record, to the byte."""

import shutil

import pytest

from tests.factories import NOON, PAGES, case, written
from tests.flow.test_local import Chore, chores
from wellsourced.case import Case
from wellsourced.config import By
from wellsourced.errors import StoreError
from wellsourced.store.snapshots import Snapshots

pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'wellsourced[spark]'")
pytestmark = [
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

MORE = {f"more{n}.txt": PAGES["toll.txt"].replace("Five", str(n)) for n in range(6, 12)}


@pytest.fixture(scope="module")
def spark_of():
    """Give engines; Spark is started once, with two workers."""
    from wellsourced.flow.engines.spark import SparkEngine

    yield lambda **fields: SparkEngine(workers=2, **fields)
    SparkEngine().close()


def words(tasks: list[Chore]) -> list[str]:
    return [t.output.read_text(encoding="utf-8") for t in tasks]


def test_pages_that_kill_hang_or_talk_are_told_in_the_words_of_a_local_run(tmp_path, spark_of):
    tasks = chores(tmp_path, "write", "die", "hang", "talk", *["write"] * 40)
    done = []
    spark_of(seconds=8.0).run(tasks, done=done.append)

    assert sorted(t.output for t in done) == sorted(t.output for t in tasks)
    dead, late = "the worker died of it twice (SIGABRT)", "took longer than 8 seconds, twice"
    assert words(tasks) == ["done", dead, late, "done", *["done"] * 40]


def test_a_full_disk_ends_the_run_and_says_so(tmp_path, spark_of):
    with pytest.raises(StoreError, match="No space left"):
        spark_of().run(chores(tmp_path, "full"), done=lambda _: None)


def test_the_record_is_the_same_and_a_run_ends_what_it_has_started(tmp_path, spark_of):
    from pyspark import SparkContext

    local = case(tmp_path / "local", PAGES | MORE)
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", PAGES | MORE), at=NOON)
    made.run(by=By(engine="spark", workers=2))

    assert Snapshots(made.path).manifest().tables == Snapshots(local.path).manifest().tables
    assert SparkContext._active_spark_context is None
