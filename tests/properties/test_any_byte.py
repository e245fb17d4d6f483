"""Whatever byte of a case is touched: verify names the place, or what is read is the same."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOON, case
from wellsourced.config import Settings
from wellsourced.flow import published
from wellsourced.model import Decision, Draft
from wellsourced.store import custody, docket
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings, Written
from wellsourced.store.snapshots import Snapshots

TOUCHES = st.tuples(
    st.sampled_from(["change", "put in", "take out"]), st.floats(0, 0.999999), st.integers(1, 255)
)
few = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    built = case(tmp_path_factory.mktemp("any-byte"))
    for words in ("one", "two", "three"):
        note = Draft(decision=Decision.NOTE, value=words)
        Rulings(built.path).append(Written(draft=note, by="ada", at=NOON, before="", after=words))
    return built.path


@contextmanager
def touched(file: Path, touch: tuple[str, float, int]):
    """The file with one byte changed, put in or taken out; as it was afterwards."""
    how, where, value = touch
    whole = file.read_bytes()
    at = int(where * len(whole))
    parts = {
        "change": whole[:at] + bytes([whole[at] ^ value]) + whole[at + 1 :],
        "put in": whole[:at] + bytes([value]) + whole[at:],
        "take out": whole[:at] + whole[at + 1 :],
    }
    file.write_bytes(parts[how])
    try:
        yield whole, parts[how]
    finally:
        file.write_bytes(whole)


def first_difference(a: bytes, b: bytes) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))


def originals(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("evidence/??/*") if len(p.name) == 64)


@few
@given(TOUCHES, st.integers(0, 2))
def test_of_an_original_the_first_bad_byte_is_named(made, touch, which):
    file = originals(made)[which]
    with touched(file, touch) as (before, after):
        [bad] = custody.examined(Evidence(made / "evidence")).broken

    assert bad.file == str(file.relative_to(made))
    assert bad.offset == first_difference(before, after)


@few
@given(TOUCHES)
def test_of_the_chain_the_bad_link_is_named(made, touch):
    file = made / "evidence" / "chain.jsonl"
    with touched(file, touch) as (before, after):
        found = custody.examined(Evidence(made / "evidence"))

    at = first_difference(before, after)
    number = before[:at].count(b"\n") + 1
    bad = found.broken[0]
    assert bad.file == "evidence/chain.jsonl"
    assert int(bad.id) in (number, number + 1)
    if touch[0] == "change" and before[at] != 10 and after[at] != 10:
        assert bad.offset == at


@few
@given(TOUCHES)
def test_of_the_checksums_the_bad_byte_is_named_unless_they_are_ignored(made, touch):
    file = made / "evidence" / "pieces.jsonl"
    with touched(file, touch) as (before, after):
        broken = custody.examined(Evidence(made / "evidence")).broken

    last_line = before[: before.rstrip(b"\n").rfind(b"\n") + 1]
    if first_difference(before, after) < len(last_line):
        assert {b.file for b in broken} == {"evidence/pieces.jsonl"}


@few
@given(TOUCHES)
def test_of_the_log_of_rulings_the_file_is_named_or_all_rulings_are_read_as_they_were(made, touch):
    log = Rulings(made)
    whole = log.rows()
    with touched(made / "rulings.sqlite", touch):
        broken = docket.examined(log).broken
        rows = [] if broken else log.rows()

    assert {b.file for b in broken} == {"rulings.sqlite"} if broken else rows == whole


@few
@given(TOUCHES, st.sampled_from(["record.duckdb", "manifest.json", "CURRENT"]))
def test_of_the_record_the_file_is_named(made, touch, name):
    folder = Snapshots(made).current()
    file = made / name if name == "CURRENT" else folder / name
    manifest = Snapshots(made).manifest()
    with touched(file, touch):
        broken = published.examined(made, Settings).broken
        now = None if broken else Snapshots(made).manifest()

    if broken:
        assert str(file.relative_to(made)) in {b.file for b in broken} or name == "manifest.json"
    else:
        assert name != "record.duckdb"
        assert now.tables == manifest.tables
