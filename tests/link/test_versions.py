from datetime import UTC, datetime

from msgspec import structs

from tests.weigh.makers import SETTINGS, Line, claims, day, holds, page
from wellsourced.config import Settings
from wellsourced.link.copies import shared
from wellsourced.link.stories import stories
from wellsourced.link.whole import link
from wellsourced.model import Estimate

DISPATCH = (
    "The mill at the northern bridge burned for two days before soldiers put out the fire, and "
    "the families of eleven workers waited at the gate until the doors were opened at dawn"
)


def later(second, first, on=4):
    document, marks = second
    at = datetime(2031, 5, on, tzinfo=UTC)
    return structs.replace(document, earlier=first[0].id, fetched_at=at), marks


def test_a_page_without_an_outlet_is_one_source_in_all_its_versions():
    one = page(None, day(1), holds(), file="a.html")
    two = later(page(None, day(2), holds(words="Lorne is held by the army"), file="b.html"), one)
    [found] = claims(one, two, place="Lorne")

    assert found.origins == Estimate(1, 1)
    assert any("in a later version, fetched 2031-05-04: the same page" in w for w in found.why)


def test_the_unnamed_official_of_two_versions_may_not_be_two():
    said = {"by": ("an official",), "unnamed": True}
    one = page("Courier", day(1), holds(**said), file="a")
    two = later(page("Courier", day(2), holds(words="Lorne is held", **said), file="b"), one)
    [found] = claims(one, two, place="Lorne")

    assert found.origins == Estimate(1, 1)


def test_versions_are_one_story_whose_origin_is_the_first_whatever_dates_they_print():
    one = page("Courier", day(3), Line(words=DISPATCH, type=None), file="a")[0]
    two = page("Courier", day(1), Line(words=f"{DISPATCH} again", type=None), file="b")
    new = later(two, (one, None))[0]
    [story] = stories([new, one], shared([new, one]), Settings())

    assert story.origin == one.id
    assert [c.document for c in story.copies] == [new.id]
    assert story.copies[0].why.startswith("is a later version of the page, fetched 2031-05-04")


def test_a_later_version_with_no_word_left_is_of_the_story_too():
    one = page("Courier", day(1), Line(words=DISPATCH, type=None), file="a")[0]
    new = later(page("Courier", day(2), Line(words="Withdrawn", type=None), file="b"), (one, None))
    [story] = stories([one, new[0]], shared([one, new[0]]), Settings())

    assert [(c.document, c.share) for c in story.copies] == [(new[0].id, 0.0)]


def test_three_versions_all_go_back_to_the_first():
    one = page(None, day(1), holds(), file="a")
    two = later(page(None, day(2), holds(), file="b"), one)
    three = later(page(None, day(3), holds(), file="c"), two, 5)
    pages = [three, one, two]
    found = link([p[0] for p in pages], [p[1] for p in pages], SETTINGS).utterances

    assert {u.page for u in found} == {None, one[0].id}
    assert {u.origin.name for u in found} == {"a"}
