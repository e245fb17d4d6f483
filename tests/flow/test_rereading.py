"""Every span and quote is held against its page, whatever the order in which rows stand."""

import shutil

import duckdb
import msgspec
import pytest

from tests.factories import case
from wellsourced.flow.rereading import reread
from wellsourced.store.broken import Kind
from wellsourced.store.duck import seals_of
from wellsourced.store.piled import Quoted, in_order
from wellsourced.store.snapshots import Snapshots, snapshot
from wellsourced.store.tables import CLAIMS


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("ready")).path


@pytest.fixture
def forged(ready, tmp_path):
    """Change a record, and seal it again, as somebody would who owns the folder."""

    def change(*statements):
        shutil.copytree(ready, tmp_path / "case")
        snapshots = Snapshots(tmp_path / "case")
        folder = snapshots.current()
        with duckdb.connect(str(folder / "record.duckdb")) as record:
            for statement in statements:
                record.execute(statement)
        manifest = snapshots.manifest()
        seals = seals_of(folder / "record.duckdb", manifest.tables)
        again = msgspec.structs.replace(manifest, tables=seals)
        (folder / "manifest.json").write_bytes(msgspec.json.encode(again))
        return folder

    return change


def test_all_spans_and_quotes_of_an_untouched_record_hold(ready):
    found = reread(Snapshots(ready).current())
    claims = snapshot(Snapshots(ready).current()).rows(CLAIMS)

    assert found.broken == ()
    assert found.documents == 3
    assert found.quotes >= sum(len(c.evidence) for c in claims)
    assert found.spans > found.quotes


def test_marks_that_stand_out_of_the_order_of_their_pages_are_no_record_of_ours(forged):
    names = "marks_entities"
    folder = forged(
        f"CREATE TABLE other AS FROM {names} ORDER BY document DESC",
        f"DROP TABLE {names}",
        f"ALTER TABLE other RENAME TO {names}",
    )

    [bad] = reread(folder).broken
    assert (bad.kind, bad.hint) == (Kind.RECORD, "run the case again")
    assert bad.words.startswith("marks_entities of ")


def test_a_mark_of_a_page_that_there_is_not_is_told(forged):
    folder = forged(
        "INSERT INTO marks_times BY NAME SELECT * REPLACE ('zz' AS document) "
        "FROM marks_times LIMIT 1"
    )

    assert [b.words for b in reread(folder).broken] == ["marks_times of zz stand out of order"]


def test_a_quote_from_a_page_that_there_is_not_is_named_with_its_claim(forged, ready):
    claim = snapshot(Snapshots(ready).current()).rows(CLAIMS)[0]
    page = claim.evidence[0].document
    folder = forged(*(f"DELETE FROM {t} WHERE {c} = '{page}'" for t, c in _pages()))

    told = [b for b in reread(folder).broken if b.id == claim.id]
    assert told
    assert all(b.words.endswith("holds None") for b in told)


def test_of_very_many_that_do_not_hold_twenty_are_listed(forged):
    many = "list_transform(evidence, lambda e: struct_update(e, quote := 'other words'))"
    folder = forged(
        f"UPDATE claims SET evidence = {many}",
        "INSERT INTO claims SELECT c.* REPLACE (c.id || n AS id) FROM claims c, range(20) r(n)",
    )
    found = reread(folder)

    assert len(found.broken) == 20
    assert {b.kind for b in found.broken} == {Kind.SPAN}
    assert all("quotes 'other words'" in b.words for b in found.broken)


def test_rows_that_are_none_of_this_version_are_told_beside_all_else(forged):
    folder = forged("UPDATE claims SET status = 'no such status'")

    [bad] = reread(folder).broken
    assert (bad.kind, bad.hint) == (Kind.RECORD, "`wellsourced run CASE` makes the record anew")
    assert "holds no Claim" in bad.words


def test_quotes_come_back_by_page_and_of_a_page_in_their_order():
    given = [Quoted(page, n, "c", n, n + 1, "é") for n, page in enumerate("bacab" * 5_000)]

    assert list(in_order(given)) == sorted(given)


def test_a_record_without_quotes_has_none_to_put_in_order():
    assert list(in_order([])) == []


def _pages():
    with_owner = ("parts", "marks_entities", "marks_times", "marks_places", "marks_quantities")
    more = ("marks_attributions", "marks_claims", "marks_checks", "marks_commitments")
    return (("documents", "id"), *((t, "document") for t in (*with_owner, *more)))
