"""Two reviewers judge blind, and how they agree is told."""

from datetime import UTC, datetime

import pytest

from wellsourced.flow.rulings.opinions import Opinions, agreement, kappa
from wellsourced.model import ClaimId, Decision, Draft, Ruling, RulingId

BOTH = ("ada", "bob")
BRIDGE = ClaimId("bridge")


def judged(by, decision, number=1):
    return Ruling(
        id=RulingId(f"{by}{number}"),
        number=number,
        draft=Draft(decision=decision),
        by=by,
        at=datetime(2031, 5, 4, tzinfo=UTC),
        before="",
        after="",
    )


def test_the_first_of_two_does_not_count_alone():
    opinions = Opinions()

    assert opinions.heard(judged("ada", Decision.ACCEPT), BRIDGE, BOTH) == []
    assert opinions.blind("ada1")
    assert opinions.judged_by(BRIDGE) == ("ada",)


def test_two_who_agree_count():
    opinions = Opinions()
    opinions.heard(judged("ada", Decision.ACCEPT), BRIDGE, BOTH)

    assert len(opinions.heard(judged("bob", Decision.ACCEPT), BRIDGE, BOTH)) == 2
    assert not opinions.waiting
    assert opinions.differ(BRIDGE) == ""


def test_two_who_differ_wait_for_a_further_ruling():
    opinions = Opinions()
    opinions.heard(judged("ada", Decision.ACCEPT), BRIDGE, BOTH)

    assert opinions.heard(judged("bob", Decision.REJECT), BRIDGE, BOTH) == []
    assert "differ" in opinions.differ(BRIDGE)
    assert not opinions.blind("ada1")
    third = judged("eve", Decision.REJECT)
    assert opinions.heard(third, BRIDGE, BOTH) == [third]
    assert opinions.differ(BRIDGE) == ""


def test_who_judges_anew_before_the_other_has_only_the_last_word():
    opinions = Opinions()
    opinions.heard(judged("ada", Decision.ACCEPT, 1), BRIDGE, BOTH)
    opinions.heard(judged("ada", Decision.REJECT, 2), BRIDGE, BOTH)

    assert len(opinions.heard(judged("bob", Decision.REJECT, 3), BRIDGE, BOTH)) == 2


def test_one_reviewer_counts_at_once():
    first = judged("ada", Decision.ACCEPT)

    assert Opinions().heard(first, BRIDGE, ("ada",)) == [first]


def test_agreement_tells_on_what_reviewers_differ():
    pairs = {
        ClaimId("a"): (judged("bob", Decision.ACCEPT), judged("ada", Decision.ACCEPT)),
        ClaimId("b"): (judged("ada", Decision.REJECT), judged("bob", Decision.REJECT)),
        ClaimId("c"): (judged("ada", Decision.REJECT), judged("bob", Decision.ACCEPT)),
    }

    (found,) = agreement(pairs)
    assert found.reviewers == ("ada", "bob")
    assert (found.claims, found.apart) == (3, ("c",))
    assert found.raw == pytest.approx(2 / 3)
    assert found.kappa == 0.4


def test_who_agrees_by_chance_alone_has_no_kappa():
    assert kappa([("accept", "accept"), ("accept", "reject")]) == 0
    assert kappa([]) is None
