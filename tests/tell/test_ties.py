"""Whom somebody was with, since when and until when, and who says so."""

from tests.tell.makers import record
from tests.weigh.makers import Line, day, names, page
from wellsourced.model import ClaimType
from wellsourced.tell.ties import tied


def tie(words, by, **more):
    slots = {"actor": "Idris Kell", "recipient": "Lake Guard"}
    return Line(words=words, type=ClaimType.ALLEGIANCE, by=(by,), **slots, **more)


def loyal(by="Ada Orm"):
    return tie("Kell is with the Guard", by)


def left(by="Mayor Bex", **more):
    return tie("Kell has left the Guard", by, fails=True, **more)


def ties(name, *pages):
    of = record(*pages)
    return next(e.ties for e in tied(of.entities, of.claims.values()) if e.name == name)


def test_a_tie_lasts_until_somebody_is_told_to_have_left():
    pages = page("Courier", day(1), loyal()), page("Post", day(28, 12), left(since=day(20, 12)))
    was, broken = ties("Idris Kell", *pages)

    assert (was.since, was.until, was.dated) == (day(1), day(20, 12), False)
    assert (broken.since, broken.until, broken.dated) == (None, day(20, 12), True)
    assert names(broken.said_by) == ["Mayor Bex"]
    assert [q.quote for q in was.quotes] == ["Kell is with the Guard"]


def test_a_group_has_the_ties_of_its_parts():
    (told,) = ties("Lake Guard", page("Courier", day(1), loyal()))

    assert (told.part, told.whole) == ("Idris Kell", "Lake Guard")


def test_a_tie_that_is_disputed_is_not_ended_by_who_disputes_it():
    told = ties("Idris Kell", page("Courier", day(1), loyal()), page("Post", day(2), left()))

    assert {t.until for t in told if t.since} == {None}
    assert {tuple(names(t.denied_by)) for t in told} == {("Mayor Bex",), ("Ada Orm",)}
