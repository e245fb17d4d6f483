"""A blast is one claim, however its pages put it; who is blamed for it is another question."""

from tests.weigh.makers import Line, claims, day, page
from wellsourced.model import ClaimType, Outcome, Status
from wellsourced.weigh.comparing import comparing, same
from wellsourced.weigh.happenings import Befallen, befallen

NOBODY = Befallen(frozenset(), frozenset(), frozenset())


def told(*lines):
    outlets = ("Courier", "Herald", "Post", "Lake Wire")
    pages = (page(o, day(2), line) for o, line in zip(outlets, lines, strict=False))
    return claims(*pages, type=ClaimType.ASSAULT)


def test_one_blast_is_one_claim_whatever_words_and_slots_tell_it():
    (found,) = told(
        Line(words="A blast hits the grain mill in Lorne", type=ClaimType.CASUALTY, place="Lorne"),
        Line(words="Lorne mill blast", type=ClaimType.ASSAULT, actor="Lorne"),
        Line(words="Thursday's explosion at the Lorne grain mill", type=ClaimType.CASUALTY,
             actor="Thursday", recipient="Thursday's explosion", by=("Ada Orm",)),
        Line(words="the explosion at the Lorne grain mill", type=ClaimType.ASSAULT,
             recipient="Lorne grain mill", by=("Mayor Bex",)),
    )  # fmt: skip

    assert (found.actor, found.place) == (None, "Lorne")
    assert found.status is Status.CORROBORATED


def test_who_did_it_is_told_of_by_nobody_who_only_tells_of_the_blast():
    found = told(
        Line(words="A blast hits the grain mill in Lorne", type=ClaimType.CASUALTY, place="Lorne"),
        Line(words="the blast at the mill in Lorne was set off by the Lake Guard",
             type=ClaimType.ASSAULT, actor="Lake Guard", place="Lorne", by=("Ada Orm",)),
    )  # fmt: skip

    assert sorted(str(c.actor) for c in found) == ["Lake Guard", "None"]


def test_blasts_in_two_towns_are_two():
    assert len(told(
        Line(words="Lorne mill blast", type=ClaimType.ASSAULT, actor="Lorne"),
        Line(words="Tarn mill blast", type=ClaimType.ASSAULT, actor="Tarn"),
    )) == 2  # fmt: skip


def test_the_word_for_it_holds_in_the_example_of_the_list():
    found = befallen(NOBODY._replace(actor=frozenset({"Lorne"})), "Lorne mill blast")

    assert found == NOBODY._replace(place=frozenset({"Lorne"}))
    assert set(comparing().befalls) >= {"blast", "explosion"}
    assert same()["explosion"] == "blast"


def test_two_men_arrested_are_the_two_suspects_detained():
    arrest = {"type": ClaimType.ARREST, "since": day(2)}
    (found,) = claims(
        page("Courier", day(2), Line(words="Police arrested two men over a fire in Lorne",
             actor="police", recipient="men", group="men", by=("Ada Orm",),
             count=("two men", Outcome.DETAINED, 2), **arrest)),
        page("Herald", day(2), Line(words="Two suspects were detained over a fire in "
             "Lorne", recipient="suspects", group="suspects", by=("Mayor Bex",),
             count=("Two suspects", Outcome.DETAINED, 2), **arrest)),
    )  # fmt: skip

    assert found.actor == "police"
    assert found.status is Status.CORROBORATED
