"""Bodies of a state go by one name, whichever way round it is told."""

from tests.weigh.makers import Line, claim, claims, day, holds, names, page
from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.link.offices import listed, office
from wellsourced.mark.stance import stanced
from wellsourced.model import ClaimType, EntityKind, Layout
from wellsourced.read.pipe import Row, document_of_row

HEALTH = (("Ministry of Health", EntityKind.GOVERNMENT),)


def test_the_word_list_has_an_example_that_holds():
    bodies = listed().bodies

    assert office(bodies.example) == office(bodies.gives)


def test_a_ministry_is_one_source_whichever_way_round_it_is_named():
    told = claim(
        page("Courier", day(1), holds(words="The army holds the clinic in Lorne, the Ministry of "
             "Health told us", by=("Ministry of Health",), names=HEALTH)),
        page("Herald", day(1), holds(by=("health ministry",))),
    )  # fmt: skip

    assert (told.origins.low, told.origins.high) == (1, 1)
    assert names(told.said_by) == ["Ministry of Health"]


def test_the_ministries_of_two_lands_are_two():
    told = claim(
        page("Courier", day(1), holds(by=("health ministry of Norvia",))),
        page("Herald", day(1), holds(by=("health ministry of Sarland",))),
    )

    assert told.origins.low == 2


def test_a_paper_is_known_by_the_end_of_its_name_where_no_other_ends_so():
    seen = Line(words="The mill burned", type=None)
    told = claims(
        page("Ostrel Courier", day(1), seen),
        page("Herald", day(1), holds(by=("Courier",))),
    )
    two = claims(
        page("Ostrel Courier", day(1), seen),
        page("Lake Courier", day(1), seen),
        page("Herald", day(1), holds(by=("Courier",))),
    )

    assert names(told[0].said_by) == ["Ostrel Courier"]
    assert names(two[0].said_by) == ["Courier"]


def test_a_court_of_a_headline_is_the_court_below_it():
    told = claim(
        page("Courier", day(1),
             holds(words="The army holds the mill of Lorne", by=("court",)),
             holds(words="The army holds Lorne and its mill", by=("court in Lorne",))),
    )  # fmt: skip

    assert names(told.said_by) == ["court in Lorne"]
    assert told.origins.high == 1


def test_the_mayor_before_the_colon_of_a_headline_is_the_one_below_it():
    below = "Ada Orm, the mayor of Lorne, told Radio Tarn that the army holds Lorne."
    found = weighed(f"Mayor: the army holds Lorne\n\nMarch 20, 2031\n\n{below}")
    (told,) = (c for c in found if c.type is ClaimType.CONTROL)

    assert names(told.said_by) == ["Ada Orm"]


def weighed(text):
    documents = (stanced(document_of_row(Row(id="0", text=text, layout=Layout.PAGE), Settings())),)
    return stages.weigh(documents, tuple(stages.mark(documents, Settings())), Settings())[1].claims
