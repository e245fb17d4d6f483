"""Any alias of a person, group, place, source or page finds what is about it."""

from datetime import date

import msgspec

from tests.factories import document
from wellsourced.flow.about import Directory, fold
from wellsourced.model import (
    Alias,
    Claim,
    Entity,
    EntityKind,
    Estimate,
    Evidence,
    Source,
    Tally,
)

GUARD = Entity(
    id="e1", kind=EntityKind.FORCE, name="River Guard", aliases=(Alias(name="the Guard"),)
)
SPLINTER = Entity(id="e2", kind=EntityKind.FACTION, name="Iron Oar Brigade", part_of="River Guard")
LEADER = Entity(id="e3", kind=EntityKind.PERSON, name="Danil Orsak", part_of="River Guard")
PAGE = document("...", name="d1", on=date(2009, 9, 1), title="The bridge", file="web/bridge.html")


def claim(name: str, **fields: object) -> Claim:
    nobody = dict.fromkeys(
        ("said_by", "confirmed_by", "denied_by", "disputed_by", "questioned_by", "retracted_by"),
        (),
    )
    empty = dict.fromkeys(("mode", "recipient", "place", "quantity", "actor", "earliest"), None)
    rest = {"latest": None, "first_heard": None, "last_heard": None, "rivals": (), "evidence": ()}
    known = {"type": "ASSAULT", "polarity": "+", "text": name, "status": "single-source"}
    return Claim(id=name, origins=Estimate(1, 1), **{**nobody, **empty, **rest, **known, **fields})


def evidence(*chain: str) -> Evidence:
    return Evidence(
        document=PAGE.id, start=0, end=1, quote=".", chain=chain, commitment="CT+", stance="backs"
    )


CLAIMS = [
    claim("by the guard", actor="River Guard; Tarvenian army"),
    claim("by the splinter", actor="Iron Oar Brigade"),
    claim("by its leader", actor="Danil Orsak"),
    claim("in town", place="Havrin", evidence=(evidence("Courier", "officials"),)),
    claim("denied", denied_by=(Source(name="Jarin Tolle", unnamed=False, kind="person"),)),
]
NAMES = {"orsak": "Danil Orsak", "the ferryman": "Danil Orsak"}
DIRECTORY = Directory((GUARD, SPLINTER, LEADER), NAMES, (PAGE,), CLAIMS)


def about(name: str) -> list[str]:
    subject = DIRECTORY.subject(name)
    assert subject
    return [c.id for c in CLAIMS if subject.of_claim(c)]


def test_any_alias_will_do():
    for name in ("Danil Orsak", "the Ferryman", "ORSAK", "danil-orsak"):
        assert about(name) == ["by its leader"]


def test_a_faction_counts_under_its_whole_but_not_the_other_way_round():
    assert about("the Guard") == ["by the guard", "by the splinter"]
    assert about("Iron Oar Brigade") == ["by the splinter"]


def test_a_place_a_source_and_who_passed_it_on_are_found():
    assert about("Havrin") == ["in town"]
    assert about("Courier") == ["in town"]
    assert about("Jarin Tolle") == ["denied"]


def test_a_page_is_found_by_id_file_name_and_title():
    for name in ("d1", "web/bridge.html", "bridge.html", "bridge", "The Bridge"):
        assert about(name) == ["in town"]


def test_what_names_it_is_about_it_though_no_slot_does():
    other = claim("x", evidence=(evidence("Courier"),), actor="River Guard fighters")
    subject = DIRECTORY.subject("the Guard")

    assert subject.of_claim(other)
    assert not DIRECTORY.subject("Iron Oar Brigade").of_claim(other)
    assert not subject.of_claim(claim("y", actor="Riverguards"))


def test_one_of_a_family_is_not_taken_for_another():
    brother = Entity(id="e4", kind=EntityKind.PERSON, name="Mirel Orsak")
    names = Directory((LEADER, brother), NAMES, (), ())
    told = evidence("Courier")
    both = [
        claim(words, evidence=(msgspec.structs.replace(told, quote=words),))
        for words in ("Mirel Orsak said so", "Orsak's men and Mirel Orsak met")
    ]

    assert [names.subject("Danil Orsak").of_claim(c) for c in both] == [False, True]


def test_a_count_beside_a_name_is_about_it():
    def count(text: str, number: str) -> bool:
        page = document(text, name="p")
        start = text.index(number)
        told = Evidence(document=page.id, start=start, end=start + len(number), quote=number,
                        chain=("Courier",), commitment="CT+", stance="backs")  # fmt: skip
        tally = Tally(id="t", outcome="killed", group="fighters", by=None, place=None,
                      earliest=None, latest=None, per=None, low=7, best=7, high=7, bound="exact",
                      origins=Estimate(1, 1), said_by=(), status="single-source",
                      evidence=(told,))  # fmt: skip
        names = Directory((GUARD,), {}, (page,), [tally])
        return names.subject("River Guard").of_tally(tally)

    assert count("The Guard's men came at dawn. Seven fighters were killed.", "Seven")
    assert not count("The Guard came at dawn.\nSeven sheep were killed.", "Seven")


def test_a_name_that_nobody_has_is_not_guessed_but_hinted_at():
    assert DIRECTORY.subject("Daniel Orsack") is None
    assert DIRECTORY.nearest("Daniel Orsack")[0] == "Danil Orsak"


def test_people_write_a_name_now_so_now_so():
    assert fold("  The Café ") == fold("cafe")
    assert fold("The") == "the"
