"""Who "we" are where nobody is quoted."""

from tests.mark.claimed import claim
from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.read.pipe import Row, document_of_row


def told(text, type_):
    page = document_of_row(Row(id="x", text=text, layout="page"), Settings())
    found = next(marked([page], Settings()))
    return [(c.actor, c.recipient) for c in found.claims if c.type == type_]


STATEMENT = """Statement by the Ministry of Defence

12 May 2014

The Ministry of Defence condemns the shelling of the village of Torsk. Three people were killed.

We call on Norway to withdraw its troops from the border without delay.
"""
INTERVIEW = """"We never took money": an interview with Marek Tarn

Q: The government says so.

A: We did not kill the mayor of Torsk. We have asked for an inquiry.
"""


def test_we_are_the_ministry_whose_statement_it_is():
    assert told(STATEMENT, "DEMAND") == [("Ministry of Defence", "Norway")]


def test_we_are_whom_the_interview_is_with():
    assert ("Marek Tarn", None) in told(INTERVIEW, "REQUEST")


def test_what_others_should_do_is_demanded_by_who_says_so():
    found = claim("The army should leave the valley, Odo Kell said.", "DEMAND")

    assert (found.actor, found.recipient) == ("Odo Kell", "army")


def test_what_should_be_so_is_no_demand():
    page = document_of_row(
        Row(id="x", text="The road should be safe by Monday, Odo Kell said."), Settings()
    )
    found = next(marked([page], Settings()))

    assert not [c for c in found.claims if c.type == "DEMAND"]


def test_him_whom_somebody_hurts_is_another():
    found = claim("The envoy spoke to Odo Kell. Odo Kell beat him.", "ASSAULT")

    assert found.recipient != "Odo Kell"


def test_what_stands_behind_a_name_in_commas_means_the_name():
    found = claim("The Lake Front, a militia loyal to Odo Kell, spoke on Monday.", "ALLEGIANCE")

    assert found.actor == "Lake Front"


def test_who_answers_is_whom_the_page_introduces():
    text = (
        "'Nobody ordered us'\n\nFormer captain Josef Tarn spoke about the bridge at Torsk.\n\n"
        "Q: Did you ask?\n\nA: I asked for an inquiry into the shooting."
    )

    assert ("Josef Tarn", None) in told(text, "REQUEST")
