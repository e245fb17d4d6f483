"""The workbook: openpyxl reads every cell as it was told, and finds no formula."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from tests.wall.conftest import exported
from wellsourced.exporting import told
from wellsourced.tell.export import xlsx
from wellsourced.tell.export.network import spelled


def workbook(raw):
    return openpyxl.load_workbook(io.BytesIO(raw), read_only=True)


def as_read(value):
    """Words as a cell can hold them: without what XML forbids."""
    if not isinstance(value, str):
        return value
    return etree.fromstring(f"<a>{spelled(value)}</a>").text or ""


def test_every_cell_is_read_as_it_was_told(case):
    book = workbook(exported(case, "xlsx"))
    wanted = {s.name: s.rows for s in xlsx.sheets(told(case, None))}

    assert book.sheetnames == list(wanted)
    for name, rows in wanted.items():
        read = [list(row) for row in book[name].iter_rows(values_only=True)]
        told_of = [[as_read(v) for v in row] for row in rows()]
        assert read == told_of


def test_nothing_is_a_formula(case):
    book = openpyxl.load_workbook(io.BytesIO(exported(case, "xlsx")))

    assert {c.data_type for s in book for row in s.iter_rows() for c in row} <= {"s", "n", "b"} | {
        "inlineStr"
    }


def test_its_bytes_tell_no_day(example):
    found = zipfile.ZipFile(io.BytesIO(exported(example, "xlsx")))

    assert {i.date_time for i in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [n for n in found.namelist() if n.startswith("docProps")]


@pytest.mark.parametrize("many", [0, 1, 2, 3, 5])
def test_what_one_sheet_cannot_hold_goes_on_in_the_next(monkeypatch, many):
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    out = io.BytesIO()
    rows = [["head"], *([n] for n in range(many))]
    xlsx._write(out, [xlsx.Sheet("claims", lambda: iter(rows))])
    book = workbook(out.getvalue())
    found = [list(s.iter_rows(values_only=True)) for s in book]

    assert all(s[0] == ("head",) and len(s) <= 3 for s in found)
    assert [n for s in found for (n,) in s[1:]] == list(range(many))


def test_words_longer_than_a_cell_are_cut_where_it_shows():
    assert xlsx._short("😈" * 20_000).endswith("😈…")
    assert len(xlsx._short("a" * 40_000)) == 32_767
    assert xlsx._short("a" * 32_767) == "a" * 32_767
