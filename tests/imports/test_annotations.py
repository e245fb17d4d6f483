"""Annotations made elsewhere, as rulings and notes of those who made them."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from tests.factories import NOON, PAGES, written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.model import Credibility, Decision, Order, RulingState

QUOTE = "the bridge at Havrin was blown up by rebels"


def run(*words):
    return CliRunner().invoke(cli, [*map(str, words)])


def ran(folder):
    made = Case.create(folder / "case")
    made.add(written(folder / "pages", PAGES), at=NOON)
    made.run(workers=0)
    return made


@pytest.fixture
def case(tmp_path):
    return ran(tmp_path)


def annotation(exact=QUOTE, *, text="", tags=(), prefix="on Thursday that ", page="bridge.txt"):
    """An annotation as Hypothesis gives it; its place is that of another cut of the page."""
    selectors = [
        {"type": "TextPositionSelector", "start": 4000, "end": 4000 + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": ""},
    ]
    return {
        "uri": f"https://news.example/{page}",
        "user": "acct:ada@annotators.example",
        "created": "2009-10-02T08:00:00+00:00",
        "text": text,
        "tags": list(tags),
        "target": [{"source": f"https://news.example/{page}", "selector": selectors}],
    }


def bring(case, tmp_path, *annotations):
    text = json.dumps({"total": len(annotations), "rows": annotations})
    file = written(tmp_path, {"notes.json": text})[0]
    return run("import", case.path, file, "--as", "annotations")


def test_a_tag_judges_the_claim_that_rests_on_the_words(case, tmp_path):
    bring(case, tmp_path, annotation(text="he was not there", tags=["reject"]))
    (row,) = case.rulings()

    assert (row.ruling.decision, row.ruling.by) == (Decision.REJECT, "ada")
    assert row.ruling.draft.why == "he was not there"
    assert row.ruling.at == datetime(2009, 10, 2, 8, tzinfo=UTC)
    assert QUOTE in {a.quote for s in row.ruling.draft.subjects for a in s.anchors} or row.bears_on


def test_a_comment_is_a_note(case, tmp_path):
    bring(case, tmp_path, annotation(text="ask the engineers"))
    (row,) = case.rulings()

    assert (row.ruling.decision, row.ruling.draft.value) == (Decision.NOTE, "ask the engineers")


def test_the_same_file_twice_rules_once_and_it_can_be_taken_out_and_brought_in_again(
    case, tmp_path
):
    one = annotation(tags=["accept"])
    bring(case, tmp_path, one)
    again = bring(case, tmp_path, one)
    run("imports", case.path, "--remove", "notes.json")
    out = [r.state for r in Case.open(case.path).rulings()]
    bring(case, tmp_path, one)
    rows = Case.open(case.path).rulings()
    accepted = [r.state for r in rows if r.ruling.decision is Decision.ACCEPT]

    assert "nothing changed" in again.stderr
    assert out == [RulingState.UNDONE, RulingState.IN_FORCE]
    assert accepted == [RulingState.UNDONE, RulingState.IN_FORCE]


def test_what_cannot_be_found_is_told_and_the_rest_is_used(case, tmp_path):
    found = bring(
        case,
        tmp_path,
        annotation("words that stand nowhere", text="x"),
        annotation(text="x", page="nowhere.txt"),
        annotation(text="ask the engineers"),
        annotation(text=""),
    )

    assert found.exit_code == 3
    assert "annotation 1: its words are not there: 'words that stand nowhere'" in found.stderr
    assert "annotation 2: its page is not in the case" in found.stderr
    assert "annotation 4: it says nothing" in found.stderr
    assert len(case.rulings()) == 1


def test_our_own_export_comes_back_as_the_same_rulings(tmp_path):
    first, second = ran(tmp_path / "a"), ran(tmp_path / "b")
    one, two = first.claims()[:2]
    at = datetime(2009, 10, 1, tzinfo=UTC)
    orders = (
        Order(decision=Decision.REJECT, of=(one.id,), why="misread"),
        Order(decision=Decision.NOTE, of=(two.id,), value="ask again"),
        Order(decision=Decision.CREDIBILITY, of=(two.id,), value=Credibility.DOUBTFUL),
    )
    for order in orders:
        first.rule(order, by="Ada Orm", at=at)
    first.seen(ruled=True).export("webanno", tmp_path / "a.anno.jsonld")
    found = run("import", second.path, tmp_path / "a.anno.jsonld", "--as", "annotations")

    def told(case):
        rows = [r.ruling for r in case.rulings()]
        return {
            (r.decision, r.draft.value, r.draft.why, r.by, r.at, r.draft.subjects) for r in rows
        }

    assert told(second) == told(first), found.stderr
