from tests.weigh.makers import Line, day, page
from wellsourced.config import Actor, Settings
from wellsourced.link.whole import link
from wellsourced.model import ClaimType, Entity, EntityKind

PERSON, FORCE, BOARD = EntityKind.PERSON, EntityKind.FORCE, EntityKind.ORGANISATION


def named(words, *names, **more):
    return page("Courier", day(1), Line(words=words, type=None, names=names), **more)


def linked(*pages, actors=()):
    settings = Settings(actors=tuple(actors))
    return link([p[0] for p in pages], [p[1] for p in pages], settings)


def one(found, name) -> Entity:
    return next(e for e in found.entities if e.name == name)


def test_spellings_of_one_name_are_one_person():
    found = linked(
        named("Moqtada Sarif spoke", ("Moqtada Sarif", PERSON)),
        named("Muqtada al-Sareef left", ("Muqtada al-Sareef", PERSON)),
    )

    assert len(found.entities) == 1
    assert found.names["moqtada sarif"] == found.names["muqtada al-sareef"]


def test_two_people_of_one_family_name_stay_two():
    found = linked(
        named("Ada Sarif spoke", ("Ada Sarif", PERSON)),
        named("Omar Sarif left", ("Omar Sarif", PERSON)),
        named("Sarif was seen", ("Sarif", PERSON)),
    )

    assert {e.name for e in found.entities} == {"Ada Sarif", "Omar Sarif", "Sarif"}


def test_a_family_name_is_the_only_man_of_that_name():
    found = linked(
        named("Omar Sarif left", ("Omar Sarif", PERSON)),
        named("Sarif was seen", ("Sarif", PERSON)),
    )

    assert found.names["sarif"] == "Omar Sarif"
    assert one(found, "Omar Sarif").mentions == 2


def test_a_text_teaches_another_name_and_its_words_are_kept():
    found = linked(
        named("The Lake Relief Board (LRB) met", ("Lake Relief Board", BOARD)),
        named("The LRB left", ("LRB", BOARD)),
    )
    [alias] = [a for a in one(found, "Lake Relief Board").aliases if a.name == "LRB"]

    assert found.names["lrb"] == "Lake Relief Board"
    assert alias.taught_by is not None
    assert alias.taught_by.quote == "The Lake Relief Board (LRB)"


def test_the_settings_come_first():
    actor = Actor(name="Omar Sarif", kind=PERSON, aliases=("the Ferryman",))
    found = linked(named("The Ferryman left", ("The Ferryman", PERSON)), actors=[actor])
    [alias] = [a for a in one(found, "Omar Sarif").aliases if a.name == "the Ferryman"]

    assert found.names["the ferryman"] == "Omar Sarif"
    assert alias.taught_by is None


def test_a_groups_fighters_are_part_of_it():
    line = Line(
        words="Lake Guard defectors fled",
        type=ClaimType.RETREAT,
        actor="Lake Guard defectors",
        names=(("Lake Guard", FORCE),),
    )
    found = linked(page("Courier", day(1), line))

    assert one(found, "Lake Guard defectors").part_of == "Lake Guard"
