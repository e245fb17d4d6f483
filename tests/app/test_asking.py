"""The commands why, dossier, graph, hypotheses and timeline, as one who uses them sees them."""

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from tests.factories import PAGES, case
from wellsourced.app.cli import cli
from wellsourced.errors import InputError

RULES = """
[[actors]]
name = "Danil Orsak"
kind = "person"
aliases = ["the Ferryman"]

[[hypotheses]]
question = "Who did it?"
name = "rebels"
supports = [{ words = "blown up by rebels" }]

[[hypotheses]]
question = "Who did it?"
name = "others"
contradicts = [{ words = "blown up by rebels" }]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    made = case(tmp_path_factory.mktemp("asking"))
    (made.path / "wellsourced.toml").write_text(RULES)
    return made


def told(monkeypatch, *words, columns="80"):
    monkeypatch.setenv("COLUMNS", columns)
    found = CliRunner().invoke(cli, [str(w) for w in words], catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout


def first(made):
    return min(made.claims(), key=lambda c: c.id)


@pytest.mark.parametrize("columns", ["80", "100"])
def test_no_line_is_wider_than_the_terminal(built, monkeypatch, columns):
    asked = (
        ("why", first(built).id),
        ("dossier", "River Guard"),
        ("graph",),
        ("hypotheses",),
        ("timeline",),
    )
    for command, *more in asked:
        lines = told(monkeypatch, command, built.path, *more, columns=columns).splitlines()
        assert [line for line in lines if len(line) > int(columns)] == []


def test_why_gives_sentences_and_the_place_of_the_words(built, monkeypatch):
    claim = first(built)
    shown = told(monkeypatch, "why", built.path, claim.id[:8])

    assert "Why it stands so" in shown
    assert "What would change it" in shown
    assert f"{claim.evidence[0].start}-{claim.evidence[0].end}" in shown


def test_why_as_data_has_the_spans_of_each_reason(built, monkeypatch):
    claim = first(built)
    found = json.loads(told(monkeypatch, "why", built.path, claim.id, "--json"))

    assert (found["kind"], found["id"]) == ("claim", claim.id)
    assert {"document", "start", "end", "quote"} == set(found["steps"][0]["quotes"][0])


def test_why_takes_a_page_by_its_file(built, monkeypatch):
    assert "printed on it" in told(monkeypatch, "why", built.path, "toll.txt")


def test_why_of_nothing_says_what_to_do(built):
    with pytest.raises(InputError, match="the lists print ids"):
        built.why("zzz")


def test_a_dossier_is_asked_by_any_name_with_or_without_the(built, monkeypatch):
    assert told(monkeypatch, "dossier", built.path, "the river guard").startswith("River Guard")


def test_a_dossier_is_a_sheet_too(built, monkeypatch):
    rows = list(
        csv.DictReader(
            io.StringIO(told(monkeypatch, "dossier", built.path, "Anton Brask", "--csv"))
        )
    )

    assert {"section", "what", "text", "status", "origins"} <= set(rows[0])


def test_a_dossier_of_nobody_says_who_is_meant(built):
    with pytest.raises(InputError, match="did you mean Anton Brask"):
        built.dossier("Anton Brasc")


def test_the_graph_shows_how_much_each_source_says(built, monkeypatch):
    assert "Anton Brask  says 2" in told(monkeypatch, "graph", built.path)


def test_the_graph_as_data_is_laid_out(built, monkeypatch):
    found = json.loads(told(monkeypatch, "graph", built.path, "--json"))

    assert {"nodes", "edges", "routes", "left_out"} == set(found)
    assert {"level", "place"} <= set(found["nodes"][0])


def test_hypotheses_of_the_settings_are_weighed(built, monkeypatch):
    shown = told(monkeypatch, "hypotheses", built.path)

    assert "Who did it?" in shown
    assert "1. H1 rebels" in shown


def test_hypotheses_are_a_sheet_with_a_column_each(built, monkeypatch):
    lines = told(monkeypatch, "hypotheses", built.path, "--csv").splitlines()

    assert lines[0].endswith("rebels,others")
    assert lines[1].endswith("consistent,inconsistent")


def test_a_question_that_nobody_asked_names_those_that_were(built):
    with pytest.raises(InputError, match="Who did it"):
        built.hypotheses(question="why")


def test_a_claim_that_nothing_excludes_is_no_dispute(built):
    lone = next(c for c in built.claims() if not c.rivals)
    with pytest.raises(InputError, match="no dispute"):
        built.hypotheses(dispute=lone.id)


def test_a_case_without_hypotheses_says_where_to_write_them(tmp_path):
    with pytest.raises(InputError, match="names no hypotheses"):
        case(tmp_path).hypotheses()


def test_what_is_asked_as_of_a_day_knows_nothing_later(built, monkeypatch):
    early = told(monkeypatch, "dossier", built.path, "River Guard", "--as-of", "2009-09-19")
    shown = told(monkeypatch, "graph", built.path, "--as-of", "2009-09-18")

    assert "2009-09-21" not in early
    assert "Jarin Tolle" not in shown


def test_the_timeline_has_a_head_for_each_day_and_says_each_thing_once(built, monkeypatch):
    lines = told(monkeypatch, "timeline", built.path).splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]

    assert len(heads) == len(set(heads))


def test_a_sum_is_explained_by_the_id_that_the_list_of_checks_prints(tmp_path, monkeypatch):
    words = "Police detained 30 men, 18 in Kell and 12 in Orm, police chief Stefan Ruul said.\n"
    made = case(tmp_path, {"sum.txt": f"Arrests\n\nSeptember 18, 2009\n\n{words}"})
    [check] = made.checks()

    assert check.id[:8] in told(monkeypatch, "checks", made.path)
    assert "Adds up: 18 + 12 = 30" in told(monkeypatch, "why", made.path, check.id)


def test_an_answer_as_of_a_day_is_that_of_a_case_of_the_pages_of_that_day(built, tmp_path):
    day = date(2009, 9, 19)
    before = case(tmp_path, {k: v for k, v in PAGES.items() if k != "toll.txt"})
    (before.path / "wellsourced.toml").write_text(RULES)
    before.run(workers=0)
    built.run(workers=0)

    assert built.graph(as_of=day) == before.graph()
    assert built.hypotheses(as_of=day) == before.hypotheses()
    for claim in before.claims():
        assert built.why(claim.id, as_of=day) == before.why(claim.id)
    for entity in before.entities():
        assert built.dossier(entity.name, as_of=day) == before.dossier(entity.name)
