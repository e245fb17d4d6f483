"""The commands `rule` and `review`: what is decided, listed and refused at the command line."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.flow.rulings.desk import desk, told
from wellsourced.app.cli import cli
from wellsourced.errors import InputError


@pytest.fixture
def case(tmp_path):
    return desk(tmp_path)


def wellsourced(*words):
    return CliRunner().invoke(cli, [str(w) for w in words], catch_exceptions=False)


def test_a_ruling_tells_what_it_changed_on_standard_error(case):
    denial = told(case, "attacked", "-")
    done = wellsourced(
        "rule", case.path, "reject", denial.id[:8], "--by", "ada", "--why", "misread"
    )

    assert done.exit_code == 0
    assert done.stdout == ""
    assert "ruling 1: reject" in done.stderr
    assert "single-source" in done.stderr


def test_the_list_tells_who_decided_what_and_why(case):
    claim = told(case, "controls Lorne")
    wellsourced("rule", case.path, "accept", claim.id, "--by", "ada", "--why", "read it")
    (row,) = json.loads(wellsourced("rule", case.path, "list", "--json").stdout)
    shown = wellsourced("rule", case.path, "list").stdout

    assert (row["ruling"]["by"], row["ruling"]["draft"]["why"]) == ("ada", "read it")
    assert (row["state"], row["bears_on"]) == ("in force", [claim.id])
    assert "accept" in shown
    assert "read it" in shown


def test_claims_tell_what_the_machine_had_and_what_the_analyst_made_of_it(case):
    attack, denial = told(case, "attacked"), told(case, "attacked", "-")
    wellsourced("rule", case.path, "reject", denial.id, "--by", "ada")
    rows = {
        r["id"]: r
        for r in json.loads(wellsourced("claims", case.path, "--ruled", "--json").stdout)
    }

    assert rows[attack.id]["status"] == "single-source"
    assert [m["status"] for m in rows[attack.id]["machine"]] == ["disputed"]
    assert rows[denial.id]["judged"] == "reject"
    assert "machine: disputed" in wellsourced("claims", case.path, "--ruled").stdout
    plain = json.loads(wellsourced("claims", case.path, "--json").stdout)
    assert "machine" not in plain[0]


def test_a_sheet_of_ruled_claims_has_both_readings(case):
    wellsourced("rule", case.path, "accept", told(case, "attacked").id, "--by", "ada")
    sheet = wellsourced("claims", case.path, "--ruled", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(sheet)))

    assert {r["judged"] for r in rows} == {"", "accept"}
    assert all(r["machine"] for r in rows)


def test_readers_are_not_named_if_asked(case):
    assert "Petra" in wellsourced("claims", case.path, "--json").stdout
    assert (
        "Petra" not in wellsourced("claims", case.path, "--json", "--withhold-commenters").stdout
    )


def test_what_cannot_be_ruled_says_why(case):
    with pytest.raises(InputError, match="no claim"):
        wellsourced("rule", case.path, "accept", "ffffffff", "--by", "ada")
    assert wellsourced("rule", case.path, "reliability", "Ivo Brandt", "Z").exit_code == 2


def test_the_queue_is_a_table_for_people_and_rows_for_programs(case):
    rows = json.loads(wellsourced("review", case.path, "--json").stdout)

    assert rows[0]["claim"][:8] in wellsourced("review", case.path).stdout
    assert rows[0]["score"] == sum(w["points"] for w in rows[0]["reasons"])
    assert wellsourced("review", case.path, "--reviewer", "bob").stderr == "nothing to review\n"
    assert json.loads(wellsourced("review", case.path, "--agreement", "--json").stdout) == []


def test_verify_counts_the_rulings(case):
    wellsourced("rule", case.path, "note", "Ivo Brandt", "met in May", "--by", "ada")

    assert "1 rulings" in wellsourced("verify", case.path).stdout
