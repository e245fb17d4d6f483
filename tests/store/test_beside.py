"""A register is used only if it is whole, and made of the record that it stands beside."""

import shutil
import threading
from pathlib import Path

import pytest

from tests.factories import case
from wellsourced.case import Case
from wellsourced.errors import StoreError, UnwrittenError
from wellsourced.flow.doctor import examined
from wellsourced.flow.finding import Grade
from wellsourced.integrity import verified
from wellsourced.large import large, registered, waits
from wellsourced.store import beside
from wellsourced.store.snapshots import MANIFEST, Snapshots


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made = case(tmp_path_factory.mktemp("whole"))
    assert large(made, many=1)
    return made.path


@pytest.fixture
def made(whole, tmp_path):
    """A copy of a case with a register."""
    return shutil.copytree(whole, tmp_path / "case")


def folder(made: Path) -> Path:
    found = Snapshots(made).current()
    assert found
    return found


def swap(path: Path) -> None:
    """Change a byte in the middle, and not the length."""
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


def told(made: Path) -> list:
    return [f for f in examined(made) if f.what == "register"]


def test_a_register_is_sealed_with_its_record(made):
    assert beside.fits(folder(made))
    assert beside.altered(folder(made)) == ()
    assert not waits(folder(made))


def test_a_register_of_another_record_is_not_used(made):
    at = folder(made) / MANIFEST
    at.write_bytes(at.read_bytes().replace(b'"record": "', b'"record": "0', 1))

    assert not beside.fits(folder(made))
    assert [f.grade for f in told(made)] == [Grade.WARNING]


@pytest.mark.parametrize("name", ["claims.packed", "register.duckdb", beside.SEAL])
def test_a_register_that_lacks_a_file_is_not_used_and_is_made_anew(made, name):
    at = beside.place(folder(made)) / name
    at.unlink()

    assert not beside.fits(folder(made))
    registered(made, folder(made))
    assert at.exists()
    assert beside.fits(folder(made))


@pytest.mark.parametrize("name", ["claims.packed", "texts.packed", "marks.packed"])
def test_a_changed_byte_of_a_register_is_named_and_it_is_made_anew(made, name):
    swap(beside.place(folder(made)) / name)

    found = verified(Case.open(made)).broken
    assert [(b.file.rpartition("/")[2], b.offset) for b in found] == [(name, None)]
    assert "serve" in found[0].hint
    assert waits(folder(made))
    registered(made, folder(made), anew=True)
    assert verified(Case.open(made)).broken == ()


def test_doctor_tells_of_a_register(made):
    assert [(f.grade, f.words) for f in told(made)] == [(Grade.OK, "whole")]


def test_doctor_says_nothing_where_there_is_none(made):
    shutil.rmtree(beside.place(folder(made)))

    assert told(made) == []


def test_what_breaks_off_leaves_nothing(made):
    shutil.rmtree(beside.place(folder(made)))

    def half(to: Path) -> None:
        (to / "claims.packed").write_bytes(b"half")
        raise UnwrittenError("no room")

    with pytest.raises(UnwrittenError):
        beside.ensure(folder(made), half)

    assert not beside.fits(folder(made))
    assert [p.name for p in folder(made).iterdir() if "register" in p.name] == []


def test_what_a_killed_process_left_is_removed_by_the_next(made):
    shutil.rmtree(beside.place(folder(made)))
    left = folder(made) / f".register-{beside.VERSION}.4711"
    left.mkdir()
    (left / "claims.packed").write_bytes(b"half")
    old = folder(made) / "register-2"
    old.mkdir()
    registered(made, folder(made))

    assert not left.exists()
    assert not old.exists()
    assert beside.fits(folder(made))


def test_of_several_one_makes_it(made):
    shutil.rmtree(beside.place(folder(made)))
    makers: list[Path] = []

    def make(to: Path) -> None:
        makers.append(to)
        (to / "one").write_bytes(b"1")

    asking = [threading.Thread(target=beside.ensure, args=(folder(made), make)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(20)

    assert len(makers) == 1


def test_no_register_is_made_where_the_record_was_removed(made):
    at = folder(made)
    shutil.rmtree(at)

    with pytest.raises(StoreError):
        beside.ensure(at, lambda _: None)

    assert not at.exists()
