"""What is to be looked at first, and why."""

import pytest

from tests.flow.rulings.desk import desk, rule, told
from wellsourced.model import Decision


@pytest.fixture
def case(tmp_path):
    return desk(tmp_path)


def reasons(case, claim, **asked):
    row = next((r for r in case.review(**asked) if r.claim == claim.id), None)
    return [w.why for w in row.reasons] if row else None


def test_what_is_disputed_comes_before_what_one_source_says(case):
    rows = case.review()

    assert "disputed" in rows[0].reasons[0].why
    assert [r.score for r in rows] == sorted((r.score for r in rows), reverse=True)
    assert all(r.score == sum(w.points for w in r.reasons) for r in rows)


def test_one_doubt_away_from_corroborated_is_said(case):
    assert any("one doubt away" in why for why in reasons(case, told(case, "controls Lorne")))


def test_what_was_judged_is_done(case):
    claim = told(case, "attacked")
    rule(case, Decision.ACCEPT, claim.id)

    assert reasons(case, claim) is None


def test_a_reviewer_sees_what_is_theirs_and_nothing_of_the_other_before_both_ruled(case):
    claim = told(case, "attacked")
    for name in ("bob", "eve"):
        rule(case, Decision.ASSIGN, claim.id, value=name)
    rule(case, Decision.ACCEPT, claim.id, by="bob")

    assert reasons(case, claim, reviewer="bob") is None
    (row,) = case.review(reviewer="eve")
    assert row.ruled_by == ()
    assert not any("accept" in w.why for w in row.reasons)
    assert [r.ruling.by for r in case.rulings(reviewer="eve")] == ["ada", "ada"]
    assert [r.ruling.by for r in case.rulings(reviewer="bob")] == ["ada", "ada", "bob"]
    assert not [c for c in case.claims(ruled=True) if c.judged]


def test_reviewers_who_differ_are_told_and_a_third_settles_it(case):
    claim = told(case, "attacked")
    for name in ("bob", "eve"):
        rule(case, Decision.ASSIGN, claim.id, value=name)
    rule(case, Decision.ACCEPT, claim.id, by="bob")
    rule(case, Decision.REJECT, claim.id, by="eve")

    assert any("differ" in why for why in reasons(case, claim))
    (both,) = case.agreement()
    assert (both.reviewers, both.claims, both.raw) == (("bob", "eve"), 1, 0)
    rule(case, Decision.REJECT, claim.id, by="ada")
    assert [c.judged for c in case.claims(ruled=True) if c.id == claim.id] == [Decision.REJECT]
    assert reasons(case, claim) is None


def test_the_queue_names_its_claims_as_the_lists_do(case):
    known = {c.id for c in case.claims(ruled=True)}

    assert {r.claim for r in case.review()} <= known
