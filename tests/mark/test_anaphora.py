"""Answers that point back: what is denied or confirmed by "it", "which" or "the accusation"."""

import pytest

from tests.mark.claimed import claims, marks
from wellsourced.mark.pointing import called, pointed, pointers, verdict

SHELLED = "Odo Kell said the army shelled Tarn"


def answers(text):
    """Who answers, what he answers, whether he says that it is so."""
    found = marks(text)
    by = {a.id: a for a in found.attributions}
    claims = {c.id: c for c in found.claims}
    return [
        (
            by[c.attribution].chain[-1],
            claims[c.refers_to].type.value,
            c.polarity.value,
            c.commitment,
        )
        for c in found.claims
        if c.refers_to
    ]


@pytest.mark.parametrize(
    "answer",
    [
        ". The army denied it.",
        ". The army denied this.",
        ", but the army denied it.",
        ", which the army denied.",
        ", a charge the army denies.",
        ", an accusation rejected by the army.",
        ". The army rejected the accusation.",
        ". The army disputed Kell's account.",
        ". This was denied by the army.",
        '. "It is a lie," the army said.',
        ". That is simply not true, the army said.",
        ". The army said the report was false.",
        ". The army called it propaganda.",
        ". The army dismissed it as a fabrication.",
    ],
)
def test_who_denies_what_was_said_denies_the_claim(answer):
    assert answers(SHELLED + answer) == [("army", "ASSAULT", "-", "CT-")]


def test_the_answer_has_its_own_words_and_the_claim_those_that_made_it():
    text = f"{SHELLED}. The army denied it."
    (answer,) = [c for c in marks(text).claims if c.refers_to]
    (claim,) = [c for c in marks(text).claims if c.id == answer.refers_to]

    assert text[answer.start : answer.end] == "The army denied it"
    assert text[claim.start : claim.end] == "the army shelled Tarn"
    assert (answer.actor, answer.recipient) == (claim.actor, claim.recipient)


def test_who_confirms_it_says_the_same():
    assert answers(f"{SHELLED}. A ferry guard confirmed this.") == [
        ("ferry guard", "ASSAULT", "+", "CT+")
    ]


def test_who_could_not_confirm_it_neither_says_nor_denies_it():
    assert answers(f"{SHELLED}. The guild could not confirm the report.") == [
        ("guild", "ASSAULT", "+", "U")
    ]


def test_who_did_not_deny_it_says_nothing():
    assert answers(f"{SHELLED}. The army did not deny it.") == []


def test_an_answer_to_an_answer_is_about_the_claim():
    text = (
        "The governor said rebels shelled Tarn. The rebels denied the claim. A nurse confirmed it."
    )

    assert [(who, sign) for who, _, sign, _ in answers(text)] == [("rebels", "-"), ("nurse", "+")]


def test_what_is_offered_and_turned_down_is_no_claim_denied():
    assert answers("The envoys proposed a truce. The rebels rejected it.") == []


def test_nobody_denies_his_own_words():
    assert answers("The army said rebels shelled Tarn. The army denied it.") == []


def test_the_mayors_claim_is_not_the_captains():
    text = "Captain Ivo Lund said the army shelled Tarn. The army denied the mayor's claim."

    assert answers(text) == []


def test_what_the_page_says_itself_can_be_denied():
    assert answers("Rebels have seized Tarn. The army denied this.") == [
        ("army", "CONTROL", "-", "CT-")
    ]


def test_what_is_far_above_is_not_meant_by_it():
    between = "\n\nThe harbour is old.\n\nBoats come and go.\n\nIt rained.\n\n"

    assert answers(f"{SHELLED}.{between}The army denied it.") == []


def test_the_figure_is_the_count_and_not_the_deed():
    text = (
        "Ada Brun said the army shelled Tarn and twelve people died. The army disputed the figure."
    )

    assert [kind for _, kind, _, _ in answers(text)] == ["CASUALTY"]


def test_an_answer_is_no_part_of_what_it_answers():
    text = f"{SHELLED}, which the army denied."
    first = min(marks(text).attributions, key=lambda a: a.content)

    assert [c.of(text) for c in first.content] == ["the army shelled Tarn"]


def test_each_class_of_words_has_an_example_that_holds_one_of_them():
    p = pointers()
    for name in p.__struct_fields__:
        group = getattr(p, name)
        words = group.example.casefold()
        stems = [w[:-1] if w.endswith(("e", "y")) else w for w in group.words]
        assert any(stem in words for stem in stems), name


def test_words_that_say_something_of_their_own_point_nowhere():
    assert pointed("the claim that he fled") is None
    assert pointed("the bridge") is None
    assert verdict("The bridge is long") is None
    assert called("the plan a mistake") is None


def test_a_charge_is_rejected_by_whom_it_is_made_against_and_not_what_came_between():
    text = (
        "Rebels shelled Tarn, Odo Kell said. A colonel said the army had found no trace of it. "
        "The rebels rejected the accusation."
    )
    assert answers(text) == [("rebels", "ASSAULT", "-", "CT-")]


def test_the_nearest_charge_is_the_one_against_who_answers():
    text = (
        "Rebels shelled Tarn, Odo Kell said. Troops burned a school in Orvik, a nurse said. "
        "The rebels denied the charge."
    )
    (answer,) = [c for c in marks(text).claims if c.refers_to]
    assert answer.actor == "Rebels"


def test_where_no_deed_is_told_a_charge_denies_nothing_else():
    text = (
        "Odo Kell blamed the rebels for the fire. But a colonel said that investigators had found "
        "no trace of petrol. The rebels rejected the accusation."
    )
    assert answers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry blamed the Lake Front for the attack. The group denied involvement.",
        "The mayor said the Lake Front had made the attack. The Front denied any involvement.",
        "The mayor blamed the Lake Front for the blast. It denied any role in the blast.",
    ],
)
def test_who_is_blamed_and_denies_a_part_in_it_denies_that_he_did_it(text):
    told = [c for c in claims(text, "ASSAULT") if c.actor == "Lake Front"]

    assert [c.polarity.value for c in told] == ["+", "-"]


def test_a_claim_may_be_dismissed_as_something():
    text = "Rebels shelled Tarn, Odo Kell said. The army dismissed the claim as irresponsible."

    assert [c.polarity.value for c in claims(text, "ASSAULT")] == ["+", "-"]


def test_they_who_dispute_an_accusation_are_the_accused():
    text = "The ministry accused the rebels of shelling the town, a claim they dispute."

    assert [(c.actor, c.polarity.value) for c in claims(text, "ASSAULT")] == [
        ("rebels", "+"),
        ("rebels", "-"),
    ]


def test_a_threat_that_others_tell_of_may_be_denied():
    told = claims(
        "Her brother said officers had threatened the family, which police deny.", "THREATEN"
    )

    assert [c.polarity.value for c in told] == ["+", "-"]
