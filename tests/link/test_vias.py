from msgspec import structs

from tests.weigh.makers import SETTINGS, Line, claims, day, holds, page
from wellsourced.link.whole import link
from wellsourced.model import Estimate, Link, Part, PartId, PartKind

HERE, THERE = "https://herald.example/mill", "http://www.courier.example/lorne/?utm_source=feed"


def at(made, url):
    return structs.replace(made[0], url=url), made[1]


def linking(made, words, target):
    start = made[0].text.index(words)
    return structs.replace(
        made[0], links=(Link(start=start, end=start + len(words), target=target),)
    ), made[1]


COURIER = at(page("Courier", day(1), holds(by=("Ada Orm",))), "https://courier.example/lorne#top")
REPEATED = holds(words="Lorne is now held by the army of Norvia, it is reported")


def test_a_page_that_links_to_another_for_what_it_says_is_no_second_source():
    herald = at(linking(page("Herald", day(2), REPEATED), "it is reported", THERE), HERE)
    [found] = claims(COURIER, herald, place="Lorne")

    assert found.origins == Estimate(1, 1)
    assert [s.name for s in found.said_by] == ["Ada Orm"]
    assert any("has it from Courier, to which it links (“it is reported”)" in w for w in found.why)


def test_the_link_and_the_words_on_both_sides_are_kept():
    herald = at(linking(page("Herald", day(2), REPEATED), "it is reported", THERE), HERE)
    found = link([COURIER[0], herald[0]], [COURIER[1], herald[1]], SETTINGS).utterances
    [via] = [u.via for u in found if u.via]

    assert via.document == COURIER[0].id
    assert via.link.of(herald[0].text) == "it is reported"
    assert via.told.of(COURIER[0].text) == "The army holds Lorne"


def test_without_the_link_there_are_two_sources():
    herald = at(page("Herald", day(2), REPEATED), HERE)
    [found] = claims(COURIER, herald, place="Lorne")

    assert found.origins.high == 2


def test_a_link_to_a_page_that_says_something_else_gives_no_source():
    other = at(page("Courier", day(1), holds(words="Bread is dear")), "https://courier.example/b")
    herald = linking(
        page("Herald", day(2), REPEATED), "it is reported", "https://courier.example/b"
    )
    found = link([other[0], herald[0]], [other[1], herald[1]], SETTINGS).utterances

    assert not any(u.via for u in found)


def test_who_has_a_source_of_his_own_does_not_have_it_by_the_link():
    own = holds(words="Lorne is held by the army, it is reported", by=("Mayor Bex",))
    herald = at(linking(page("Herald", day(2), own), "it is reported", THERE), HERE)
    [found] = claims(COURIER, herald, place="Lorne")

    assert found.origins == Estimate(2, 2)


def test_a_link_in_another_sentence_gives_no_source():
    herald = page("Herald", day(2), REPEATED, Line(words="See also the lake", type=None))
    herald = at(linking(herald, "the lake", THERE), HERE)
    [found] = claims(COURIER, herald, place="Lorne")

    assert found.origins.high == 2


def test_a_link_of_the_pages_furniture_leads_nowhere():
    document, marks = at(linking(page("Herald", day(2), REPEATED), "it is reported", THERE), HERE)
    link_ = document.links[0]
    foot = Part(id=PartId("f"), kind=PartKind.FURNITURE, start=link_.start, end=link_.end)
    herald = structs.replace(document, parts=(*document.parts, foot)), marks
    [found] = claims(COURIER, herald, place="Lorne")

    assert found.origins.high == 2


def test_a_link_leads_to_what_any_version_of_the_page_says():
    first = at(page("Courier", day(1), Line(words="Bread is dear"), file="a"), THERE)
    new = structs.replace(COURIER[0], earlier=first[0].id), COURIER[1]
    herald = at(linking(page("Herald", day(2), REPEATED), "it is reported", THERE), HERE)
    [found] = claims(first, new, herald, place="Lorne")

    assert found.origins == Estimate(1, 1)
