"""Rulings over a record: what each changes, what it leaves, and what no longer applies."""

import msgspec
import pytest

from tests.factories import NOON, written
from tests.flow.rulings.desk import AT, PAGES, desk, rule, ruled, told
from wellsourced.case import Case
from wellsourced.errors import InputError
from wellsourced.model import Decision, Estimate, RulingState, Slot, Status


@pytest.fixture
def case(tmp_path):
    return desk(tmp_path)


def test_without_rulings_the_layer_is_the_machines_record(case):
    machine = {c.id: c for c in case.claims()}

    for claim in case.claims(ruled=True):
        fields = machine[claim.id].__struct_fields__
        assert [getattr(claim, f) for f in fields] == [
            getattr(machine[claim.id], f) for f in fields
        ]
        assert claim.rulings == ()


def test_a_ruling_leaves_the_machines_record_as_it_is(case):
    before = msgspec.json.encode(case.claims())
    rule(case, Decision.REJECT, told(case, "attacked").id)

    assert msgspec.json.encode(case.claims()) == before
    assert msgspec.json.encode(Case.open(case.path).claims()) == before


def test_what_is_accepted_says_so_and_who_why_when(case):
    claim = told(case, "controls Lorne")
    done = rule(case, Decision.ACCEPT, claim.id, why="read both pages")

    assert ruled(case, claim.id).judged is Decision.ACCEPT
    assert (done.by, done.at, done.draft.why) == ("ada", AT, "read both pages")
    assert "judged accept" in done.after
    assert "judged" not in done.before


def test_a_denial_that_was_misread_denies_no_more(case):
    denial, attack = told(case, "attacked", "-"), told(case, "attacked")
    rule(case, Decision.REJECT, denial.id)

    now = ruled(case, attack.id)
    assert now.status is Status.SINGLE_SOURCE
    assert now.machine_status is Status.DISPUTED
    assert now.denied_by == ()
    assert now.rivals == ()


def test_what_was_rejected_is_listed_but_counts_in_no_view(case):
    denial = told(case, "attacked", "-")
    rule(case, Decision.REJECT, denial.id)
    seen = case.seen(ruled=True)

    assert ruled(case, denial.id).judged is Decision.REJECT
    assert denial.id not in {r.claim for r in seen.timeline()}
    assert denial.id in {r.claim for r in case.timeline()}


def test_a_corrected_slot_shows_both_readings(case):
    claim = told(case, "controls Lorne")
    rule(case, Decision.CORRECT, claim.id, field=Slot.PLACE, value="Lorne harbour")

    now = ruled(case, claim.id)
    assert (now.place, now.machine[0].place) == ("Lorne harbour", claim.place)
    assert now.corrected == (Slot.PLACE,)


def test_two_officers_who_are_known_to_differ_corroborate(case):
    attack = told(case, "attacked")
    rule(case, Decision.DIFFERENT_SOURCES, "military officer", "security official")

    now = ruled(case, attack.id)
    assert (attack.origins, now.origins) == (Estimate(1, 2), Estimate(2, 2))


def test_two_officers_who_are_one_man_count_once(case):
    attack = told(case, "attacked")
    rule(case, Decision.SAME_SOURCE, "military officer", "security official")

    now = ruled(case, attack.id)
    assert now.origins == Estimate(1, 1)
    assert any("one source" in why for why in now.why)


def test_an_unnamed_officer_who_is_not_the_general_makes_two(case):
    claim = told(case, "controls Lorne")
    rule(case, Decision.DIFFERENT_SOURCES, "Ivo Brandt", "two military officers", within=claim.id)

    now = ruled(case, claim.id)
    assert now.status is Status.CORROBORATED
    assert now.machine_status is Status.SINGLE_SOURCE


def test_pages_of_one_text_are_one_origin(case):
    attack = told(case, "attacked")
    rule(case, Decision.MERGE, "courier.txt", "ledger.txt")

    assert ruled(case, attack.id).origins == Estimate(1, 1)


def test_claims_that_are_merged_stand_on_all_their_tellings(case):
    attack, lorne = told(case, "attacked"), told(case, "controls Lorne")
    rule(case, Decision.MERGE, lorne.id, attack.id)

    now = ruled(case, lorne.id)
    assert {s.name for s in now.said_by} == {s.name for c in (attack, lorne) for s in c.said_by}
    assert now.status is Status.DISPUTED
    assert {m.id for m in now.machine} == {attack.id, lorne.id}
    assert attack.id not in {c.id for c in case.claims(ruled=True)}


def test_words_that_go_out_of_a_claim_are_one_of_their_own(case):
    claim = told(case, "controls Lorne")
    done = rule(case, Decision.SPLIT, claim.id, out=("ledger.txt",))
    (row,) = case.rulings()
    kept, new = (ruled(case, name) for name in row.bears_on)

    assert [s.name for s in kept.said_by] == ["Ivo Brandt", "Petra K"]
    assert [s.name for s in new.said_by] == ["two military officers"]
    assert done.number == 1
    assert new.machine[0].id == claim.id


def test_names_that_are_merged_are_linked_anew(case):
    attack = told(case, "attacked")
    rule(case, Decision.MERGE, "Ivo Brandt", "Ada Orm")
    seen = case.seen(ruled=True)

    assert "Ada Orm" not in {e.name for e in seen.entities()}
    assert {"Ada Orm"} <= {a.name for a in seen.show("Ivo Brandt").aliases}
    assert "Ada Orm" in {e.name for e in case.entities()}
    assert ruled(case, attack.id).status is attack.status


def test_a_name_can_mean_another_in_one_page(case):
    rule(case, Decision.SPLIT, "River Guard", out=("denial.txt",), value="River Guard of Tarn")
    slots = {c.actor for c in case.claims(ruled=True) if "attacked" in c.text}

    assert slots == {"River Guard", "River Guard of Tarn"}


def test_grades_and_notes_are_words_of_an_analyst(case):
    claim = told(case, "controls Lorne")
    rule(case, Decision.CREDIBILITY, claim.id, value="2")
    rule(case, Decision.NOTE, claim.id, value="ask the mayor")
    rule(case, Decision.RELIABILITY, "Ivo Brandt", value="B")

    now = ruled(case, claim.id)
    assert (now.credibility, now.notes) == ("2", ("ask the mayor",))
    assert now.status is claim.status
    grades = {s.name: s.reliability for s in case.seen(ruled=True).sources()}
    assert grades["Ivo Brandt"] == "B"
    assert not hasattr(case.sources()[0], "reliability")


def test_the_last_word_on_one_thing_counts_and_its_undoing_brings_back_the_one_before(case):
    claim = told(case, "controls Lorne")
    rule(case, Decision.ACCEPT, claim.id)
    rule(case, Decision.REJECT, claim.id)

    assert ruled(case, claim.id).judged is Decision.REJECT
    case.undo("2", by="bob", at=AT)
    assert ruled(case, claim.id).judged is Decision.ACCEPT
    case.undo("3", by="bob", at=AT)
    assert ruled(case, claim.id).judged is Decision.REJECT
    with pytest.raises(InputError, match="undone already"):
        case.undo("3", by="bob", at=AT)


@pytest.mark.parametrize(
    ("decision", "of", "fields"),
    [
        (Decision.ACCEPT, ("ffffffff",), {}),
        (Decision.MERGE, ("Ivo Brandt",), {}),
        (Decision.RELIABILITY, ("Ivo Brandt",), {"value": "G"}),
        (Decision.RELIABILITY, ("nobody at all",), {"value": "A"}),
        (Decision.UNDO, ("7",), {}),
        (Decision.SPLIT, ("Ivo Brandt",), {}),
        (Decision.REDACT, ("courier.txt:9000-9004",), {}),
        (Decision.SAME_SOURCE, ("Ivo Brandt", "security official"), {}),
    ],
)
def test_what_cannot_be_ruled_is_refused_and_not_written(case, decision, of, fields):
    with pytest.raises(InputError):
        rule(case, decision, *of, **fields)
    assert case.rulings() == ()


def test_a_ruling_keeps_to_a_day_by_what_was_known_on_it(case):
    denial = told(case, "attacked", "-")
    rule(case, Decision.REJECT, denial.id)
    (row,) = case.rulings(as_of=NOON.replace(year=2031, month=5, day=4).date())

    assert row.state is RulingState.IDLE
    assert row.reason == "the page is not in the record"


def test_a_further_run_keeps_rulings(case, tmp_path):
    attack = told(case, "attacked")
    rule(case, Decision.ACCEPT, attack.id)
    more = {
        "later.txt": "Mayor speaks\n\nMay 9, 2031\n\nThe mayor said that the market is shut.\n"
    }
    case.add(written(tmp_path / "more", more), at=AT)
    case.run(workers=0)

    assert ruled(case, attack.id).judged is Decision.ACCEPT


def test_a_ruling_follows_the_words_into_a_newer_version_of_the_page(case, tmp_path):
    denial = told(case, "attacked", "-")
    rule(case, Decision.ACCEPT, denial.id)
    newer = PAGES["denial.txt"].replace(
        "May 5, 2031\n", "May 5, 2031\n\nUpdated in the evening.\n"
    )
    case.add(written(tmp_path / "pages", {**PAGES, "denial.txt": newer}), at=AT)
    case.run(workers=0)

    (row,) = case.rulings()
    assert row.state is RulingState.IN_FORCE
    (name,) = row.bears_on
    assert name != denial.id
    assert ruled(case, name).judged is Decision.ACCEPT


def test_what_no_longer_applies_is_listed_with_the_reason(case, tmp_path):
    denial = told(case, "attacked", "-")
    rule(case, Decision.ACCEPT, denial.id)
    newer = "Spokesman is silent\n\nMay 5, 2031\n\nJan Kell, a spokesman, said nothing.\n"
    case.add(written(tmp_path / "pages", {**PAGES, "denial.txt": newer}), at=AT)
    case.run(workers=0)

    (row,) = case.rulings()
    assert (row.state, row.reason) == (RulingState.IDLE, "the page no longer has the words")


def test_what_another_rules_is_seen_once_the_case_is_renewed(case):
    claim = told(case, "controls Lorne")
    other = Case.open(case.path)
    assert other.rulings() == ()
    rule(case, Decision.ACCEPT, claim.id)

    other.renew()
    assert len(other.rulings()) == 1


def test_a_rejected_claim_can_be_looked_at(case):
    denial = told(case, "attacked", "-")
    rule(case, Decision.REJECT, denial.id)
    seen = case.seen(ruled=True)

    assert seen.show(denial.id[:8]).judged is Decision.REJECT
    assert seen.claim(denial.id).judged is Decision.REJECT
    assert case.show(denial.id) == denial


def test_names_that_are_merged_are_merged_on_earlier_days_too(case):
    day = NOON.replace(year=2031, month=5, day=4).date()
    rule(case, Decision.MERGE, "Ivo Brandt", "Ada Orm")
    then = case.seen(ruled=True).entities(as_of=day)

    assert "Ada Orm" not in {e.name for e in then}
    assert "Ada Orm" in {e.name for e in case.entities(as_of=day)}
