"""What stands around a claim: who "had denied" it did so before; what is withdrawn after it."""

from tests.weigh.makers import Line, claims, day, names, page
from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.mark.stance import stanced
from wellsourced.model import ClaimType, Layout, Status
from wellsourced.read.pipe import Row, document_of_row

CASE = Settings()


def weighed(words):
    row = Row(id="0", text=f"News\n\nMarch 20, 2031\n\n{words}", layout=Layout.PAGE)
    documents = (stanced(document_of_row(row, CASE)),)
    return stages.weigh(documents, tuple(stages.mark(documents, CASE)), CASE)[1].claims


def test_who_had_denied_it_before_does_not_deny_the_news():
    found = weighed(
        "Mayor Jan Orm resigned on Thursday, Governor Ada Sarn said. Orm had denied it."
    )
    told = [c for c in found if c.type is ClaimType.CONCEDE and c.polarity == "+"]

    assert told
    assert Status.DISPUTED not in {c.status for c in told}
    assert Status.DENIED not in {c.status for c in told}


def test_who_withdraws_it_in_the_same_sentence_says_so_no_more():
    found = weighed(
        "The Lake Guard, which had said that Odo Kell was in Lorne, withdrew its statement."
    )
    told = [c for c in found if c.type is ClaimType.WHEREABOUTS]

    assert {c.status for c in told} <= {Status.RETRACTED}


def test_two_men_close_to_the_guard_who_speak_are_no_claim():
    found = weighed(
        "Mayor Jan Orm has resigned, two people close to the council told the Courier."
    )

    assert not [c for c in found if c.type is ClaimType.ALLEGIANCE]


def test_who_was_arrested_is_told_alike_with_police_or_without():
    arrest = {"type": ClaimType.ARREST, "recipient": "Omar Sarif", "since": day(1)}
    found = claims(
        page("Courier", day(1), Line(words="Police arrested Sarif at his home", actor="Police",
             by=("Ada Orm",), **arrest)),
        page("Herald", day(2), Line(words="Sarif was arrested at home", by=("Mayor Bex",),
             **arrest)),
        page("Post", day(2), Line(words="The Lake Guard arrested Sarif at his home",
             actor="Lake Guard", by=("Idris Kell",), **arrest)),
    )  # fmt: skip

    assert sorted(names(c.said_by) for c in found) == [["Ada Orm", "Mayor Bex"], ["Idris Kell"]]


def test_a_ministry_that_arrested_nobody_answers_those_who_say_that_police_did():
    arrest = {"type": ClaimType.ARREST, "recipient": "Omar Sarif", "since": day(1)}
    found = claims(
        page("Courier", day(1), Line(words="Police arrested Sarif", actor="Police",
             by=("Ada Orm",), **arrest)),
        page("Herald", day(2), Line(words="We have not arrested Sarif", fails=True,
             actor="Interior Ministry", by=("Interior Ministry",), **arrest)),
    )  # fmt: skip

    assert {c.status for c in found} == {Status.DISPUTED}
