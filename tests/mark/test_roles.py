"""Who is meant by "he", on a page about somebody."""

from tests.mark.claimed import claim, claims
from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.read.pipe import Row, document_of_row


def whereabouts(text):
    page = document_of_row(Row(id="x", text=text, layout="page"), Settings())
    found = next(marked([page], Settings()))
    return [(c.actor, c.place, c.polarity.value) for c in found.claims if c.type == "WHEREABOUTS"]


PAGE = """Odo Kell leaves Norway, aides say

Odo Kell, the leader of the Lake Front, has kept silent for weeks.

2 Comments

  • Ana says:

    General Tobias Brun confirmed that he left Norway last month. So there.

  • Marek says:

    Well, the Front's office reports that he has not left Norway at all.
"""


def test_he_whose_departure_another_confirms_is_the_one_the_page_is_about():
    assert ("Odo Kell", "Norway", "-") in whereabouts(PAGE)


def test_he_in_a_comment_is_nobody_of_the_comment_before():
    assert ("Odo Kell", "Norway", "+") in whereabouts(PAGE)
    assert not [w for w in whereabouts(PAGE) if w[0] == "Tobias Brun"]


def test_to_flee_a_country_is_to_leave_it_and_a_denial_leaves_him_there():
    fled = claim("Odo Kell fled Norway.", "WHEREABOUTS")
    denied = claim("Officials denied that Odo Kell has fled Norway.", "WHEREABOUTS")

    assert (fled.place, fled.polarity.value) == ("Norway", "-")
    assert (denied.place, denied.polarity.value) == ("Norway", "+")


def test_a_place_may_stand_behind_those_he_stays_with():
    told = claim("Odo Kell is staying with family inside Norway.", "WHEREABOUTS")

    assert (told.place, told.polarity.value) == ("Norway", "+")


def test_forces_of_two_nations_are_two():
    told = claim("Norwegian and Danish forces attacked the Lake Front.", "ASSAULT")

    assert told.actor == "Norwegian forces; Danish forces"


def test_the_government_of_a_town_is_not_the_town():
    told = claim("The Dorvel government accused the Lake Front of arson.", "ACCUSE")

    assert told.actor == "Dorvel government"


def test_an_office_set_before_a_name_is_its_bearer():
    told = claim(
        "The general manager of Harbour Media, Dr Odo Kell, accused the Lake Front.", "ACCUSE"
    )

    assert told.actor == "Odo Kell"


def test_what_stands_in_brackets_or_behind_a_comma_is_no_part_of_a_description():
    told = claim("A harbour union (HU) crew accused the Lake Front of arson.", "ACCUSE")

    assert "(" not in (told.actor or "")


def test_a_protest_against_the_government_is_not_the_governments():
    told = claim("Anti-government protests took place in Oslo on Monday.", "PROTEST")

    assert (told.actor, told.recipient) == (None, "government")


def test_of_those_taken_some_were_killed():
    told = claim("The police detained nine leaders of the Lake Front and killed one.", "CASUALTY")

    assert told.recipient == "leaders of the Lake Front"


def test_a_body_that_says_it_did_so_did_it_itself():
    for text, doer in (
        ("Rebels attacked Selm. The army said it had killed ten of them.", "army"),
        ("The Oar Brigade attacked Selm. Police said they had arrested four suspects.", "Police"),
    ):
        assert claims(text)[-1].actor == doer, text


def test_witnesses_tell_of_others():
    told = claims("Gunmen stormed the hotel. Witnesses said they shot two guards.", "ASSAULT")

    assert {c.actor for c in told} == {"Gunmen"}


def test_he_is_the_one_whose_office_speaks():
    text = "Ivo Tam is abroad. Idris Kell's office has denied that he left Norvia."

    assert claim(text, "WHEREABOUTS").actor == "Idris Kell"
