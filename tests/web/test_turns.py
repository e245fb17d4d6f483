"""Quick answers do not wait for dear ones, which a process beside makes."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.web.within import ask
from wellsourced.app.access.roles import Person, Role
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.making import Wanted, made
from wellsourced.app.web.second import Second
from wellsourced.app.web.serving import Site
from wellsourced.app.web.site import site
from wellsourced.app.web.turns import Queue, Turns
from wellsourced.case import Case

ADA = Person(name="Ada", role=Role.ANALYST, account=False)


def test_who_has_to_be_served_soonest_goes_first() -> None:
    queue, served = Queue(1), list[float]()
    waits = [threading.Event() for _ in range(3)]

    def serve(due: float, waiting: threading.Event) -> None:
        waiting.set()
        with queue.place(due):
            served.append(due)

    with queue.place(0):
        asking = [
            threading.Thread(target=serve, args=of)
            for of in zip((3.0, 1.0, 2.0), waits, strict=True)
        ]
        for one in asking:
            one.start()
        while len(queue._waiting) < len(asking):
            waits[0].wait(0.01)
    for one in asking:
        one.join(5)

    assert served == [1.0, 2.0, 3.0]


def test_a_quick_answer_does_not_wait_for_dear_ones() -> None:
    turns, done = Turns(), threading.Event()
    turns.took("dear", 2.0)

    def dear() -> None:
        with turns.turn("dear"):
            done.wait(20)

    asking = [threading.Thread(target=dear) for _ in range(8)]
    for one in asking:
        one.start()
    with turns.turn("quick"):
        assert turns.dear("dear")
    done.set()
    for one in asking:
        one.join(5)


def test_what_no_longer_takes_long_is_soon_held_to_be_quick() -> None:
    turns = Turns()
    turns.took("graph", 1.0)
    for _ in range(8):
        turns.took("graph", 0.01)

    assert not turns.dear("graph")


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path / "own"))


@pytest.fixture
def helper(own: Case) -> Iterator[Second]:
    found = Second(own.path, withhold=False, many=1)
    yield found
    found.end()


def wanted(of: Site, path: str = "/claims", screen: str = "claims", **given: str) -> Wanted:
    asked = Asked(path=path, given=given)
    edition = of.edition(of.hall)
    return Wanted(screen=screen, form="page", asked=asked, of={}, asker=ADA, edition=edition)


def test_what_is_made_beside_is_what_is_made_here(own: Case, helper: Second) -> None:
    of = Site(own, many=1)
    there = helper.make(wanted(of))

    assert there is not None
    assert there.answer == made(of, wanted(of), of.hall)
    assert there.seconds > 0


def test_what_cannot_be_made_beside_is_left_to_be_made_here(own: Case, helper: Second) -> None:
    of = Site(own, many=1)

    assert helper.make(wanted(of, start="no number")) is None  # so that here is told what is wrong
    assert helper.make(replace(wanted(of), edition="another")) is None


def test_a_helper_that_dies_is_replaced(own: Case, helper: Second) -> None:
    of = Site(own, many=1)
    assert helper.make(wanted(of)) is not None
    assert helper._begun is not None
    process = helper._begun[0]
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)

    assert helper.make(wanted(of)) is None
    assert helper.make(wanted(of)) is not None


def test_a_dear_screen_is_given_by_the_helper(own: Case, helper: Second) -> None:
    app = site(own, user="Ada", many=1)
    before = ask(app, "/claims?status=disputed").text
    app.state.helper = helper
    app.state.site.turns.took("claims page status", 60.0)
    app.state.site.answers = type(app.state.site.answers)()
    after = ask(app, "/claims?status=disputed")

    assert after.text == before
    assert after.headers["server-timing"].startswith("made")
    assert helper._begun is not None
    assert ask(app, "/claims?status=disputed").headers["server-timing"].startswith("kept")
