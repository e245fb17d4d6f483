"""The command line: data on standard output, the rest on standard error, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import PAGES, written
from wellsourced.app.cli import cli
from wellsourced.errors import WellsourcedError

LISTS = ("claims", "tallies", "checks", "timeline", "sources", "documents")


def run(*words: object, given: str | None = None):
    return CliRunner().invoke(cli, [str(w) for w in words], input=given)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    written(folder / "pages", PAGES)
    settings = folder / "settings.toml"
    settings.write_text(
        '[[actors]]\nname = "Anton Brask"\nkind = "person"\naliases = ["the Fox"]\n'
    )
    added = run("add", folder / "case", folder / "pages", "--settings", settings)
    done = run("run", folder / "case", "--workers", 0)
    assert (added.exit_code, done.exit_code) == (0, 0), (added.stderr, done.stderr)
    assert added.stdout == done.stdout == ""
    assert "3 new pages" in added.stderr
    return folder / "case"


def records(*words: object) -> list[dict[str, object]]:
    found = run(*words, "--json")
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_table_json_and_csv(built, name):
    rows = records(name, built)
    table, sheet = run(name, built), run(name, built, "--csv")

    assert table.exit_code == sheet.exit_code == 0
    if rows:
        heads = sheet.stdout.splitlines()[0].split(",")
        assert set(heads) <= set(rows[0])
        assert table.stdout.strip()


def test_claims_are_asked_by_alias_day_and_status(built):
    told = records("claims", built, "--about", "the Fox", "--as-of", "2009-09-18")

    assert told
    assert all(c["status"] == "single-source" for c in told)
    assert records("claims", built, "--about", "the Fox", "--as-of", "2009-09-17") == []
    assert records("claims", built, "--about", "the Fox", "--status", "retracted") == []


def test_a_name_that_nobody_has_is_an_empty_list_and_a_hint(built):
    found = run("claims", built, "--about", "Anton Brasc", "--json")

    assert (found.exit_code, json.loads(found.stdout)) == (0, [])
    assert "did you mean Anton Brask" in found.stderr


def test_show_gives_the_words_with_file_and_offsets(built):
    [claim, *_] = records("claims", built)
    evidence = claim["evidence"][0]
    shown = run("show", built, claim["id"][:8])

    assert shown.exit_code == 0
    assert " ".join(evidence["quote"].split()) in " ".join(shown.stdout.split())
    assert f".txt {evidence['start']}-{evidence['end']}" in shown.stdout


def test_show_gives_documents_and_entities_too(built):
    for row in (*records("documents", built), *records("tallies", built)):
        assert run("show", built, row["id"]).exit_code == 0
    assert json.loads(run("show", built, records("documents", built)[0]["id"], "--json").stdout)


def test_an_id_that_nothing_has_is_an_error_with_a_hint(built):
    with pytest.raises(WellsourcedError, match="no claim"):
        CliRunner().invoke(cli, ["show", str(built), "zzz"], catch_exceptions=False)


def test_one_who_acts_is_shown_by_name(built):
    shown = run("show", built, "Anton Brask").stdout

    assert shown.startswith("Anton Brask\n")
    assert "the Fox  from the settings" in shown


def test_an_id_that_several_have_is_told_with_some_of_them(built):
    with pytest.raises(WellsourcedError, match=r"ids begin with ''.*such as"):
        CliRunner().invoke(cli, ["show", str(built), ""], catch_exceptions=False)


def test_settings_that_cannot_be_read_leave_no_case_behind(tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('[[actors]]\nnam = "Anton Brask"\n')
    with pytest.raises(WellsourcedError, match="nam"):
        CliRunner().invoke(
            cli,
            ["add", str(tmp_path / "case"), str(settings), "--settings", str(settings)],
            catch_exceptions=False,
        )

    assert not (tmp_path / "case").exists()


def test_an_empty_folder_is_said_to_hold_nothing(tmp_path):
    (tmp_path / "pages").mkdir()

    assert "folders are empty" in run("add", tmp_path / "case", tmp_path / "pages").stderr


def test_in_a_pipe_a_row_is_a_line_without_colours_or_blanks_at_its_end(built, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = run("claims", built).stdout.splitlines()

    rows = [line for line in lines if line.strip() and "─" not in line]
    assert len(rows) == 1 + len(records("claims", built))
    assert not [line for line in lines if line != line.rstrip() or "\x1b" in line]


def test_export_writes_a_file_a_table(built, tmp_path):
    for form in ("jsonl", "csv"):
        found = run("export", built, "--to", form, "-o", tmp_path / form)
        assert found.exit_code == 0
        assert (tmp_path / form / f"claims.{form}").exists()
        assert f"claims.{form}" in found.stdout


def test_verify_says_what_holds_and_names_what_does_not(built, tmp_path):
    assert run("verify", built).exit_code == 0

    run("add", tmp_path / "case", *sorted((built.parent / "pages").iterdir()))
    original = next(p for p in (tmp_path / "case/evidence").glob("*/*"))
    original.write_bytes(b"something else")
    found = run("verify", tmp_path / "case")
    assert found.exit_code == 4
    assert "now hashes to" in found.stdout


def test_a_page_that_cannot_be_read_is_told_and_ends_with_3(tmp_path):
    paths = written(tmp_path / "pages", {**PAGES, "empty.txt": b""})
    run("add", tmp_path / "case", *paths)
    found = run("run", tmp_path / "case", "--workers", 0)

    assert found.exit_code == 3
    assert "not read: empty.txt" in found.stderr
    assert "empty.txt" in run("documents", tmp_path / "case").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("add", "case"),
        ("add", "case", "no-such-page.txt"),
        ("claims",),
        ("claims", "case", "--as-of", "last week"),
        ("export", "case", "--to", "stone", "-o", "x"),
        ("mark", "--only", "rhymes"),
        ("sing",),
    ],
)
def test_wrong_use_ends_with_2(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run(*words).exit_code == 2
    assert not (tmp_path / "case").exists()


def test_a_case_that_is_not_there_says_how_to_make_one(tmp_path):
    with pytest.raises(WellsourcedError, match="wellsourced add"):
        CliRunner().invoke(cli, ["claims", str(tmp_path / "none")], catch_exceptions=False)


def test_settings_in_force_are_printed_with_where_they_are_from(built):
    assert "Anton Brask" in run("settings", built).stdout
    assert "wellsourced.toml" in run("settings", built).stderr
    assert json.loads(run("settings", "--json").stdout)["actors"] == []


def test_doctor_looks_at_parser_folder_and_disk(tmp_path):
    found = run("doctor", tmp_path)

    assert found.exit_code == 0, found.stdout
    assert {"parser", "folder", "disk"} <= set(found.stdout.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_completed(shell):
    assert "wellsourced" in run("completion", shell).stdout


def test_a_page_that_is_not_there_costs_those_beside_it_nothing(tmp_path):
    [page] = written(tmp_path / "in", {"a.txt": PAGES["bridge.txt"]})
    found = run("add", tmp_path / "case", page, tmp_path / "none.txt", "ftp://a.example/b")

    assert found.exit_code == 3
    assert "none.txt: there is no such file or folder" in found.output
    assert "ftp://a.example/b: there is no such file or folder; of addresses" in found.output
    assert "1 new page" in found.output


def test_nothing_but_names_of_nothing_makes_no_case(tmp_path):
    found = run("add", tmp_path / "case", tmp_path / "none.txt")

    assert found.exit_code == 2
    assert not (tmp_path / "case").exists()
