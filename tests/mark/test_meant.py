"""What is only meant, feared or foiled, and one event told once."""

import pytest

from tests.mark.claimed import claims


@pytest.mark.parametrize(
    ("sentence", "type_", "commitment", "actor"),
    [
        ("Police foiled a plot to kill the mayor.", "CASUALTY", "CT-", None),
        ("The army thwarted an attempt to storm the jail.", "ASSAULT", "CT-", None),
        ("The army prevented an attack on Dorvel.", "ASSAULT", "CT-", None),
        ("Police uncovered a plot to kill the mayor.", "CASUALTY", "PR+", None),
        ("The rebels hatched a plot to kill the mayor.", "CASUALTY", "PR+", "rebels"),
        ("Kell fears arrest by the police.", "ARREST", "PS+", None),
    ],
)
def test_what_is_meant_feared_or_foiled_has_not_happened(sentence, type_, commitment, actor):
    told = claims(sentence, type_)

    assert [c.commitment.value for c in told] == [commitment]
    assert actor is None or told[0].actor == actor


def test_the_kidnapped_are_not_arrested_besides():
    assert {c.type.value for c in claims("Gunmen kidnapped a priest in Dorvel.")} == {"ASSAULT"}


def test_what_is_agreed_on_is_told_as_the_promise():
    told = claims("Norvia agreed to withdraw its troops from Dorvel.")

    assert [c.type.value for c in told] == ["AGREE"]


def test_what_is_offered_is_not_told_as_done():
    told = claims("The Front offered to release nine prisoners.")

    assert [c.type.value for c in told] == ["REQUEST"]


def test_talks_between_two_have_both_as_sides():
    told = claims("Talks between Norvia and Sarka were held in Dorvel.", "CONSULT")

    assert [(c.actor, c.recipient) for c in told] == [("Norvia", "Sarka")]
