"""What was imported is sealed by a log: a file that is altered, gone or put back is found."""

import pytest

from wellsourced.errors import IntegrityError
from wellsourced.store import imported
from wellsourced.store.broken import Kind


@pytest.fixture
def case(tmp_path):
    imported.keep(tmp_path, "a.json", b"one")
    imported.keep(tmp_path, "b.json", b"two")
    imported.keep(tmp_path, "a.json", b"three")
    return tmp_path


def words(case):
    return [b.words for b in imported.examined(case).broken]


def test_a_file_twice_is_one_line(case):
    assert not imported.keep(case, "a.json", b"three")
    assert imported.examined(case).count == 3
    assert words(case) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("b.json", b"twp", "is not what was imported"),
        ("b.json", None, "is gone"),
        ("a.json", b"four", "is not what was imported"),
    ],
)
def test_a_file_that_is_not_what_was_imported_is_named(case, name, content, told):
    file = case / "imports" / name
    file.unlink() if content is None else file.write_bytes(content)

    assert words(case) == [f"imports/{name} {told}"]


def test_every_byte_of_the_log_counts(case):
    log = case / "imports" / "log.jsonl"
    whole = log.read_bytes()
    for at in range(len(whole) - 1):
        log.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        [bad] = imported.examined(case).broken
        assert bad.kind is Kind.IMPORT
        assert bad.id == str(whole[:at].count(b"\n") + 1)
        with pytest.raises(IntegrityError, match=f"line {bad.id} is not as it was"):
            imported.log(case).all()


def test_an_import_that_broke_off_is_told_and_is_made_by_importing_again(case):
    (case / "imports" / "a.json").write_bytes(b"one")

    assert words(case) == []
    assert "broke off" in imported.examined(case).notes[0]
    assert imported.keep(case, "a.json", b"three")
    assert imported.examined(case).notes == ()


def test_what_an_older_version_imported_is_told_and_sealed_by_importing_it_again(case):
    (case / "imports" / "c.json").write_bytes(b"old")

    assert words(case) == []
    assert "1 imports are not sealed (c.json first)" in imported.examined(case).notes[0]
    assert not imported.keep(case, "c.json", b"old")
    assert imported.examined(case).notes == ()
