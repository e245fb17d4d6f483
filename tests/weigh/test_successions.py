"""States that newer ones have taken the place of: where somebody is, who holds a town."""

from msgspec.structs import replace

from tests.weigh.makers import Line, claim, day, holds, names, page, where
from wellsourced.model import Commitment, Polarity, Status


def at(place, **more):
    words = f"Omar Sarif is in {place}"
    return where(words=words, place=place, **more)


def test_a_newer_place_by_the_same_source_takes_the_place_of_the_older():
    old = page("Courier", day(1), at("Norvia", by=("Ada Orm",)))
    new = page("Courier", day(25), at("Sarland", by=("Ada Orm",)))

    assert claim(old, new, place="Norvia").status is Status.SUPERSEDED
    assert claim(old, new, place="Sarland").status is Status.SINGLE_SOURCE
    assert claim(old, place="Norvia").status is Status.SINGLE_SOURCE


def test_the_reason_points_at_the_newer_words_and_their_claim():
    old = page("Courier", day(1), at("Norvia", by=("Ada Orm",)))
    new = page("Courier", day(25), at("Sarland", by=("Ada Orm",)))
    told, other = claim(old, new, place="Norvia"), claim(old, new, place="Sarland")
    reason = told.reasons[0]

    assert "a newer account has “Omar Sarif is in Sarland” (Ada Orm, 2031-05-25)" in reason.says
    assert reason.see == (other.id,)
    assert "supersedes" in {told.evidence[n].stance for n in reason.evidence}


def test_one_without_a_name_takes_nothing_from_one_with_a_name():
    old = page("Courier", day(1), at("Norvia", by=("Ada Orm",)))
    new = page("Herald", day(25), at("Sarland", by=("an officer",), unnamed=True))

    assert claim(old, new, place="Norvia").status is Status.SINGLE_SOURCE


def test_neither_a_hedge_nor_a_reader_takes_the_place_of_anything():
    old = page("Courier", day(1), at("Norvia", by=("Ada Orm",)))
    hedge = page("Herald", day(25), at("Sarland", by=("Mayor Bex",), sure=Commitment.PROBABLE))
    reader = page("Herald", day(25), at("Sarland", reader="boatman"))

    assert claim(old, hedge, place="Norvia").status is Status.SINGLE_SOURCE
    assert claim(old, reader, place="Norvia").status is Status.SINGLE_SOURCE


def test_two_places_told_of_one_time_are_disputed_and_neither_is_newer():
    old = page("Courier", day(1), at("Norvia", by=("Ada Orm",)))
    new = page("Herald", day(3), at("Sarland", by=("Mayor Bex",)))

    assert claim(old, new, place="Norvia").status is Status.DISPUTED


def test_what_is_told_of_a_day_past_stays_as_it_was():
    then = page("Courier", day(20), at("Norvia", by=("Ada Orm",), since=day(2), until=day(4)))
    new = page("Herald", day(28), at("Sarland", by=("Mayor Bex",)))

    assert claim(then, new, place="Norvia").status is Status.SINGLE_SOURCE


def test_a_town_changes_hands():
    old = page("Courier", day(1), holds(by=("Mayor Bex",)))
    guard = Line(words="The Lake Guard holds Lorne", actor="Lake Guard", place="Lorne")
    new = page("Herald", day(20), replace(guard, by=("Mayor Bex",)))

    assert claim(old, new, actor="Norvian army").status is Status.SUPERSEDED
    assert claim(old, new, actor="Lake Guard").status is Status.SINGLE_SOURCE


def test_no_longer_is_no_denial():
    old = page("Courier", day(1), holds(by=("Mayor Bex",)))
    words = "The army no longer holds Lorne"
    new = page("Herald", day(4), holds(words=words, by=("Ada Orm",), fails=True))
    told = claim(old, new, polarity=Polarity.HOLDS)

    assert told.status is Status.SUPERSEDED
    assert names(told.denied_by) == []


def test_a_late_reprint_is_no_newer():
    words = (
        "Omar Sarif is in Norvia and keeps a shop beside the old harbour, where he sells rope, "
        "lamps and tinned fish to the crews of the night boats and never gives credit to sailors"
    )

    def line():
        return where(words=words, place="Norvia", by=("Ada Orm",))

    first = page("Courier", day(1), line())
    new = page("Herald", day(12), at("Sarland", by=("Ada Orm",)))
    again = page("Gazette", day(28), line())

    assert claim(first, new, again, place="Norvia").status is Status.SUPERSEDED
    assert claim(first, new, again, place="Sarland").status is Status.SINGLE_SOURCE


def test_of_an_act_the_last_word_of_a_source_counts():
    def shelled(**more):
        return Line(words="The army shelled Tarn", type="ASSAULT", actor="Norvian army", **more)

    yes = page("Courier", day(1), shelled(recipient="Tarn", by=("Ada Orm",)))
    no = page(
        "Herald",
        day(3),
        shelled(recipient="Tarn", by=("Ada Orm",), fails=True, cue="denied"),
    )
    told = claim(yes, no, polarity=Polarity.HOLDS)

    assert told.status is Status.RETRACTED
    assert names(told.retracted_by) == ["Ada Orm"]
