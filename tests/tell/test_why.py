import msgspec
import pytest

from tests.tell.makers import record, says, the
from tests.weigh.makers import Line, day, holds, page, where
from wellsourced.model import (
    Alias,
    ClaimType,
    EntityKind,
    Outcome,
    Polarity,
    Quote,
    Topic,
    Why,
)
from wellsourced.tell.incidents import Record, incidents
from wellsourced.tell.why import explained, incident

CHIEF = "The Norvian army holds the town of Lorne and the two bridges over the river since dawn"
COPIED = [
    page("Courier", day(1), holds(words=CHIEF, by=("Ada Orm",), since=day(1))),
    page("Herald", day(2), holds(words=CHIEF, by=("Ada Orm",), since=day(1))),
]
TWO_MEN = record(
    page("Courier", day(1), holds(by=("a guard",), unnamed=True)),
    page("Herald", day(2), holds(by=("an aide",), unnamed=True)),
)
TWO_NAMES = record(
    page("Courier", day(1), holds(by=("Ada Orm",))),
    page("Herald", day(2), holds(by=("Mayor Bex",))),
)
CONTESTED = record(
    page("Courier", day(1), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
    page(
        "Herald",
        day(2),
        where("Sarland", "Sarif is not in Sarland", by=("Idris Kell",), fails=True),
    ),
)


def why(of, **slots) -> Why:
    return explained(the(of, **slots), of)


def test_a_status_is_told_with_its_rule_and_the_words_that_decide_it():
    told = why(TWO_NAMES, type="CONTROL")
    first = told.steps[0]

    assert first.topic is Topic.STANDING
    assert "corroborated" in first.says
    assert "at least two independent origins" in first.says
    assert [q.quote for q in first.quotes] == ["The army holds Lorne"] * 2


def test_the_rules_tried_before_are_told_with_why_they_do_not_hold():
    assert "not disputed, as nobody says the contrary" in says(
        why(TWO_NAMES, type="CONTROL"), Topic.STANDING
    )


def test_two_men_without_a_name_may_be_one_and_what_would_make_them_two_is_told():
    told = why(TWO_MEN, type="CONTROL")

    assert "both are unnamed and may be one" in says(told, Topic.ORIGINS)
    assert "different people" in says(told, Topic.CHANGE)
    assert "corroborated, by 2" in says(told, Topic.CHANGE)


def test_a_copy_is_told_with_its_share_and_the_words_on_both_sides():
    of = record(*COPIED)
    told = why(of, type="CONTROL")
    copies = [s for s in told.steps if s.topic is Topic.COPIES]

    assert "copies, counted once" in says(told, Topic.ORIGINS)
    assert "100% of its own words" in copies[0].says
    assert len({q.document for q in copies[0].quotes}) == 2


def test_who_stands_against_it_is_told_by_the_words_of_saying():
    told = why(CONTESTED, polarity=Polarity.HOLDS)
    step = next(s for s in told.steps if s.topic is Topic.AGAINST)

    assert step.says.startswith("Idris Kell denies it")
    assert "“said”" in step.says
    assert step.quotes[0].quote == "Sarif is not in Sarland"


def test_what_a_claim_excludes_is_told_with_its_id():
    claim, other = the(CONTESTED, polarity="+"), the(CONTESTED, polarity="-")
    told = explained(claim, CONTESTED)

    assert (other.id,) in [s.see for s in told.steps]


def test_a_claim_without_a_day_says_so_and_when_it_was_heard():
    told = why(TWO_NAMES, type="CONTROL")

    assert says(told, Topic.DATE) == "No telling says on which day it was."
    assert "First heard on 2031-05-01 from Courier" in says(told, Topic.HEARD)


def test_a_place_is_told_as_the_settings_have_it():
    assert "Lorne: in Norvia, as your settings say." in says(
        why(TWO_NAMES, type="CONTROL"), Topic.PLACE
    )


def test_losing_one_of_two_sources_is_told():
    told = says(why(TWO_NAMES, type="CONTROL"), Topic.CHANGE)

    assert "Without Ada Orm 1 origin would be left." in told


def test_a_claim_of_one_page_hangs_on_it():
    of = record(page("Courier", day(1), holds(by=("Ada Orm",)), file="a.txt"))

    assert "It rests on one page, Courier (a.txt)." in says(why(of, type="CONTROL"), Topic.CHANGE)


def test_an_alias_is_told_with_the_words_that_taught_it():
    of = record(page("Courier", day(1), holds(by=("Ada Orm",))))
    orm = next(e for e in of.entities if e.name == "Ada Orm")
    document = next(iter(of.documents.values()))
    words = Quote(document=document.id, start=0, end=3, quote=document.text[:3])
    taught = msgspec.structs.replace(orm, aliases=(Alias(name="the Fox", taught_by=words),))
    step = next(s for s in explained(taught, of).steps if "the Fox" in s.says)

    assert step.quotes == (words,)
    assert "teach it" in step.says


def test_two_people_of_one_family_name_are_told_apart():
    names = (("Lena Sarif", EntityKind.PERSON), ("Omar Sarif", EntityKind.PERSON))
    line = Line(words="Lena Sarif met Omar Sarif", type=ClaimType.CONSULT, names=names)
    of = record(page("Courier", day(1), line))
    omar = next(e for e in of.entities if e.name == "Omar Sarif")

    assert "Lena Sarif is another" in says(explained(omar, of), Topic.NAMES)


def test_a_page_tells_how_its_day_is_known():
    of = record(page("Courier", day(1), holds(), file="a.txt"))
    told = explained(next(iter(of.documents.values())), of)

    assert "Published 2031-05-01 (handed in with it)." in says(told, Topic.DATE)
    assert "no text in common" in says(told, Topic.COPIES)


def test_a_text_of_two_pages_is_told_with_its_oldest():
    of = record(*COPIED)
    told = explained(of.stories[0], of)

    assert "It comes from Courier" in says(told, Topic.ORIGINS)
    assert any(len(s.quotes) == 2 for s in told.steps if s.topic is Topic.COPIES)


def test_a_growing_count_is_told_with_the_one_that_it_took_the_place_of():
    def toll(number, on):
        words = f"{number} soldiers were killed in Lorne"
        count = (f"{number} soldiers", Outcome.KILLED, number)
        kind = ClaimType.CASUALTY
        fields = {"count": count, "group": "soldiers", "place": "Lorne", "since": day(1)}
        return page(f"Paper {on}", day(on), Line(words=words, type=kind, by=("Bex",), **fields))

    of = record(toll(14, 1), toll(21, 2))
    tally = next(iter(of.tallies.values()))
    told = says(explained(tally, of), Topic.NUMBER)

    assert "Low 21, best 21, high 21" in told
    assert "“14 soldiers” (exact): Paper 1 from Bex, which a later count has overtaken" in told


@pytest.mark.parametrize("of", [TWO_MEN, TWO_NAMES, CONTESTED, record(*COPIED)])
def test_every_word_that_a_reason_quotes_stands_where_it_says(of):
    things = (*of.claims.values(), *of.stories, *of.documents.values(), *of.entities)
    for thing in things:
        for step in explained(thing, of).steps:
            for q in step.quotes:
                assert of.documents[q.document].text[q.start : q.end] == q.quote


def test_the_order_of_pages_does_not_change_a_reason():
    pages = [*COPIED, page("Post", day(3), holds(by=("Mayor Bex",)))]
    one, other = record(*pages), record(*reversed(pages))

    assert [explained(c, one) for c in one.claims.values()] == [
        explained(c, other) for c in other.claims.values()
    ]


def test_a_newer_state_is_told_with_its_words_and_its_claim():
    of = record(
        page("Courier", day(1), where("Norvia", "Sarif is in Norvia", by=("Ada Orm",))),
        page("Herald", day(25), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",))),
    )
    newer, told = the(of, place="Sarland"), explained(the(of, place="Norvia"), of)
    standing = next(s for s in told.steps if s.topic is Topic.STANDING)

    assert "a newer account has “Sarif is in Sarland” (Ada Orm, 2031-05-25)" in standing.says
    assert [q.quote for q in standing.quotes] == ["Sarif is in Sarland", "Sarif is in Norvia"]
    assert standing.see == (newer.id,)
    assert "If the later account were taken back" in says(told, Topic.CHANGE)


def test_an_incident_is_told_with_what_it_is_made_of():
    line = Line(
        words="The army shelled Tarn and killed 14 people",
        type=ClaimType.ASSAULT,
        actor="Norvian army",
        recipient="Tarn",
        place="Tarn",
        since=day(1),
        count=("14 people", Outcome.KILLED, 14),
        group="people",
        by=("Ada Orm",),
    )
    of = record(page("Courier", day(1), line))
    found = incidents(Record(tuple(of.claims.values()), tuple(of.tallies.values()), ()))
    told = incident(found[0], of)

    assert told.kind == "incident"
    assert "1 claim and 1 count on 1 page are one incident" in says(told, Topic.TELLINGS)
    assert "14 killed" in says(told, Topic.NUMBER)
    assert "Tarn" in says(told, Topic.PLACE)
    assert all(s.quotes for s in told.steps if s.topic is Topic.STANDING)
