"""A record that is published is fetched whole, or not at all."""

import shutil

import msgspec
import pytest
from msgspec.structs import replace

from tests.factories import NOON, case, written
from wellsourced.case import Case
from wellsourced.errors import IntegrityError, StoreError
from wellsourced.flow import shared
from wellsourced.imports import Given, Kind, bring, listed
from wellsourced.large import large
from wellsourced.model import Published
from wellsourced.store import beside
from wellsourced.store.depot import Depot
from wellsourced.store.snapshots import Snapshots

SIXTH = {"sixth.txt": "Ferry sinks\n\nSeptember 22, 2009\n\nThe ferry sank, police said.\n"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return case(tmp_path_factory.mktemp("made"))


@pytest.fixture
def grown(tmp_path, made):
    """The same case, which is to grow."""
    shutil.copytree(made.path, tmp_path / "grown")
    return Case.open(tmp_path / "grown")


def add(to: Case, folder) -> None:
    to.add(written(folder / "more", SIXTH), at=NOON)
    to.run(workers=0)


def test_what_is_fetched_answers_as_what_was_published(tmp_path, bucket, made):
    made.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    copy = Case.open(tmp_path / "copy")

    assert copy.claims() == made.claims()
    assert copy.settings() == made.settings()
    assert Snapshots(copy.path).sound()


def test_with_the_originals_all_of_it_can_be_verified(tmp_path, bucket, made):
    made.publish(bucket, originals=True)
    Case.fetch(bucket, tmp_path / "copy")

    assert Case.open(tmp_path / "copy").verify() == made.verify()


def imported(to: Case, folder, name="people.csv", rows="River Guard,RG,force\n"):
    given = Given(
        file=written(folder, {name: f"name,alias,kind\n{rows}"})[0], kind=Kind.ALIASES, at=NOON
    )
    bring(to, given)


def test_what_was_imported_comes_with_it_and_holds(tmp_path, bucket, grown):
    imported(grown, tmp_path)
    grown.run(workers=0)
    grown.publish(bucket, originals=True)
    Case.fetch(bucket, tmp_path / "copy")
    copy = Case.open(tmp_path / "copy")

    assert listed(copy) == listed(grown)
    assert copy.settings() == grown.settings()
    assert copy.verify() == grown.verify()
    assert copy.verify().imports == 1


def test_what_is_imported_later_comes_too_though_the_record_is_the_same(tmp_path, bucket, grown):
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    imported(grown, tmp_path)
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")

    assert listed(Case.open(tmp_path / "copy")) == listed(grown)


@pytest.mark.parametrize("name", ["../stray.json", "imports/../stray.json", "imports/a/b.json"])
def test_a_publication_puts_no_file_elsewhere(tmp_path, bucket, made, name):
    made.publish(bucket)
    depot = Depot(bucket)
    honest = (depot.read("CURRENT") or b"").decode().strip()
    found = msgspec.json.decode(depot.get(f"snapshots/{honest}/index.json"), type=Published)
    index = msgspec.json.encode(replace(found, files={**found.files, name: "0" * 64}))
    depot.put("snapshots/other/index.json", index)
    depot.write("CURRENT", b"other")

    with pytest.raises(IntegrityError, match="no file of a publication"):
        Case.fetch(bucket, tmp_path / "copy")


def test_a_copy_follows_what_is_published_and_is_left_as_it_is_if_nothing_was(
    tmp_path, bucket, grown
):
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    Case.fetch(bucket, tmp_path / "copy")
    copy = Case.open(tmp_path / "copy")
    assert Snapshots(copy.path).numbers() == [1]

    add(grown, tmp_path)
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")

    assert len(Case.open(copy.path).documents()) == 4
    assert Snapshots(copy.path).numbers() == [1, 2]


@pytest.mark.parametrize("steps", range(6))
def test_a_publication_that_is_killed_on_its_way_is_not_seen(
    tmp_path, bucket, grown, monkeypatch, steps
):
    grown.publish(bucket)
    add(grown, tmp_path)
    left = steps

    def limited(name: str):
        honest = getattr(Depot, name)

        def put(self, *words):
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1
            return honest(self, *words)

        return put

    with monkeypatch.context() as patch:
        for name in ("put", "write", "upload"):
            patch.setattr(Depot, name, limited(name))
        try:
            grown.publish(bucket)
        except KeyboardInterrupt:
            pass
        else:
            assert steps > 4
    Case.fetch(bucket, tmp_path / "copy")

    assert len(Case.open(tmp_path / "copy").documents()) == (4 if steps > 4 else 3)
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    assert len(Case.open(tmp_path / "copy").documents()) == 4


def test_a_file_that_is_not_what_was_published_is_refused_and_the_copy_stays(
    tmp_path, bucket, grown
):
    grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    add(grown, tmp_path)
    name = grown.publish(bucket).name
    depot = Depot(bucket)
    record = f"snapshots/{name}/record.duckdb"
    depot.write(record, depot.read(record)[:-1])

    with pytest.raises(IntegrityError, match=r"record.duckdb is not what was published"):
        Case.fetch(bucket, tmp_path / "copy")
    assert len(Case.open(tmp_path / "copy").documents()) == 3


def test_where_nothing_was_published_nothing_is_made(tmp_path, bucket):
    with pytest.raises(StoreError, match="there is no record at s3://"):
        shared.fetch(bucket, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_register_is_not_published_and_is_made_anew_of_what_is_fetched(tmp_path, bucket, grown):
    assert large(grown, many=1)
    found = grown.publish(bucket)
    Case.fetch(bucket, tmp_path / "copy")
    copy = Case.open(tmp_path / "copy")

    assert not any("register" in name for name in found.files)
    assert beside.registers(Snapshots(copy.path).current()) == []
    assert large(copy, many=1)
    assert beside.fits(Snapshots(copy.path).current())
