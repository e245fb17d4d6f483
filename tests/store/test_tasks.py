"""A task's file is there whole or not at all."""

import pytest

from wellsourced.errors import StoreError
from wellsourced.model import Estimate
from wellsourced.store import tasks


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        tasks.put(tmp_path / name, [Estimate(1, 3)], Estimate)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert tasks.take(tmp_path / "a", Estimate) == (Estimate(1, 3),)


def test_writing_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(StoreError):
        tasks.put(tmp_path / "a", [Estimate(1, 2**80)], Estimate)

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_says_that_it_can_be_deleted(tmp_path):
    (tmp_path / "a").write_bytes(b"PAR1 and no more")

    with pytest.raises(StoreError, match="delete the file"):
        tasks.take(tmp_path / "a", Estimate)
