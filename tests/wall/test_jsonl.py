"""JSON lines: the database and Python write the same bytes, and the records are read back."""

import io

import msgspec
import pytest

from wellsourced.exporting import told
from wellsourced.tell.export import jsonl
from wellsourced.tell.export.tables import tables


def written(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def test_what_the_database_writes_is_what_is_written_row_by_row(case):
    of = told(case, None)
    each = tables(of)

    assert {t.name: written(of.objects(*t)) for t in each} == {
        t.name: written(jsonl.written(t.rows)) for t in each
    }


@pytest.mark.parametrize("lens", [{}, {"ruled": True}, {"withhold_commenters": True}])
def test_the_records_are_read_back(readers, lens):
    of = told(readers.seen(**lens), None)
    for t in tables(of):
        lines = written(of.objects(*t)).splitlines()
        assert [msgspec.json.decode(line, type=t.kind) for line in lines] == list(t.rows())
