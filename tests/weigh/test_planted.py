"""Planted worlds: the same for a seed, right by the guide's rules, and read rightly."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from wellsourced.model import Status

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from planted.pages import pages
from planted.truth import right
from planted.world import START, Act, Kind, Proposition, Report, Voice, Way, World, world
from worlds import BARS, scored

HELD = Proposition(Kind.CONTROL, ("the Guard holds Selm",), None, "the Guard may hold Selm")
ORM, KELL = Voice("Ada Orm", "Ada Orm"), Voice("Jan Kell", "Jan Kell")
OFFICER = Voice("x", "an officer", named=False)
PAPER = Voice("Herald", "", outlet=True)


def on(day, voice, way=Way.SAYS, **more):
    return Report("Herald", START + timedelta(day), (Act(voice, way, HELD),), **more)


def standing(*reports, after=30):
    of = World(0, "Norvia", [], [], ("", ""), [], list(reports), [HELD])
    found = right(of, HELD, START + timedelta(after))
    return None if found is None else (found.origins, found.status)


def test_a_seed_gives_the_same_pages_each_time():
    assert pages(world(5)) == pages(world(5))
    assert pages(world(5)) != pages(world(6))


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([on(0, ORM)], (1, Status.SINGLE_SOURCE)),
        ([on(0, ORM), on(1, KELL)], (2, Status.CORROBORATED)),
        ([on(0, ORM), on(1, ORM, copies=0)], (1, Status.SINGLE_SOURCE)),
        ([on(0, ORM), on(1, OFFICER)], (2, Status.SINGLE_SOURCE)),
        ([on(0, ORM, Way.HEDGES)], (0, Status.UNSUPPORTED)),
        ([on(0, OFFICER), on(1, KELL, Way.DENIES)], (1, Status.DENIED)),
        ([on(0, ORM), on(1, KELL, Way.DENIES)], (1, Status.DISPUTED)),
        ([on(0, PAPER), on(1, PAPER, Way.RETRACTS)], (0, Status.RETRACTED)),
        ([on(0, ORM), on(1, KELL), on(2, ORM, Way.RETRACTS)], (1, Status.SINGLE_SOURCE)),
    ],
)
def test_what_is_right_is_what_the_guide_says(reports, expected):
    assert standing(*reports) == expected


def test_what_nobody_has_said_yet_has_no_standing():
    assert standing(on(5, ORM), after=4) is None
    assert date(2031, 3, 3) == START


def test_some_worlds_are_read_rightly():
    score = scored(range(3))

    for what, (_, bar) in BARS.items():
        assert score.share(what) >= 0.9 * (bar or 1), score.wrong[what][:3]
    assert score.share("no later page") == 1
