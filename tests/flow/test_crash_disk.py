"""A full or read-only disk costs nothing that was there, and is told with the file."""

import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import NOON, PAGES, case, written
from tests.flow.crashes import LINE, command, fill, mounted, read_only
from wellsourced.case import Case
from wellsourced.errors import UnwrittenError
from wellsourced.large import large
from wellsourced.model import Decision, Order
from wellsourced.store import beside
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots

MORE = {"sixth.txt": "Ferry sinks\n\nSeptember 22, 2009\n\nThe ferry sank, police said.\n"}
FULL = "cannot be written: .*(No space left|disk is full|disk full)"
NOTE = "seen twice"


def seals(made: Case) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


def note(made: Case, words: str = NOTE) -> None:
    order = Order(decision=Decision.NOTE, of=(made.claims()[0].id,), value=words)
    made.rule(order, by="Ada", at=NOON)


def runs_with_ever_more_space(made: Case, disk: Path) -> Iterator[tuple]:
    """Run until there is enough; gives why it did not go, and what can be read then."""
    for leave in range(0, 16 << 20, 384 << 10):
        filler = fill(disk, leave=leave)
        try:
            made.run(workers=0)
            break
        except UnwrittenError as error:
            numbers = Snapshots(made.path).numbers()
            yield error, numbers, seals(made), Case.open(made.path).claims()
    filler.unlink()


@pytest.fixture
def small(tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=32m", "tmpfs") as disk:
        yield disk


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What the record is where nothing went wrong."""
    return case(tmp_path_factory.mktemp("whole"), {**PAGES, **MORE})


def test_a_run_on_a_full_disk_goes_on_to_the_same_record_once_there_is_space(small, whole):
    made = case(small)
    made.add(written(small / "more", MORE), at=NOON)
    before, told = seals(made), made.claims()
    failed = list(runs_with_ever_more_space(made, small))

    for error, snapshots, found, claims in failed:
        assert str(made.path) in error.problem
        assert error.hint
        assert (len(snapshots), found, claims) == (1, before, told)
    assert len(failed) > 2
    made.run(workers=0)
    assert seals(made) == seals(whole)
    assert not [p for p in made.path.rglob(".*") if p.is_file() and p.name != ".lock"]


def test_a_page_for_which_there_is_no_space_was_never_added(small):
    made = case(small)
    page = written(small.parent / "more", {"long.txt": "It fell, police said.\n" * 9000})
    filler = fill(small, leave=8 << 10)

    with pytest.raises(UnwrittenError, match=FULL):
        made.add(page, at=NOON)
    assert len(Evidence(made.path / "evidence").chain()) == len(PAGES)
    assert made.verify().links == len(PAGES)
    filler.unlink()
    assert len(made.add(page, at=NOON)) == 1
    assert made.verify().links == len(PAGES) + 1


def test_a_ruling_for_which_there_is_no_space_was_never_made(small):
    made = case(small)
    filler = fill(small, leave=0)

    with pytest.raises(UnwrittenError, match=FULL):
        note(made)
    assert Case.open(made.path).rulings() == ()
    filler.unlink()
    note(made)
    assert [r.ruling.draft.value for r in Case.open(made.path).rulings()] == [NOTE]


def test_an_export_for_which_there_is_no_space_leaves_nothing_behind(small, whole):
    out = small / "out"
    filler = fill(small, leave=8 << 10)

    with pytest.raises(UnwrittenError, match="No space left"):
        whole.export("jsonl", out)
    assert [p for p in small.rglob("*") if p != filler] == []


def test_a_full_disk_can_be_asked_for_a_day(small):
    made = case(small)
    fill(small, leave=0)

    assert made.claims(as_of=NOON.date()) == made.claims()


def test_a_limit_on_the_size_of_files_is_told_with_the_file_and_a_remedy(tmp_path):
    made = case(tmp_path)
    shutil.rmtree(Snapshots(made.path).folder)
    Snapshots(made.path).pointer.unlink()
    line = f"ulimit -f 40; exec {' '.join(LINE)} run {made.path} --workers 0"
    told = shell(line)

    assert told.returncode == 2
    assert "cannot be written" in told.stderr
    assert Snapshots(made.path).current() is None
    assert made.run(workers=0).published


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(("sh", "-c", line), capture_output=True, text=True, check=False)


def ruled(folder: Path) -> Case:
    """A case with a ruling that still lies in the write-ahead log, as after a kill."""
    made = case(folder)
    note(made, "at first")
    held = sqlite3.connect(made.path / "rulings.sqlite")
    held.execute("SELECT * FROM rulings").fetchall()
    note(made)
    shutil.copytree(made.path, folder / "killed")
    held.close()
    return Case.open(folder / "killed")


def test_a_read_only_case_can_be_asked_exported_and_verified(tmp_path):
    made = case(tmp_path)
    note(made)
    with read_only(made.path) as place:
        frozen = Case.open(place)

        assert frozen.claims() == made.claims()
        assert frozen.claims(as_of=NOON.date()) == made.claims()
        assert frozen.show(made.claims()[0].id)
        assert frozen.verify().rulings == 1
        assert [r.ruling.draft.value for r in frozen.rulings()] == [NOTE]
        assert frozen.export("jsonl", tmp_path / "out")


def test_a_read_only_case_is_served(tmp_path):
    made = case(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with read_only(made.path) as place:
        line = (*LINE, "serve", str(place), "--port", str(port))
        server = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
        try:
            assert "wellsourced shows" in server.stderr.readline()
            told = [screen(port, path) for path in ("/", "/api/v1/claims", "/api/v1/documents")]
        finally:
            server.kill()
            server.communicate()

    assert told == [200, 200, 200]


def screen(port: int, path: str) -> int:
    """Ask for a screen, as soon as the server takes questions."""
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            time.sleep(0.05)
    raise TimeoutError(path)


def test_a_ruling_in_the_write_ahead_log_is_read_where_nothing_can_be_written(tmp_path):
    made = ruled(tmp_path)
    assert (made.path / "rulings.sqlite-wal").stat().st_size

    with read_only(made.path) as place:
        assert [r.draft.value for r in Rulings(place).all()] == ["at first", NOTE]


def test_a_log_that_was_cut_off_as_it_was_begun_has_no_rulings(tmp_path):
    (tmp_path / "rulings.sqlite").touch()
    assert Rulings(tmp_path).all() == ()
    assert Rulings(tmp_path).head() is None


def test_writers_say_that_a_case_is_read_only(tmp_path):
    made = case(tmp_path)
    more = written(tmp_path / "more", MORE)
    with read_only(made.path) as place:
        frozen = Case.open(place)
        for write in (
            lambda: frozen.add(more, at=NOON),
            lambda: frozen.run(workers=0),
            lambda: note(frozen),
        ):
            with pytest.raises(UnwrittenError, match="cannot be written") as told:
                write()
            assert str(place) in told.value.problem
            assert told.value.hint


def test_a_command_on_a_read_only_case_ends_with_a_line_and_a_code(tmp_path):
    made = case(tmp_path)
    with read_only(made.path) as place:
        told = command("run", place, "--workers", "0")

    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "cannot be written" in told.stderr
    assert place.name in told.stderr


def test_a_record_that_was_damaged_is_made_anew_by_the_next_run(tmp_path):
    made = case(tmp_path)
    before, told = seals(made), made.claims()
    record = Snapshots(made.path).current() / "record.duckdb"
    record.write_bytes(record.read_bytes()[: 1 << 16])

    assert made.run(workers=0).published
    assert (seals(made), Case.open(made.path).claims()) == (before, told)
    assert not made.run(workers=0).published


def test_a_record_that_was_whole_but_not_yet_in_force_when_the_run_was_killed(tmp_path):
    made = case(tmp_path)
    before = seals(made)
    snapshots = Snapshots(made.path)
    shutil.copytree(snapshots.folder / "1", snapshots.folder / "2")

    assert made.run(workers=0).published
    assert snapshots.current().name == "3"
    assert (seals(made), made.verify().links) == (before, len(PAGES))


def test_a_register_that_has_no_room_is_made_when_there_is_some(small):
    made = case(small)
    filler = fill(small, leave=128 << 10)
    with pytest.raises(UnwrittenError, match="cannot be written"):
        large(made, many=1)
    folder = Snapshots(made.path).current()
    assert [p.name for p in folder.iterdir() if "register" in p.name] == []
    filler.unlink()

    assert large(made, many=1)
    assert beside.fits(folder)


def test_where_not_even_the_name_of_who_is_at_work_can_be_written_the_full_disk_is_told(small):
    made = Case.create(small / "case")
    filler = fill(small, leave=0)
    with pytest.raises(UnwrittenError, match=FULL):
        made.add(written(small.parent / "pages", PAGES), at=NOON)
    filler.unlink()

    assert len(made.add(written(small.parent / "pages", PAGES), at=NOON)) == len(PAGES)
