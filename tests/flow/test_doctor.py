"""The doctor names what is not as it should be, and says what to do about it."""

import json

import pytest
from click.testing import CliRunner

from tests.factories import NOON, case, written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.flow.doctor import examined, seal_of_model
from wellsourced.flow.finding import Grade


def found(folder, what):
    return next(f for f in examined(folder) if f.what == what)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("doctor")).path


@pytest.fixture
def fresh(tmp_path):
    made = Case.create(tmp_path / "case")
    made.add(written(tmp_path / "pages", {"a.txt": "The bridge fell."}), at=NOON)
    return made.path


def test_a_sound_case_is_well(ready):
    findings = examined(ready)

    assert [f for f in findings if f.grade is Grade.BAD] == []
    assert {"python", "duckdb", "versions", "model", "parser", "disk", "logs", "record"} <= {
        f.what for f in findings
    }
    assert found(ready, "record").words == "snapshot 1 is in force"
    assert "every file as it was published" in found(ready, "model").words


def test_whatever_is_not_well_has_a_remedy(fresh):
    (fresh / "wellsourced.toml").write_text("[[actors]]\nnom = 1\n")
    (fresh / "CURRENT").write_text("seven")
    (fresh / "rulings.sqlite").write_text("no database at all, but as long as one would be")
    bad = {f.what: f.remedy for f in examined(fresh) if f.grade is Grade.BAD}

    assert bad.keys() == {"settings", "logs", "record"}
    assert all(bad.values())


def test_a_case_that_was_not_run_is_only_a_warning(fresh):
    record = found(fresh, "record")

    assert record.grade is Grade.WARNING
    assert record.remedy == f"wellsourced run {fresh}"


def test_pages_that_were_added_since_are_told(ready, tmp_path):
    other = Case.create(tmp_path / "case")
    other.add(written(tmp_path / "p", {"a.txt": "The bridge fell on Monday."}), at=NOON)
    other.run(workers=0)
    other.add(written(tmp_path / "q", {"b.txt": "The ferry sank on Monday."}), at=NOON)

    assert "pages were added since" in found(other.path, "record").words


def test_a_model_of_which_one_byte_differs_has_another_hash(tmp_path, monkeypatch):
    package = tmp_path / "en_invented"
    (package / "parser").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "parser" / "model").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    before = seal_of_model("en-invented")
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "x.pyc").write_bytes(b"made by installing")

    assert seal_of_model("en-invented") == before
    (package / "parser" / "model").write_bytes(b"weighty")
    assert seal_of_model("en-invented") != before


def test_programs_read_the_findings_and_the_exit_code_is_1_where_one_is_bad(fresh):
    (fresh / "CURRENT").write_text("seven")
    done = CliRunner().invoke(cli, ["doctor", str(fresh), "--json"])
    rows = {row["what"]: row for row in json.loads(done.stdout)}

    assert done.exit_code == 1
    assert rows["record"]["grade"] == "bad"
    assert rows["record"]["remedy"].startswith("wellsourced run")
