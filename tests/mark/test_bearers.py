"""Whom a description means."""

from tests.mark.claimed import claim, claims

TOLD = "Odo Kell, the leader of the Lake Front, spoke on Monday. Ada Brun, a cleric, was there. "


def whereabouts(text):
    return [c.actor for c in claims(text) if c.type == "WHEREABOUTS"]


def test_the_leader_of_a_group_is_whom_the_page_named_its_leader():
    assert whereabouts(TOLD + "On Friday the leader of the Lake Front fled to Norway.") == [
        "Odo Kell"
    ]


def test_the_cleric_is_the_one_the_page_called_a_cleric():
    assert whereabouts(TOLD + "On Friday the cleric fled to Norway.") == ["Ada Brun"]


def test_the_leader_of_another_group_is_nobody_named():
    assert whereabouts(TOLD + "The leader of the Harbour Union fled to Norway.") != ["Odo Kell"]


def test_nobody_is_the_cleric_before_he_is_called_so():
    assert whereabouts("The cleric fled to Norway. Odo Kell is a cleric.") == ["cleric"]


def test_everyone_is_no_pronoun_for_the_last_one_named():
    told = claims("Ada Brun spoke. Not everyone agreed with the Lake Front.")

    assert "Ada Brun" not in [c.actor for c in told if c.type == "AGREE"]


def test_the_ministry_is_the_one_with_a_name():
    told = claim(
        "The Norwegian Ministry of Health met on Monday. The ministry accused the Lake Front.",
        "ACCUSE",
    )

    assert told.actor == "Norwegian Ministry of Health"
