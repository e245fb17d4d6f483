"""A case is brought up to date: only what is new is worked on, and bad pages cost nothing."""

import os

import msgspec
import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.errors import IntegrityError
from wellsourced.store.duck import Snapshots

SIXTH = {"sixth.txt": "Ferry sinks\n\nSeptember 22, 2009\n\nThe ferry sank, police said.\n"}


def files(made) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (made.path / "tasks").glob("*.cells")}


def seals(made) -> dict[str, str]:
    return Snapshots(made.path).manifest().tables


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("ready"))


def test_a_second_run_does_nothing(ready):
    again = ready.run(workers=0)

    assert (again.read, again.marked, again.published) == (0, 0, False)
    assert again.pages == again.documents == 3


def test_a_further_page_is_the_only_one_to_be_read(tmp_path):
    made = case(tmp_path)
    before = files(made)
    made.add(written(tmp_path / "more", SIXTH), at=NOON)
    summary = made.run(workers=0)

    assert (summary.read, summary.marked, summary.documents) == (1, 1, 4)
    assert before.items() <= files(made).items()


def test_tasks_can_be_deleted_and_come_back_the_same(tmp_path):
    made = case(tmp_path)
    before = {p.name: p.read_bytes() for p in (made.path / "tasks").glob("*.cells")}
    for path in (made.path / "tasks").glob("*.cells"):
        path.unlink()
    made.run(workers=0)

    assert {p.name: p.read_bytes() for p in (made.path / "tasks").glob("*.cells")} == before


def test_other_settings_make_another_record(tmp_path):
    made = case(tmp_path)
    (made.path / "wellsourced.toml").write_text(
        '[[actors]]\nname = "Danil Orsak"\nkind = "person"\n'
    )
    summary = made.run(workers=0)

    assert (summary.read, summary.published) == (3, True)


def test_a_worker_gives_what_this_process_gives(tmp_path, ready):
    made = case(tmp_path, {})
    made.add(written(tmp_path / "p", PAGES), at=NOON)
    made.run(workers=2)

    assert seals(made) == seals(ready)


def test_bad_pages_are_rows_with_reasons_and_the_others_are_as_they_were(tmp_path, ready):
    bad = {
        "binary.txt": bytes(range(256)) * 50,
        "bomb.html": b"<html><body>" + b"<div><b>" * 60_000 + b"bang",
        "broken.txt": b"Caf\xe9 \xff\xfe\x80 " * 3,
        "empty.txt": b"",
        "endless.txt": b"x" * 21_000_000,
    }
    made = case(tmp_path, {**PAGES, **bad})
    rows = {r.file: r for r in made.documents()}

    assert set(rows) == set(PAGES) | set(bad)
    assert rows["empty.txt"].error
    assert rows["binary.txt"].error
    assert rows["endless.txt"].error
    assert [rows[f].error for f in PAGES] == [None] * 3
    whole = {r.file: r for r in ready.documents()}
    assert {f: rows[f] for f in PAGES} == whole
    assert made.verify().documents >= 3


def test_a_case_holds_when_it_is_verified(ready):
    found = ready.verify()

    assert found.links == found.documents == 3
    assert found.spans > 30
    assert found.quotes > 3


def test_a_record_of_words_that_are_not_there_does_not_hold(tmp_path):
    made = case(tmp_path)
    folder = Snapshots(made.path).current()
    os.truncate(folder / "record.duckdb", 4096)

    with pytest.raises(IntegrityError, match=r"record\.duckdb: table"):
        made.verify()


def test_links_cut_off_the_chain_are_missed(tmp_path):
    made = case(tmp_path)
    chain = made.path / "evidence" / "chain.jsonl"
    chain.write_bytes(b"".join(chain.read_bytes().splitlines(keepends=True)[:-1]))

    with pytest.raises(IntegrityError, match="links are gone"):
        made.verify()


def test_the_record_is_its_contract(ready):
    for rows in (ready.claims(), ready.tallies(), ready.documents(), ready.checks()):
        kind = type(rows[0]) if rows else None
        assert all(msgspec.convert(msgspec.to_builtins(r), kind) == r for r in rows)
