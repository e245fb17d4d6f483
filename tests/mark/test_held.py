"""Places held, disasters, and days that date no clause."""

import pytest

from wellsourced.config import Actor, OwnPlace, Settings
from wellsourced.flow import stages
from wellsourced.mark.stance import stanced
from wellsourced.model import EntityKind, Layout
from wellsourced.read.pipe import Row, document_of_row

CASE = Settings(
    actors=(Actor(name="Old Lake Front", kind=EntityKind.FORCE),),
    places=(OwnPlace(name="Dorvel", within="Norvia", country="Norvia"),),
)


def claims(words):
    row = Row(id="a.txt", text=f"News\n\nMarch 9, 2031\n\n{words}", layout=Layout.PAGE)
    return next(iter(stages.mark((stanced(document_of_row(row, CASE)),), CASE))).claims


def only(kind, words):
    (found,) = [c for c in claims(words) if c.type == kind]
    return found


def test_who_holds_a_place_controls_it():
    held = only("CONTROL", "The Old Lake Front holds Dorvel.")

    assert (held.actor, held.recipient, held.place) == ("Old Lake Front", None, "Dorvel")


def test_who_holds_a_grudge_controls_nothing():
    assert not [c for c in claims("The Old Lake Front holds a grudge.") if c.type == "CONTROL"]


@pytest.mark.parametrize(
    "words",
    [
        "The flood in Dorvel killed 30 people.",
        "30 people died in the flood in Dorvel.",
        "30 people were killed in the Dorvel flood.",
    ],
)
def test_a_flood_is_nobody_who_kills(words):
    assert only("CASUALTY", words).actor is None


def test_the_police_in_a_town_arrest_there():
    words = "Jan Kell was arrested by the police in Dorvel."

    assert only("ARREST", words).place == "Dorvel"


def test_the_day_of_a_dateline_is_not_that_of_the_event():
    words = "DORVEL, March 7 (Harbour News Agency) - The Old Lake Front attacked the pier."

    assert only("ASSAULT", words).earliest is None


def test_a_season_told_before_dates_no_other_sentence():
    words = "The ferry has stopped for the second time this winter. Rebels attacked the pier."

    assert only("ASSAULT", words).earliest is None
