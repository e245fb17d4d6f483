import json
import subprocess
import sys
from pathlib import Path

import pytest
import rivals
from beside import gap_rules, regex_counts
from rivals import Absent, Contest, Result

PAGES = [{"id": n, "cluster": n // 3} for n in range(30)]


def test_the_same_share_is_the_same_sample() -> None:
    drawn = rivals.sampled(PAGES, 0.3, lambda r: r["cluster"])
    assert drawn == rivals.sampled(PAGES, 0.3, lambda r: r["cluster"])


def test_pages_of_one_incident_are_drawn_together() -> None:
    drawn = rivals.sampled(PAGES, 0.3, lambda r: r["cluster"])
    assert len(drawn) == 9
    assert all(r in drawn for r in PAGES if r["cluster"] in {d["cluster"] for d in drawn})


def test_cpu_is_told_as_a_ratio_and_a_set_not_run_now_stays() -> None:
    where = ("times", "time/x.dev", 3)
    now = [
        Result(*where, "ours", 0.8, 0.7, 2.0, ""),
        Result(*where, "other", 0.5, 0.7, 5.0, ""),
    ]
    kept = [{"task": "geo", "data": "g"}, {"task": "times", "data": "time/x.dev"}]
    rows = json.loads(rivals.written(now, 1.0, kept))["rows"]
    assert [r.get("cpu") for r in rows] == [1.0, 2.5, None]


def test_a_rival_that_is_not_installed_says_so_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    contest = Contest("times", "time/x.dev", "time/x.dev", ("value_f1",), 0.7, ())
    (tmp_path / "in.jsonl").write_text("{}\n")
    system = ("nobody's tool", "nobodys_tool", "")
    row = rivals._run(contest, system, tmp_path / "in.jsonl", tmp_path / "gold.jsonl", 1)
    assert row.quality is None
    assert "nobodys_tool" in row.note


def test_each_absent_rival_belongs_to_a_contest_and_says_that_it_was_not_run() -> None:
    held = {(c.task, c.data) for c in rivals.CONTESTS}
    assert all(isinstance(a, Absent) and (a.task, a.data) in held for a in rivals.ABSENT)
    assert all("not run here" in a.note for a in rivals.ABSENT)


def test_the_table_loads_no_rival() -> None:
    words = (
        "import sys, rivals; print(sorted({'textacy', 'dateparser', 'spacy'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=rivals.ROOT / "bench", capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize(
    ("text", "outcome", "low"),
    [
        ("Three people were killed at the ferry of Lorne.", "killed", 3),
        ("The blast killed at least 12 fishermen.", "killed", 12),
        ("A man was wounded on the pier.", "wounded", 1),
        ("The harbour master is in stable condition.", "wounded", 1),
    ],
)
def test_the_plain_rival_reads_plain_sentences(text: str, outcome: str, low: int) -> None:
    (row,) = regex_counts.answers([{"id": "a", "text": text}])
    assert max(q["low"] for q in row["quantities"] if q["outcome"] == outcome) == low


def test_the_rules_of_the_gender_gap_tracker_know_four_ways_of_being_quoted() -> None:
    text = (
        "The mayor of Dorvan said the bridge had fallen on Monday. "
        '"We saw the smoke over the harbour," Petar Oslen said. '
        '"It was there all night and nobody came." '
        "According to two officials, the army left the town in the night."
    )
    (row,) = gap_rules.answers([{"id": "1", "text": text}])
    found = [(text[slice(*a["source"])], text[slice(*a["content"])]) for a in row["attributions"]]
    assert found == [
        ("The mayor of Dorvan", "the bridge had fallen on Monday"),
        ("Petar Oslen", "We saw the smoke over the harbour"),
        ("Petar Oslen", "It was there all night and nobody came."),
        ("two officials", "the army left the town in the night."),
    ]
