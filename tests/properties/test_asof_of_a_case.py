"""As of a day: what a run on the pages of that day gives, and nothing of later."""

from datetime import date

import msgspec
import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case

DAYS = [date(2009, 9, d) for d in (17, 18, 19, 20, 21, 22)]
LATER = {
    "late.txt": "No attack\n\nSeptember 29, 2009\n\nJarin Tolle said that Danil Orsak is in Selm, "
    "not in Kaldria. General Anton Brask withdrew his statement about the bridge at Havrin.\n"
}


def answers(made: Case, day: date) -> bytes:
    asked = (made.claims, made.tallies, made.checks, made.sources, made.timeline, made.documents)
    return msgspec.json.encode([ask(as_of=day) for ask in asked])


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Case:
    return case(tmp_path_factory.mktemp("whole"), {**PAGES, **LATER})


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_gives_what_a_run_on_its_pages_gives(tmp_path, whole, day):
    known = {r.file for r in whole.documents(as_of=day)}
    then = Case.create(tmp_path / "then")
    then.add(written(tmp_path / "pages", {n: PAGES[n] for n in PAGES if n in known}), at=NOON)
    then.run(workers=0)

    ask = (Case.claims, Case.tallies, Case.checks, Case.sources, Case.timeline)
    assert [a(whole, as_of=day) for a in ask] == [a(then) for a in ask]


def test_a_later_page_changes_nothing_of_an_earlier_day(tmp_path, whole):
    before = case(tmp_path)

    assert [answers(before, d) for d in DAYS] == [answers(whole, d) for d in DAYS]


def test_a_name_that_comes_up_later_is_not_known_before(whole):
    assert whole.nearest("Anton Brask", as_of=date(2009, 9, 17)) is not None
    assert whole.nearest("Anton Brask", as_of=date(2009, 9, 18)) is None


def test_a_day_is_answered_the_same_where_nothing_can_be_written(tmp_path, whole):
    made = case(tmp_path, {**PAGES, **LATER})
    folder = next((made.path / "snapshots").iterdir())
    (folder / "as-of").write_text("a file where a folder would be", encoding="utf-8")

    assert answers(made, DAYS[-1]) == answers(whole, DAYS[-1])
