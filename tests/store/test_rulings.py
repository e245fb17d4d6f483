"""The log of rulings: many writers, nothing lost, nothing changed."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from wellsourced.errors import InputError
from wellsourced.model import Decision, Draft
from wellsourced.store.docket import examined
from wellsourced.store.rulings import Rulings, Written

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from wellsourced.model import Decision, Draft
from wellsourced.store.rulings import Rulings, Written
log = Rulings(Path(sys.argv[1]))
for n in range(25):
    note = Draft(decision=Decision.NOTE, value=f"{sys.argv[2]} {n}")
    at = datetime(2031, 5, 4, tzinfo=UTC)
    log.append(Written(draft=note, by=sys.argv[2], at=at, before="", after=""))
"""


def noted(words, *, by="ada", at=NOON):
    note = Draft(decision=Decision.NOTE, value=words)
    return Written(draft=note, by=by, at=at, before="", after=words)


def holds(log):
    found = examined(log)
    assert found.broken == ()
    return found.count


def tampered(folder, statement):
    with sqlite3.connect(folder / "rulings.sqlite") as log:
        log.execute("DROP TRIGGER no_change")
        log.execute("DROP TRIGGER no_removal")
        log.execute(statement)
    log.close()


def test_a_case_without_a_log_has_no_rulings(tmp_path):
    assert Rulings(tmp_path).all() == ()
    assert Rulings(tmp_path).head() is None
    assert holds(Rulings(tmp_path)) == 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_in_its_order(tmp_path):
    log = Rulings(tmp_path)
    written = [log.append(noted("one")), log.append(noted("two", by="bob"))]

    assert log.all() == tuple(written)
    assert [r.number for r in written] == [1, 2]
    assert holds(log) == 2


def test_who_decides_is_known_and_when(tmp_path):
    with pytest.raises(InputError, match="name of who decides"):
        Rulings(tmp_path).append(noted("one", by=" "))
    with pytest.raises(InputError, match="zone"):
        Rulings(tmp_path).append(noted("one", at=datetime(2031, 5, 4)))  # noqa: DTZ001
    assert Rulings(tmp_path).all() == ()


@pytest.mark.parametrize("statement", ["UPDATE rulings SET entry = ''", "DELETE FROM rulings"])
def test_a_ruling_is_never_changed_nor_removed(tmp_path, statement):
    Rulings(tmp_path).append(noted("one"))

    with (
        sqlite3.connect(tmp_path / "rulings.sqlite") as log,
        pytest.raises(sqlite3.IntegrityError, match="never"),
    ):
        log.execute(statement)
    log.close()


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("UPDATE rulings SET entry = replace(entry, 'two', 'six') WHERE number = 2", "number 2"),
        (
            "UPDATE rulings SET entry = replace(entry, 'e\":\"two', 'e\":\"twa') WHERE number = 2",
            "b'a'",
        ),
        ("UPDATE rulings SET number = 9 WHERE number = 3", "it was number 3, out of order"),
        ("UPDATE rulings SET previous = seal WHERE number = 3", "what it follows on was changed"),
        ("UPDATE rulings SET seal = 'a' WHERE number = 3", "number 3"),
        ("DELETE FROM rulings WHERE number = 2", "number 2 is gone"),
        ("DELETE FROM rulings WHERE number = 3", "3 were written, 2 are there"),
        ("INSERT INTO rulings SELECT 4, entry, previous, 'x' FROM rulings LIMIT 1", "number 4"),
    ],
)
def test_whoever_changes_the_log_by_force_is_named(tmp_path, statement, names):
    log = Rulings(tmp_path)
    for words in ("one", "two", "three"):
        log.append(noted(words))
    tampered(tmp_path, statement)

    first, *guards = examined(log).broken
    assert names in first.words
    assert len(guards) == 2


def test_two_writers_at_once_lose_nothing(tmp_path):
    each = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name])
        for name in ("ada", "bob")
    ]

    assert [p.wait() for p in each] == [0, 0]
    log = Rulings(tmp_path)
    assert holds(log) == 50
    for name in ("ada", "bob"):
        own = [r.draft.value for r in log.all() if r.by == name]
        assert own == [f"{name} {n}" for n in range(25)]


def test_the_log_can_be_read_where_nothing_can_be_written(tmp_path):
    Rulings(tmp_path).append(noted("one"))
    tmp_path.chmod(0o500)
    try:
        assert len(Rulings(tmp_path).all()) == 1
    finally:
        tmp_path.chmod(0o700)


def test_a_log_in_which_nothing_is_left_is_told(tmp_path):
    (tmp_path / "rulings.sqlite").touch()

    [note] = examined(Rulings(tmp_path)).notes
    assert "only a head tells" in note
