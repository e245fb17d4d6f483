"""An earlier day of a large case: its record is made once, and every screen is cut from it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.web.addresses import addresses_on
from tests.web.test_large import OTHERWISE, _told, _view
from tests.web.within import ask
from wellsourced.app.access.desk import API
from wellsourced.app.web.site import SCREENS, site
from wellsourced.case import Case
from wellsourced.errors import InputError
from wellsourced.large import Large, Lens, large

LISTS = ("claims", "timeline", "tallies", "checks", "sources", "documents", "reuse")


def opened(case: Case) -> Large:
    found = large(case, many=1)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the example with the records of two days put together, one after the other."""
    case = Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("days") / "own"))
    hall = opened(case)
    for day in days(case):
        hall.put_together(day)
    return case


def days(case: Case) -> tuple[date, date]:
    found = [d.day for d in case.days()]
    return found[4], found[-2]


@pytest.mark.parametrize("asked", ["", "&withhold=1", "&layer=machine"])
def test_every_screen_says_of_a_day_what_it_says_of_it_in_a_small_case(
    own: Case, asked: str
) -> None:
    small, big, day = site(own, user="Ada"), site(own, user="Ada", many=1), days(own)[1]
    known = dict(zip((s.name for s in SCREENS), addresses_on(own, day), strict=True))
    more = ("/claims?status=disputed", "/claims?about=Danil+Orsak", "/timeline?bars=1")
    for path in [*(p for n, p in known.items() if n not in {*OTHERWISE, "changes"}), *more]:
        whole = f"{path}{'&' if '?' in path else '?'}as_of={day}{asked}"

        assert _view(big, whole) == _view(small, whole), whole


def test_programs_are_told_of_a_day_what_they_are_told_in_a_small_case(own: Case) -> None:
    small, big, day = site(own, user="Ada"), site(own, user="Ada", many=1), days(own)[1]
    for name in LISTS:
        path = f"{API}/{name}?as_of={day}"

        assert _told(ask(big, path).text) == _told(ask(small, path).text), path


@pytest.mark.parametrize("now", [True, False])
def test_what_changed_since_a_day_is_told_as_in_a_small_case(own: Case, *, now: bool) -> None:
    since, day = days(own)
    path = f"/changes?since={since}&layer=machine{'' if now else f'&as_of={day}'}"
    told = _view(site(own, many=1), path)

    assert told == _view(site(own), path)
    assert told["total"]
    assert told["moved"]


def test_a_day_between_two_on_which_something_came_to_be_known_is_the_earlier(own: Case) -> None:
    hall, day = opened(own), days(own)[1]
    later = next(d.day for d in own.days() if d.day > day)
    between = date.fromordinal(later.toordinal() - 1)

    assert hall.on(between) is hall.on(day)


def test_a_day_that_is_not_there_is_put_together_and_then_shown(
    example: Case, tmp_path: Path
) -> None:
    case = Case.open(shutil.copytree(example.path, tmp_path / "case"))
    app, day = site(case, many=1), case.days()[1].day
    first = ask(app, f"/sources?as_of={day}")

    assert (first.status_code, first.headers["retry-after"]) == (503, "60")
    assert "every screen is given as of that day" in first.text
    meanwhile = ask(app, f"/claims?as_of={day}")
    assert meanwhile.status_code == 200
    opened(case).put_together(day)  # waits for who makes it
    assert _view(app, f"/sources?as_of={day}") == _view(site(case), f"/sources?as_of={day}")
    assert ask(app, f"/claims?as_of={day}").headers["etag"] != meanwhile.headers["etag"]


def test_before_the_first_day_nothing_was_known(own: Case) -> None:
    hall = opened(own)
    first = own.days()[0].day
    before = hall.put_together(date.fromordinal(first.toordinal() - 1))

    assert before.total == 0
    with pytest.raises(InputError):
        before.claim(Lens(), own.claims()[0].id).claim(own.claims()[0].id)
