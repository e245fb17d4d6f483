"""What is new since a day is told from what only stands otherwise, whatever its id is now."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.flow.test_about import claim, evidence
from wellsourced.model import Bound, Claim, Estimate, Outcome, Status, Tally
from wellsourced.model.changes import Changes
from wellsourced.tell.changes import Told, changes

SINCE = date(2031, 3, 4)


def told(name: str, start: int, status: Status = Status.SINGLE_SOURCE) -> Claim:
    words = replace(evidence("Courier"), start=start, end=start + 9)
    return claim(name, status=status, evidence=(words,))


def toll(name: str, start: int, best: int) -> Tally:
    return Tally(
        id=name,
        outcome=Outcome.KILLED,
        **dict.fromkeys(("group", "by", "place", "earliest", "latest", "per")),
        low=best,
        best=best,
        high=best,
        bound=Bound.EXACT,
        origins=Estimate(1, 1),
        said_by=(),
        status=Status.SINGLE_SOURCE,
        evidence=(replace(evidence("Courier"), start=start, end=start + 9),),
    )


def between(old: list[Claim], new: list[Claim]) -> Changes:
    return changes(SINCE, Told(old, ()), Told(new, ()))


def test_what_nobody_had_said_is_new_and_what_was_said_is_not():
    found = between(
        [told("the bridge fell", 0)], [told("the bridge fell", 0), told("he fled", 50)]
    )

    assert [c.id for c in found.new] == ["he fled"]
    assert found.moved == ()


def test_a_claim_that_somebody_has_denied_since_is_told_with_how_it_stood():
    found = between([told("he fled", 50)], [told("he fled", 50, Status.DENIED)])

    assert [(m.claim.id, m.was, m.claim.status) for m in found.moved] == [
        ("he fled", "single-source", "denied")
    ]


def test_a_claim_of_another_id_is_known_by_its_words():
    found = between([told("he fled", 50)], [told("he fled north", 50, Status.CORROBORATED)])

    assert found.new == ()
    assert [m.claim.id for m in found.moved] == ["he fled north"]


def test_a_toll_that_rose_is_told_with_what_it_was_and_one_that_is_the_same_is_not():
    old, new = [toll("a", 0, 12), toll("b", 50, 3)], [toll("a2", 0, 15), toll("b", 50, 3)]
    found = changes(SINCE, Told((), old), Told((), new)).tolls

    assert [(t.was and t.was.best, t.tally.best) for t in found] == [(12, 15)]


CLAIMS = st.lists(
    st.builds(told, st.sampled_from("abcdef"), st.integers(0, 4), st.sampled_from(Status)),
    unique_by=lambda c: c.id,
    max_size=6,
)


@given(CLAIMS, CLAIMS)
def test_every_claim_is_new_or_was_there_in_any_order(old: list[Claim], new: list[Claim]) -> None:
    found = between(old, new)
    again = between(old[::-1], new)

    assert found == again
    assert {c.id for c in found.new}.isdisjoint(m.claim.id for m in found.moved)


@given(CLAIMS)
def test_nothing_changes_between_a_record_and_itself(claims: list[Claim]) -> None:
    found = between(claims, claims)

    assert (found.new, found.moved, found.tolls) == ((), (), ())
