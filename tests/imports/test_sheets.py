"""Tables as people keep them."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from wellsourced.errors import InputError
from wellsourced.read.foreign.events import day
from wellsourced.read.foreign.sheets import heads, pieces, rows


def saved(*lines):
    book, buffer = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(buffer)
    return buffer.getvalue()


def test_the_line_of_a_row_is_where_it_begins_though_a_cell_has_two_lines():
    found = list(rows(b'a,b\n1,"two\nlines"\n3,4\n'))

    assert [r.line for r in found] == [2, 4]


def test_a_row_with_more_cells_than_heads_is_at_fault():
    assert [r.fault for r in rows(b"a,b\n1,2,3\n")] == ["3 cells below 2 heads"]


def test_a_workbook_gives_days_and_numbers_as_they_are_seen():
    (row,) = rows(saved(["Day", "Dead"], [date(2031, 5, 3), 7]))

    assert row.cells == {"day": "2031-05-03", "dead": "7"}


def test_what_is_no_table_has_no_heads():
    assert heads(b"\x00\x01\x02" * 100) == ()
    assert heads(b"PK\x03\x04 cut off") == ()
    with pytest.raises(InputError):
        list(rows(b"\n\n"))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_table(body):
    try:
        found = list(rows(body))
    except InputError:
        return

    assert all(r.line > 1 for r in found)


@given(st.dates())
def test_a_day_is_read_as_it_is_written_by_both_tables(one):
    assert day(one.isoformat()) == one
    assert day(f"{one.isoformat()} 00:00:00.000") == one


@given(st.lists(st.sampled_from(["x", "", "two\nlines", 'a "b"']), min_size=1, max_size=9))
def test_the_pieces_of_a_table_hold_its_rows_on_its_lines(cells):
    body = saved(["a", "b"], *([c, "y"] for c in cells))
    whole = [(r.line, r.cells["b"]) for r in rows(body)]
    found = [(r.line + above, r.cells["b"]) for above, p in pieces(body, 2) for r in rows(p)]

    assert [b for _, b in found] == [b for _, b in whole]
    assert found[0] == whole[0]
