"""The five founding pages, from raw text to the record; skipped where they do not lie beside."""

import pytest

from tests.factories import NOON
from wellsourced.case import Case
from wellsourced.store.duck import Snapshots

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def founding(tmp_path_factory, seeds) -> Case:
    made = Case.create(tmp_path_factory.mktemp("founding") / "case")
    made.add(seeds, at=NOON)
    made.run(workers=0)
    return made


def test_all_pages_are_read_and_every_span_and_quote_holds(founding, seeds):
    rows = founding.documents()

    assert [r.file for r in rows] == [p.name for p in seeds]
    assert [r.error for r in rows] == [None] * 5
    assert founding.verify().spans > 1000


def test_readers_are_named_apart_from_the_reporting(founding):
    writers = {r.name for r in founding.sources() if r.kind != "commenter"}
    readers = {name for r in founding.documents() for name in r.commenters}

    assert sum(bool(r.commenters) for r in founding.documents()) >= 4
    assert not readers & writers


def test_the_order_of_the_files_does_not_matter(founding, seeds, tmp_path):
    other = Case.create(tmp_path / "case")
    for path in reversed(seeds):
        other.add([path], at=NOON)
    (other.path / "tasks").symlink_to(founding.path / "tasks")
    other.run(workers=0)

    tables = [Snapshots(c.path).manifest().tables for c in (founding, other)]
    assert tables[0] == tables[1]


def test_a_day_before_all_pages_knows_of_nothing(founding):
    day = min(r.published.earliest for r in founding.documents())

    assert founding.claims(as_of=day.replace(year=day.year - 1)) == ()
    assert founding.documents(as_of=day.replace(year=day.year - 1)) == ()
