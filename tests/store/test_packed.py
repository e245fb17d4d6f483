"""Rows in a pressed file: any few of them are what was put in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wellsourced.errors import StoreError
from wellsourced.store.packed import Packed, pack

ROWS = some.lists(some.binary(max_size=30).map(lambda b: b.replace(b"\n", b" ")), max_size=30)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, together=some.integers(1, 9), data=some.data())
def test_any_rows_are_read_as_they_were_written(
    rows: list[bytes], together: int, data: some.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        pack(path, rows, together=together)
        found = Packed(path)
        at = some.integers(0, max(0, len(rows) - 1))
        wanted = data.draw(some.lists(at, max_size=6)) if rows else []

        assert found.count == len(rows)
        assert found.rows(wanted) == [rows[n] for n in wanted]


def test_what_is_open_is_read_though_it_was_removed(tmp_path: Path) -> None:
    pack(tmp_path / "rows", [b"one", b"two"])
    found = Packed(tmp_path / "rows")
    (tmp_path / "rows").unlink()

    assert found.rows([1, 0]) == [b"two", b"one"]


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    pack(path, [b"one" * 50, b"two" * 50])
    path.write_bytes(path.read_bytes()[:9] + b"\0" * 8 + path.read_bytes()[17:])

    with pytest.raises(StoreError, match="damaged"):
        Packed(path).rows([0])
    with pytest.raises(StoreError, match="cannot be read"):
        Packed(tmp_path / "nothing")
