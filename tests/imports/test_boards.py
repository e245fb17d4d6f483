"""Boards of Open Synthesis: hypotheses and evidence that others have put side by side."""

import json

import pytest
from click.testing import CliRunner

from tests.factories import written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.model import Fit

BOARD = {
    "board_title": "Who blew up the bridge at Selm?",
    "hypotheses": [
        {"pk": 1, "hypothesis_text": "The rebels"},
        {"pk": 2, "hypothesis_text": "The army"},
        {"pk": 3, "hypothesis_text": "Nobody", "removed": True},
    ],
    "evidence": [
        {"pk": 7, "evidence_desc": "Rebels were seen at the bridge.", "event_date": "2031-05-03"},
        {"pk": 8, "evidence_desc": "The army had mined the bridge."},
    ],
    "sources": [
        {"evidence": 7, "source_title": "Selm Post", "source_url": "https://post.example/1"},
        {"evidence": 8, "source_url": "https://www.radio.example/2"},
    ],
    "evaluations": [
        {"hypothesis": 1, "evidence": 7, "value": 5},
        {"hypothesis": 2, "evidence": 7, "value": 1},
        {"hypothesis": 2, "evidence": 8, "value": 5},
        {"hypothesis": 2, "evidence": 8, "value": 4},
        {"hypothesis": 1, "evidence": 8, "value": 3},
        {"hypothesis": 3, "evidence": 8, "value": 5},
    ],
}


def dumped():
    """The same as the board's own database writes it."""
    parts = (
        ("hypothesis", BOARD["hypotheses"]),
        ("evidence", BOARD["evidence"]),
        ("evidencesource", BOARD["sources"]),
        ("evaluation", BOARD["evaluations"]),
    )
    rows = [
        {
            "model": f"openach.{model}",
            "pk": r.get("pk", n),
            "fields": {**r, "board": 1} if model in ("hypothesis", "evidence") else r,
        }
        for model, records in parts
        for n, r in enumerate(records)
    ]
    title = {"board_title": BOARD["board_title"], "creator": 1}
    return [{"model": "openach.board", "pk": 1, "fields": title}, *rows]


def run(*words):
    return CliRunner().invoke(cli, [*map(str, words)])


@pytest.mark.parametrize("board", [BOARD, dumped()], ids=["object", "dump"])
def test_a_board_is_weighed_by_the_evidence_that_others_rated(tmp_path, board):
    file = written(tmp_path, {"board.json": json.dumps(board)})[0]
    found = run("import", tmp_path / "case", file, "--as", "hypotheses")
    case = Case.open(tmp_path / "case")
    case.run(workers=0)
    (matrix,) = case.hypotheses()
    fits = {r.text.split("|")[-1].strip(): r.fits for r in matrix.rows}

    assert "there is no such cell" in found.stderr
    assert matrix.question == "Who blew up the bridge at Selm?"
    assert [h.name for h in matrix.hypotheses] == ["The rebels", "The army"]
    assert fits == {
        "Rebels were seen at the bridge.": (Fit.CONSISTENT, Fit.INCONSISTENT),
        "The army had mined the bridge.": (Fit.NEUTRAL, Fit.CONSISTENT),
    }
    assert {s.name for r in matrix.rows for s in r.said_by} == {"Selm Post", "radio.example"}


def test_a_board_can_be_taken_out_again(tmp_path):
    file = written(tmp_path, {"board.json": json.dumps(BOARD)})[0]
    run("import", tmp_path / "case", file, "--as", "hypotheses")
    run("imports", tmp_path / "case", "--remove", "board.json")
    case = Case.open(tmp_path / "case")
    case.run(workers=0)

    assert case.settings().hypotheses == ()
    assert case.claims() == ()
