"""Who is meant by "he", on a page about somebody."""

from tests.mark.claimed import claim
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
