"""Which kind of violent incident a claim tells of."""

import pytest

from tests.mark.claimed import claims


def kinds(text):
    return {c.codes["muc"] for c in claims(text) if "muc" in c.codes}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Gunmen attacked a farm near Dorvel.", "ATTACK"),
        ("Gunmen murdered the mayor of Dorvel.", "ATTACK"),
        ("A car bomb exploded in Dorvel on Monday.", "BOMBING"),
        ("Nine miners were killed by a car bomb in Dorvel.", "BOMBING"),
        ("Gunmen kidnapped a priest in Dorvel.", "KIDNAPPING"),
        ("Rebels set fire to two buses in Dorvel.", "ARSON"),
        ("The rebels burned nine houses in Dorvel.", "ARSON"),
        ("Gunmen robbed a bank in Dorvel.", "ROBBERY"),
        ("The army attacked the rebels near Dorvel.", "BATTLE"),
        ("Rebels attacked the garrison near Dorvel.", "BATTLE"),
        ("Warplanes attacked the hills near Dorvel.", "BATTLE"),
        ("Soldiers killed nine villagers in Dorvel.", "ATTACK"),
    ],
)
def test_an_incident_is_of_a_kind(sentence, kind):
    assert kinds(sentence) == {kind}


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels threatened to attack the farm.",
        "The gunmen will attack a farm near Dorvel.",
        "The gunmen did not attack the farm.",
        "Gunmen have murdered judges.",
        "Nine miners have been murdered so far this year.",
        "More than 70,000 miners were killed.",
        "The Front claimed responsibility for the blast.",
        "Nine miners were killed in a train crash.",
        "Protesters burned the flag of Norvia.",
        "Gunmen were planning the murder of the mayor.",
    ],
)
def test_what_is_only_planned_or_summed_up_is_no_incident(sentence):
    assert kinds(sentence) <= {"NONE"}


def test_the_attack_is_the_one_that_was_told_before():
    text = (
        "A bomb exploded in the market of Dorvel on Monday.\n\n"
        "Nine people were killed in the attack. The attack took place at noon."
    )

    assert kinds(text) == {"BOMBING"}


def test_an_attempt_is_an_incident_and_so_is_what_somebody_is_charged_with():
    assert kinds("Gunmen tried to murder the mayor of Dorvel.") == {"ATTACK"}
    assert "ATTACK" in kinds("Kell was charged with murdering the mayor.")


def test_who_denies_a_part_in_a_murder_says_that_he_did_not_do_it():
    told = claims("The Lake Front denied any role in the murder of the mayor.", "ASSAULT")

    assert {(c.actor, c.commitment.value) for c in told} == {("Lake Front", "CT-")}


def test_who_had_no_part_in_a_blast_did_not_do_it():
    told = claims("The Lake Front had no part in the bombing of the depot, Kell said.", "ASSAULT")

    assert {(c.actor, c.polarity.value) for c in told} == {("Lake Front", "-")}
