"""Whose doing a death was."""

from tests.mark.claimed import claims


def killers(text):
    return {c.actor for c in claims(text) if c.type == "CASUALTY"}


def test_who_dies_in_the_raid_dies_by_those_who_raided():
    told = "The Norwegian army raided Dorvel on Monday. Nine villagers were killed in the raid."

    assert killers(told) == {"Norwegian army"}


def test_a_flood_kills_and_is_nobody():
    assert killers("Nine villagers died in a flood on Monday.") == {"flood"}


def test_one_dies_of_a_disease():
    assert killers("Nine villagers died of cholera on Monday.") == {"cholera"}


def test_nobody_dies_by_his_wounds():
    assert killers("Nine villagers died of their wounds on Monday.") == {None}


def test_on_a_page_about_a_quake_the_quake_has_hurt():
    told = (
        "A strong earthquake shook Dorvel on Monday.\n\n"
        "Houses fell.\n\nAt least 30 people were injured."
    )

    assert killers(told) == {"earthquake"}


def test_a_quake_told_of_beside_a_bombing_has_killed_nobody():
    told = (
        "Two car bombings struck Dorvel on Monday; it shook like an earthquake.\n\n"
        "At least 30 people were killed."
    )

    assert killers(told) == {None}


def test_the_town_that_was_bombed_bombed_nobody():
    told = "Last week a Cairo car bombing killed five miners."

    assert killers(told) == {None}


def test_who_is_accused_of_a_deed_has_done_it_by_the_accuser():
    for text, who in (
        ("Odo Kell accused the army of shelling the market.", "army"),
        ("The government blamed the rebels for killing nine villagers.", "rebels"),
        ("Residents suspect the militia of burning the houses.", "militia"),
        ("The army was accused by Odo Kell of shelling the market.", "army"),
    ):
        deeds = [c for c in claims(text) if c.type.value in ("ASSAULT", "CASUALTY")]
        assert all(c.actor == who for c in deeds), text
        charge = next(c for c in claims(text) if c.type.value == "ACCUSE")
        assert charge.recipient == who, text
