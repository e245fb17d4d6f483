from tests.mark.facts import facts
from wellsourced.mark.areas import area
from wellsourced.mark.gazetteer import spots


def places(text):
    return facts(text, None).places


def country(name):
    return next(s for s in spots(name) if s.kind == "C")


def test_a_country_is_an_area_and_a_town_a_point():
    wide, town = places("They met in France and in Marseille.")

    assert wide.area is not None
    assert wide.area.radius > 300
    assert town.area is None


def test_the_south_of_a_country_lies_south_of_its_north():
    south, north = (area(country("France"), side) for side in ("south", "north"))

    assert south.latitude < country("France").latitude < north.latitude
    assert south.radius < area(country("France"), None).radius


def test_words_before_a_country_name_its_part_and_the_point_stays_the_country_s():
    (part,), (whole,) = places("They fought in southern France."), places("They met in France.")

    assert (part.latitude, part.longitude) == (whole.latitude, whole.longitude)
    assert part.area.latitude < whole.area.latitude


def test_a_part_of_two_ways_lies_both_ways():
    corner, half = (area(country("France"), side) for side in ("southwest", "south"))

    assert corner.longitude < half.longitude


def test_what_is_not_put_on_the_map_says_why():
    found = places("They met in Springfield and in Zzyvornia.")

    assert [p.latitude for p in found] == [None, None]
    assert "places are called so" in found[0].why
    assert found[1].why == "no gazetteer has it"


def test_a_treaty_named_after_a_town_is_no_place():
    assert places("The Marseille security plan failed.") == ()
    assert [p.name for p in places("They fought over the Marseille docks.")] == ["Marseille"]
