from tests.tell.makers import record
from tests.weigh.makers import Line, day, holds, page, where
from wellsourced.model import ClaimType, Section
from wellsourced.tell.dossier import dossier

PAGES = [
    page(
        "Courier",
        day(1),
        holds(by=("Ada Orm",)),
        where("Sarland", "Sarif is in Sarland", by=("Ada Orm",)),
    ),
    page("Herald", day(3), holds(by=("Mayor Bex",))),
    page(
        "Post",
        day(4),
        where("Sarland", "Sarif is not in Sarland", by=("Idris Kell",), fails=True),
        where("Lorne", "Sarif is in Lorne", reader="joe", at=day(4)),
    ),
]
OF = record(*PAGES)


def gathered(name, of=OF):
    entity = next((e for e in of.entities if e.name == name), None)
    return dossier(entity, name, of)


def rows(name, section, of=OF):
    return [r for r in gathered(name, of).rows if r.section is section]


def test_a_persons_whereabouts_stand_in_the_order_of_their_days():
    found = rows("Omar Sarif", Section.WHEREABOUTS)

    assert [(r.place, r.polarity) for r in found if not r.reader] == [
        ("Sarland", "+"),
        ("Sarland", "-"),
    ]


def test_what_only_readers_say_is_marked_so():
    assert [r.place for r in rows("Omar Sarif", Section.WHEREABOUTS) if r.reader] == ["Lorne"]


def test_who_said_a_thing_first_was_borne_out_by_a_later_source_with_a_name():
    assert [r.what for r in rows("Ada Orm", Section.BORNE_OUT)] == ["CONTROL"]
    assert rows("Mayor Bex", Section.BORNE_OUT) == []


def test_what_others_deny_is_told_of_its_source():
    assert gathered("Ada Orm").reliance.denied == 1
    assert [r.text for r in rows("Idris Kell", Section.DENIED)] == ["Sarif is in Sarland"]


def test_the_settings_tell_what_is_part_of_what():
    assert [r.text for r in rows("Omar Sarif", Section.PART_OF)] == ["Lake Guard"]
    assert "Omar Sarif" in [r.text for r in rows("Lake Guard", Section.MEMBERS)]


def test_ties_are_told_over_time():
    line = Line(
        words="Kell has left the Guard",
        type=ClaimType.ALLEGIANCE,
        actor="Idris Kell",
        recipient="Lake Guard",
        fails=True,
        since=day(2),
        by=("Ada Orm",),
    )
    of = record(page("Courier", day(2), line))
    told = [r for r in rows("Idris Kell", Section.PART_OF, of) if r.id]

    assert [(r.polarity, r.earliest, r.dated) for r in told] == [("-", day(2), True)]


def test_an_outlet_that_only_passes_on_says_nothing_itself():
    found = gathered("Courier")

    assert (found.reliance.claims, found.reliance.passes_on) == (0, 2)


def test_what_happened_at_a_place_is_told_of_it():
    assert {r.what for r in rows("Lorne", Section.AT)} >= {"CONTROL"}


def test_a_source_without_a_name_has_a_dossier_too():
    of = record(page("Courier", day(1), holds(by=("a guard",), unnamed=True)))
    found = gathered("a guard", of)

    assert (found.kind, found.reliance.alone) == ("unnamed", 1)
