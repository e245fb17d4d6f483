"""The five founding pages, from raw text to the record; skipped where they do not lie beside."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import NOON
from wellsourced.case import Case
from wellsourced.store.duck import Snapshots

pytestmark = pytest.mark.shared
SETTINGS = Path(__file__).parents[2] / "examples" / "founding.toml"


def settled(path: Path) -> Case:
    """An empty case with the founding settings."""
    made = Case.create(path)
    (made.path / "wellsourced.toml").write_bytes(SETTINGS.read_bytes())
    return Case.open(made.path)


@pytest.fixture(scope="module")
def founding(tmp_path_factory, seeds) -> Case:
    made = settled(tmp_path_factory.mktemp("founding") / "case")
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
    other = settled(tmp_path / "case")
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


def test_where_the_leader_is_said_to_be_and_who_denies_it(founding):
    told = founding.claims(about="Muqtada al-Sadr", as_of=date(2007, 2, 16))
    left = [c for c in told if c.type == "WHEREABOUTS" and c.polarity == "-"]

    assert "MG Caldwell" in {s.name for c in left for s in (*c.said_by, *c.confirmed_by)}
    assert "Sadrist movement" in {s.name for c in left for s in c.denied_by}
    assert any("military officials" in e.chain for c in left for e in c.evidence)


def test_the_one_sum_that_fails_is_found_by_arithmetic_and_no_other(founding):
    failed = [c for c in founding.checks() if c.verdict == "inconsistent"]

    assert [c.why for c in failed] == [
        "160 a day over 5 days make 800, against the 531 wounded stated"
    ]
    assert {"531", "160"} <= {q.quote for q in failed[0].about}
    assert [t.outcome for t in founding.tallies() for c in t.checks if c.verdict == "inconsistent"]
