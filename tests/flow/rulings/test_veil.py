"""What is not shown: redacted words and names, and readers' names if asked; evidence stays."""

import msgspec
import pytest

from tests.factories import document, part
from tests.flow.rulings.desk import desk, rule, told
from wellsourced.case import texts
from wellsourced.flow.rulings.veil import veil
from wellsourced.model import Decision, PartKind

NAMES = ("Petra", "eel catcher")


@pytest.fixture
def case(tmp_path):
    return desk(tmp_path)


def views(case, folder):
    """All that a case shows, as it is written out."""
    listed = (
        case.claims(),
        case.claims(ruled=True),
        case.tallies(),
        case.checks(),
        case.timeline(),
        case.sources(),
        case.documents(),
        case.entities(),
        case.reuse(),
        case.graph(),
        case.incidents(),
        case.review(),
        case.rulings(),
        [case.show(c.id) for c in case.claims()],
        [case.why(c.id) for c in case.claims()],
        [case.page(d.id) for d in case.documents()],
        [case.history(c.id) for c in case.claims()],
        case.days(),
        [case.why(d.id) for d in case.documents()],
        [case.dossier(e.name) for e in case.entities()],
        [case.show(d.id) for d in case.documents()],
        list(texts(case).values()),
        case.nearest("Petra Kay"),
    )
    shown = [msgspec.json.encode(rows).decode() for rows in listed]
    shown += [f.read_text(encoding="utf-8") for f in case.export("jsonl", folder / "jsonl")]
    return shown + [f.read_text(encoding="utf-8") for f in case.export("csv", folder / "csv")]


def naming(case, folder, names):
    return [n for view in views(case, folder) for n in names if n in view]


def test_readers_names_are_withheld_from_every_view_and_export(case, tmp_path):
    rule(case, Decision.NOTE, told(case, "controls Lorne").id, value="Petra K lives there")

    assert naming(case, tmp_path / "open", NAMES)
    assert naming(case.seen(withhold_commenters=True), tmp_path / "held", NAMES) == []


def test_readers_stay_apart_without_their_names(case):
    held = case.seen(withhold_commenters=True)
    (names,) = [d.commenters for d in held.documents() if d.commenters]

    assert sorted(names) == ["reader 1", "reader 2"]
    assert {s.name for s in held.sources()} >= {"Ivo Brandt"}


def test_words_stand_where_they_stood(case):
    shown = case.seen(withhold_commenters=True)
    for page in texts(case).values():
        held = texts(shown)[page.id]
        assert len(held.text) == len(page.text)
    for claim in shown.claims():
        for e in claim.evidence:
            assert texts(shown)[e.document].text[e.start : e.end] == e.quote


def test_a_redacted_name_stands_in_no_view_and_verify_holds(case, tmp_path):
    before = case.verify()
    rule(case, Decision.REDACT, "Ivo Brandt", why="at risk")

    assert naming(case, tmp_path, ("Ivo", "Brandt")) == []
    assert naming(case.seen(ruled=True), tmp_path / "ruled", ("Ivo", "Brandt")) == []
    after = case.verify()
    assert (after.spans, after.quotes) == (before.spans, before.quotes)
    assert after.rulings == 1


def test_redacted_words_are_blanked_where_they_stand_only(case):
    page = next(d for d in texts(case).values() if d.file == "courier.txt")
    start = page.text.index("Lorne")
    rule(case, Decision.REDACT, f"courier.txt:{start}-{start + 5}")
    shown = texts(case)[page.id].text

    assert shown[start : start + 5] == "█████"
    assert shown.count("Lorne") == page.text.count("Lorne") - 1
    quotes = {e.quote for c in case.claims() for e in c.evidence if e.document == page.id}
    assert "The army controls █████" in quotes


def test_what_was_redacted_comes_back_if_that_is_undone(case):
    before = msgspec.json.encode(case.claims())
    rule(case, Decision.REDACT, "Ivo Brandt")
    assert msgspec.json.encode(case.claims()) != before
    case.undo("1", by="ada", at=case.rulings()[0].ruling.at)

    assert msgspec.json.encode(case.claims()) == before


def test_redacted_words_stand_in_no_record_that_rests_on_them(case, tmp_path):
    page = next(d for d in texts(case).values() if d.file == "ledger.txt")
    start = page.text.index("police arrested Jan Kell in Tarn")
    claim = told(case, "arrested")
    rule(case, Decision.ASSIGN, claim.id, value="bob")
    rule(case, Decision.REDACT, f"ledger.txt:{start}-{start + 32}")

    assert naming(case, tmp_path, ("arrested Jan", "police arrested")) == []
    assert [r.text for r in case.review(reviewer="bob")] == ["██████ ████████ ███ ████ ██ ████"]


def test_the_list_of_rulings_does_not_tell_what_is_redacted(case):
    rule(case, Decision.REDACT, "courier.txt:0-4", why="asked for")
    (row,) = case.rulings()

    assert row.ruling.draft.subjects[0].said == "████"
    assert row.ruling.draft.why == "asked for"


def test_a_piece_of_a_readers_name_that_is_marked_as_a_name_is_withheld():
    """As "SUM(A1)Trudy" of the reader "=SUM(A1)Trudy"; what others are called too stays."""
    text = "Bex shot him. =SUM(A1)Trudy: so Bex Quill says."
    first = part(0, 13)
    others = [
        part(14, len(text), PartKind.COMMENT, id=f"c{n}", author=name)
        for n, name in enumerate(("=SUM(A1)Trudy", "Bex Quill"))
    ]
    page = document(text, parts=(first, *others))
    over = veil((), (page,), withhold_commenters=True)

    assert over.text("SUM(A1)Trudy") == over.text("SUM(A1)TRUDY") == "reader 1"
    assert over.text("Quill met Bex") == "reader 2 met Bex"
    assert "Trudy" not in over.over(page).text
