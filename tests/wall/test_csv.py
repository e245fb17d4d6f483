"""CSV: the database and Python write the same bytes, and frictionless finds nothing wrong."""

from pathlib import Path

import pytest
from frictionless import Package, system

from wellsourced.exporting import told
from wellsourced.tell.export import write
from wellsourced.tell.export.csv import CsvExporter


class RowByRow:
    """A record that has to be asked row by row."""

    def __init__(self, of):
        self._of = of

    def lines(self, _table):
        return None

    def __getattr__(self, name):
        return getattr(self._of, name)


def files(of, folder: Path):
    return {p.name: p.read_bytes() for p in write.into(folder, CsvExporter().files(of))}


def test_what_the_database_writes_is_what_is_written_row_by_row(case, tmp_path):
    of = told(case, None)

    assert files(of, tmp_path / "a") == files(RowByRow(of), tmp_path / "b")


def test_what_is_withheld_is_never_poured(readers):
    of = told(readers.seen(withhold_commenters=True), None)

    assert [of.lines(t) for t in ("claims", "evidence", "timeline", "tallies")] == [None] * 4


@pytest.mark.parametrize("table", ["claims", "evidence", "timeline", "tallies"])
def test_a_record_with_rulings_is_never_poured(readers, table):
    assert told(readers.seen(ruled=True), None).lines(table) is None
    assert told(readers, None).lines(table) is not None


@pytest.mark.parametrize("lens", [{}, {"ruled": True}])
def test_frictionless_finds_every_row_as_the_schema_says(case, tmp_path, lens):
    case.seen(**lens).export("csv", tmp_path / "out")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out/datapackage.json")).validate()

    assert report.valid, report.flatten(["title", "rowNumber", "note"])
    assert report.stats["tasks"] == 9
