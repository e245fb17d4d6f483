"""The pipes: a JSON object a line in, one out, in order; a bad line costs the others nothing."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.test_cli import run
from tests.factories import written
from wellsourced.config import Settings
from wellsourced.model import Layer
from wellsourced.pipes.mark import MarkedRow, mark

LAYERS = [layer.value for layer in Layer]
SAID = "General Anton Brask said on Monday that twelve rebels were killed in Havrin."


def lines(*rows: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows)


def marked(*rows: object, only: str | None = None):
    found = run("mark", *(["--only", only] if only else []), given=lines(*rows))
    return found.exit_code, [json.loads(line) for line in found.stdout.splitlines()]


def test_a_row_out_for_each_row_in_with_all_layers():
    code, [row] = marked({"id": "a", "text": SAID, "published": "2009-09-22", "unknown": 1})

    assert code == 0
    assert list(row)[:5] == ["id", "published", "outlet", "author", "title"]
    assert list(row)[5:] == LAYERS
    assert row["published"] == {"earliest": "2009-09-22", "latest": "2009-09-22", "basis": "given"}
    assert row["times"][0]["earliest"] == "2009-09-21"


def test_only_what_is_asked_for_is_given():
    _, [row] = marked({"id": "a", "text": SAID}, only="times,parts")

    assert row["times"]
    assert row["parts"]
    assert [n for n in LAYERS if row[n]] == ["parts", "times"]


def test_bad_lines_are_errors_in_their_place_and_the_exit_code_3():
    good = [{"id": str(n), "text": SAID} for n in range(3)]
    bad = ["not json", {"id": "b"}, {"text": "x"}, {"id": "d", "text": "x", "published": "soon"}]
    code, rows = marked(good[0], bad[0], bad[1], good[1], bad[2], bad[3], good[2], only="times")

    assert code == 3
    assert [r["id"] for r in rows] == ["0", None, "b", "1", None, "d", "2"]
    assert [sorted(r) for r in rows if "error" in r] == [["error", "id"]] * 4


def test_settings_teach_the_pipe_names(tmp_path):
    file = tmp_path / "s.toml"
    file.write_text('[[actors]]\nname = "Anton Brask"\nkind = "person"\naliases = ["the Fox"]\n')
    words = lines({"id": "a", "text": "People saw the Fox in town."})
    found = run("mark", "--only", "entities", "--settings", file, given=words)

    rows = json.loads(found.stdout)["entities"]
    assert [e["name"] for e in rows if e["form"] == "name"] == ["Anton Brask"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=4), st.integers(0, 4))
def test_no_line_however_broken_stops_the_pipe(junk, at):
    good = json.dumps({"id": "good", "text": "He left on Monday."}).encode()
    rows = [b for line in junk for b in line.splitlines() if b.strip()]
    rows.insert(at, good)
    found = list(mark(rows, Settings(), only=frozenset({Layer.TIMES})))

    assert len(found) == len(rows)
    assert sum(isinstance(r, MarkedRow) for r in found) >= 1


def test_read_names_each_file_as_it_was_given(tmp_path):
    paths = written(
        tmp_path / "pages", {"a.txt": "The bridge fell.", "b.txt": b"", "c.txt": "Ox."}
    )
    found = run("read", *paths, tmp_path / "none.txt", "--jsonl")
    rows = [json.loads(line) for line in found.stdout.splitlines()]

    assert found.exit_code == 3
    assert [r["file"] for r in rows] == [*map(str, paths), str(tmp_path / "none.txt")]
    assert ["error" in r for r in rows] == [False, True, False, True]
    assert rows[0]["text"] == "The bridge fell."
    assert run("read", *paths).stdout.count("characters") == 2


@pytest.mark.parametrize("name", ["pages", "pages/a.txt"])
def test_read_takes_folders_and_files_alike(tmp_path, name):
    written(tmp_path / "pages", {"a.txt": "The bridge fell."})
    [row] = map(json.loads, run("read", tmp_path / name, "--jsonl").stdout.splitlines())

    assert row["file"] == str(tmp_path / "pages" / "a.txt")


def test_reuse_finds_who_copies_whom():
    told = "The ferry to Dubrena sank in the storm on Monday night with forty people on board. "
    rest = "Fishermen who saw the lights go out rowed to the place and found eleven men alive."
    rows = [
        {"id": "wire", "text": told + rest},
        {"id": "paper", "text": "From our correspondent. " + told + rest},
        {"id": "other", "text": "The price of salt rose again in the valley, traders said."},
    ]
    found = run("reuse", given=lines(*rows))
    [pair] = map(json.loads, found.stdout.splitlines())

    assert {pair["a"], pair["b"]} == {"wire", "paper"}
    a0, a1, b0, b1 = pair["spans"][0]
    texts = {r["id"]: r["text"] for r in rows}
    assert texts[pair["a"]][a0:a1].split() == texts[pair["b"]][b0:b1].split()
