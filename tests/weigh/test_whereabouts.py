from tests.weigh.makers import claim, claims, day, names, page, where
from wellsourced.model import Polarity, Status

JUNE = {"since": day(1, 6), "until": day(30, 6)}


def left(**more):
    return where("Norvia", "Sarif has left Norvia", fails=True, **more)


def test_left_norvia_and_is_in_sarland_are_one_departure():
    told = claim(
        page("Courier", day(2, 7), left(by=("Mayor Bex",), **JUNE)),
        page(
            "Herald", day(3, 7), where("Sarland", "Sarif fled to Sarland", by=("Ada Orm",), **JUNE)
        ),
        place="Sarland",
    )

    assert told.status is Status.CORROBORATED
    assert names(told.said_by) == ["Ada Orm", "Mayor Bex"]


def test_who_has_not_left_denies_both():
    pages = (
        page("Courier", day(2, 7), left(by=("Mayor Bex",), **JUNE)),
        page(
            "Herald", day(2, 7), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",), **JUNE)
        ),
        page("Post", day(3, 7), where("Norvia", "Sarif has not left Norvia", by=("Idris Kell",))),
    )
    away = claim(*pages, place="Norvia", polarity=Polarity.FAILS)
    abroad = claim(*pages, place="Sarland")

    assert names(away.denied_by) == names(abroad.denied_by) == ["Idris Kell"]
    assert away.status is abroad.status is Status.DISPUTED


def test_a_denial_a_week_later_and_what_it_denies_stand_against_each_other():
    found = claims(
        page("Courier", day(2, 7), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
        page(
            "Post",
            day(10, 7),
            where("Sarland", "Sarif is not in Sarland", fails=True, by=("Mayor Bex",)),
        ),
    )
    there, not_there = sorted(found, key=lambda c: c.polarity is Polarity.FAILS)

    assert there.status is not_there.status is Status.DISPUTED
    assert (there.rivals, not_there.rivals) == ((not_there.id,), (there.id,))


def test_a_denial_answers_nothing_that_was_told_a_month_before():
    found = claims(
        page("Courier", day(2, 6), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
        page(
            "Post",
            day(10, 7),
            where("Sarland", "Sarif is not in Sarland", fails=True, by=("Mayor Bex",)),
        ),
    )

    assert {c.rivals for c in found} == {()}


def test_a_town_is_in_its_country():
    told = claim(
        page("Courier", day(2, 7), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
        page("Herald", day(3, 7), where("Sarbay", "Sarif is in Sarbay", by=("Mayor Bex",))),
        place="Sarland",
    )

    assert told.status is Status.CORROBORATED


def test_who_is_in_the_country_need_not_be_in_the_town():
    told = claim(
        page("Courier", day(2, 7), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
        page("Herald", day(3, 7), where("Sarbay", "Sarif is in Sarbay", by=("Mayor Bex",))),
        place="Sarbay",
    )

    assert told.status is Status.SINGLE_SOURCE


def test_a_later_return_does_not_contradict_the_departure():
    found = claims(
        page("Courier", day(2, 7), left(by=("Ada Orm",), **JUNE)),
        page("Herald", day(9, 9), where("Norvia", "Sarif is back in Norvia", by=("Mayor Bex",),
                                        since=day(5, 9))),
    )  # fmt: skip

    assert {c.status for c in found} == {Status.SINGLE_SOURCE}


def test_two_towns_of_one_country_do_not_exclude_each_other():
    found = claims(
        page("Courier", day(2, 7), where("Lorne", "Sarif is in Lorne", by=("Ada Orm",))),
        page("Herald", day(3, 7), where("Tarn", "Sarif is in Tarn", by=("Mayor Bex",))),
    )

    assert {c.status for c in found} == {Status.SINGLE_SOURCE}


def test_an_aide_who_puts_him_at_home_denies_that_he_is_abroad():
    pages = (
        page("Courier", day(2, 7), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
        page("Herald", day(3, 7), where("Lorne", "Sarif is in Lorne", by=("Idris Kell",))),
    )
    abroad, home = claim(*pages, place="Sarland"), claim(*pages, place="Lorne")

    assert names(abroad.denied_by) == ["Idris Kell"]
    assert abroad.status is home.status is Status.DISPUTED
    assert abroad.rivals == (home.id,)


def test_an_attempt_to_return_denies_no_stay_of_another_day():
    found = claims(
        page("Courier", day(2, 7), where("Norvia", "Sarif tried to return but turned back",
                                         by=("Ada Orm",), fails=True, mode="attempted", **JUNE)),
        page("Herald", day(12, 6), where("Norvia", "Sarif has not left", by=("Idris Kell",),
                                         since=day(11, 6))),
    )  # fmt: skip

    assert {c.status for c in found} == {Status.SINGLE_SOURCE}


def test_a_headline_does_not_stand_beside_the_one_whose_words_it_carries():
    pages = (
        page("Courier", day(2, 7), where("Norvia", "Sarif is in Norvia", by=("Mayor Bex",))),
        page(
            "Herald",
            day(3, 7),
            where("Sarland", "Sarif in Sarland"),
            where("Sarland", "Sarif is in Sarland", by=("Ada Orm",)),
        ),
    )

    assert names(claim(*pages, place="Norvia").disputed_by) == ["Ada Orm"]
