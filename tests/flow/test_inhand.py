"""What some pages amount to is the same, whether it is written into a record or held in hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wellsourced.case import Case
from wellsourced.flow.anew import tables_of
from wellsourced.flow.asof import known_on
from wellsourced.flow.inhand import InHand
from wellsourced.store import tables
from wellsourced.store.duck import in_memory
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Snapshot, Snapshots, opened

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = Case.create(tmp_path_factory.mktemp("hand") / "tarvenia")
    made.settle(EXAMPLES / "wellsourced.toml")
    made.add([EXAMPLES / "pages"], at=datetime(2010, 1, 1, tzinfo=UTC))
    made.run(workers=0)
    return made


@pytest.fixture(scope="module", params=[3, -1], ids=["a day in between", "the last day"])
def both(example: Case, request: pytest.FixtureRequest) -> tuple[Snapshot, Snapshot]:
    folder = Snapshots(example.path).current()
    assert folder is not None
    record = opened(folder / "record.duckdb")
    day: date = example.days()[request.param].day
    added = Evidence(example.path / "evidence").first_added()
    documents, marks = known_on(day, record.documents(), record.marks(), added)
    written = in_memory(tables_of(documents, marks, example.settings()))
    return written, InHand(documents, marks, example.settings())


def test_what_is_held_in_hand_says_what_a_written_record_says(
    both: tuple[Snapshot, Snapshot],
) -> None:
    written, held = both
    of_all = (tables.CLAIMS, tables.TALLIES, tables.CHECKS, tables.ENTITIES, tables.STORIES)
    for table in (*of_all, tables.UTTERANCES, tables.COUNTS, tables.NAMES, tables.DOCUMENTS):
        assert held.rows(table) == written.rows(table), table.name
    for table in (tables.PARTS, *(t for _, t in tables.LAYERS)):
        assert held.owned(table) == written.owned(table), table.name


def test_pages_and_marks_in_hand_are_those_that_were_given(
    both: tuple[Snapshot, Snapshot],
) -> None:
    written, held = both

    assert held.documents() == written.documents()
    assert held.marks() == written.marks()
    assert held.names() == written.names()
    assert held.weighed() == written.weighed()
