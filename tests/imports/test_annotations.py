"""Annotations made elsewhere, as rulings and notes of those who made them."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from click.testing import CliRunner

from tests.factories import NOON, PAGES, written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.model import Credibility, Decision, Order, RulingState, Slot

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


def assessed(folder, case, *, edit=None):
    """A case's export as it comes back from elsewhere; `edit` changes the words of a body."""
    case.seen(ruled=True).export("webanno", folder / "a.anno.jsonld")
    page = json.loads((folder / "a.anno.jsonld").read_text("utf-8"))
    for item in page["items"] if edit else ():
        for body in item["body"]:
            if body["purpose"] == "assessing":
                body["value"] = edit(body["value"])
    return written(folder, {"back.anno.jsonld": json.dumps(page)})[0]


def brought(folder, case, **options):
    """A fresh case of the same pages, with the rulings of another brought in."""
    other = ran(folder / "other")
    file = assessed(folder, case, **options)
    found = run("import", other.path, file, "--as", "annotations")
    return Case.open(other.path), found


def seen(case):
    """All that is seen of a case with its rulings; these may have other ids."""
    ruled = case.seen(ruled=True)
    ids = {r.ruling.id: f"ruling {r.ruling.number}" for r in ruled.rulings()}
    told = [msgspec.structs.replace(c, rulings=()) for c in ruled.claims(ruled=True)]
    bears = [(c.id, [ids[r] for r in c.rulings]) for c in ruled.claims(ruled=True)]
    return (
        told,
        bears,
        ruled.tallies(),
        [(s.name, s.reliability, s.notes) for s in ruled.sources()],
    )


def ruled(case, *orders):
    for n, order in enumerate(orders):
        case.rule(order, by="Ada Orm", at=datetime(2009, 10, 1, 9, n, 1, 234567, tzinfo=UTC))
    return case


def test_a_corrected_slot_comes_back_with_who_and_when(tmp_path):
    first = ran(tmp_path / "a")
    claim = first.claims()[0]
    fix = Order(
        decision=Decision.CORRECT, of=(claim.id,), field=Slot.PLACE, value="Tarn", why="map"
    )
    second, _ = brought(tmp_path, ruled(first, fix))

    assert seen(second) == seen(first)
    assert second.rulings()[0].ruling.at == first.rulings()[0].ruling.at


def test_merged_claims_a_grade_and_two_names_for_one_come_back(tmp_path):
    first = ran(tmp_path / "a")
    one, two = first.claims()[:2]
    who = [s.name for s in first.sources()]
    second, found = brought(
        tmp_path,
        ruled(
            first,
            Order(decision=Decision.MERGE, of=(one.id, two.id), why="one blast"),
            Order(decision=Decision.RELIABILITY, of=(who[0],), value="B"),
            Order(decision=Decision.NOTE, of=(one.id,), value="ask the engineers"),
            Order(decision=Decision.ASSIGN, of=(one.id,), value="eve"),
        ),
    )

    assert len(second.rulings()) == 4, found.stderr
    assert seen(second) == seen(first)


def test_what_was_edited_elsewhere_goes_before_what_was_not(tmp_path):
    first = ran(tmp_path / "a")
    claim = first.claims()[0]
    fix = Order(decision=Decision.CORRECT, of=(claim.id,), field=Slot.PLACE, value="Tarn")
    ruled(first, fix)
    edited, _ = brought(tmp_path, first, edit=lambda words: words.replace("Tarn", "Selm"))
    (row,) = edited.rulings()

    assert (row.ruling.draft.field, row.ruling.draft.value) == (Slot.PLACE, "Selm")


def test_a_correction_is_not_edited_into_a_merger(tmp_path):
    first = ran(tmp_path / "a")
    ruled(first, Order(decision=Decision.ACCEPT, of=(first.claims()[0].id,)))
    edited, found = brought(tmp_path, first, edit=lambda _: "merge")

    assert (found.exit_code, edited.rulings()) == (3, ())
    assert "'merge' cannot be decided from words alone" in found.stderr


def test_our_own_export_twice_rules_once(tmp_path):
    first = ran(tmp_path / "a")
    one, two = first.claims()[:2]
    ruled(first, Order(decision=Decision.MERGE, of=(one.id, two.id)))
    file = assessed(tmp_path, first)
    run("import", first.path, file, "--as", "annotations")

    assert len(Case.open(first.path).rulings()) == 1


def test_a_correction_is_told_in_words_too(case, tmp_path):
    note = annotation() | {
        "motivation": "assessing",
        "text": "correct place to “Tarn”: the map says so",
    }
    bring(case, tmp_path, note)
    (row,) = case.rulings()

    assert row.ruling.draft.field is Slot.PLACE
    assert (row.ruling.draft.value, row.ruling.draft.why) == ("Tarn", "the map says so")
