"""Words that sound like deeds and are none."""

import pytest

from tests.mark.claimed import claim, claims


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The order came from Major Tam.", "WHEREABOUTS"),
        ("That figure came from an MP.", "WHEREABOUTS"),
        ("The mob, which was armed with sticks, set fire to the post.", "SUPPORT"),
        ("Over the past 24 hours, 63 clashes took place.", "CONTROL"),
        ("Police said the trader had suffered a heart attack.", "ASSAULT"),
        ("Officers were called to the Red Hart on Harrow Lane.", "DEMAND"),
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text, kind):
    assert claims(text, kind) == []


def test_who_is_released_is_on_the_other_side_of_who_releases():
    found = claim("The woman has since been released on bail.", "CONCEDE")

    assert (found.actor, found.recipient) == (None, "woman")


def test_who_abandons_positions_or_withdraws_retreats():
    assert claim("The Lake Front abandoned positions north of Dorvel.", "RETREAT")
    assert claim("The Lake Front withdrew towards Dorvel.", "RETREAT")


def test_police_that_fire_without_warning_attack():
    assert claim("The police fired without warning, villagers said.", "ASSAULT").actor


def test_a_quake_does_not_kill_those_who_die_in_a_crash():
    text = (
        "Quake kills 800 in Norvia\n\nThe quake in Norvia on Sunday killed 800 people.\n\n"
        "Three soldiers died on Wednesday when a helicopter crashed near Dorvel."
    )

    assert claims(text, "CASUALTY")[-1].actor is None


def test_that_a_man_died_is_taken_for_granted_where_justice_is_demanded_for_him():
    text = "People marched to demand justice for Ana Reyes, a student who died in police custody."
    told = claims(text, "CASUALTY")

    assert "CT+" in {c.commitment.value for c in told}


def test_gunmen_who_seize_men_control_nothing():
    assert claims("The pair were seized by gunmen on March 22.", "CONTROL") == []


def test_to_dismiss_a_claim_dismisses_nobody():
    assert claims("Defence Minister Yusuf Karam dismissed that.", "SANCTION") == []
