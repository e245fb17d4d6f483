import pytest

from tests.mark.facts import facts
from wellsourced.mark.gazetteer import folded, spots
from wellsourced.mark.peoples import peoples
from wellsourced.mark.placenames import geography, names


def places(text):
    return [(text[p.start : p.end], p.name, p.country) for p in facts(text).places]


def test_a_place_of_the_settings_comes_before_the_gazetteer():
    assert places("They met in Havrin.") == [("Havrin", "Havrin", "TV")]


def test_a_place_without_coordinates_says_so():
    (place,) = facts("They met in the Reeds.").places

    assert (place.name, place.latitude, place.longitude) == ("Reed Quarter", None, None)


def test_a_country_is_a_place_under_each_of_its_names():
    assert {n for _, n, _ in places("They left the U.S. and flew to America.")} == {
        "United States"
    }


def test_the_larger_of_two_towns_is_meant_where_nothing_else_is_said():
    assert places("They met in London.") == [("London", "London", "GB")]


def test_what_stands_behind_the_comma_holds_the_town():
    named = places("They met in London, Ontario, on a Monday.")

    assert named[0] == ("London", "London", "CA")


def test_the_other_places_of_a_text_decide():
    text = "They drove from Toronto and Ottawa to Hamilton, then to London in Ontario, in Canada."

    assert {c for _, _, c in places(text)} == {"CA"}


def test_a_people_is_no_place():
    assert places("The French met the Germans.") == []


def test_a_name_within_a_longer_name_is_no_place():
    assert places("She studied at Paris University.") == []
    assert places("Mr. Washington left early.") == []


def test_a_word_at_the_head_of_a_sentence_is_no_town():
    assert places("Reading helps. Of course it does.") == []


def test_each_class_of_words_is_seen_in_its_example():
    known = geography()
    for listed in (
        known.locative,
        known.surroundings,
        known.titles,
        known.wholes,
        known.bodies,
        known.common,
        known.people,
    ):
        assert set(folded(listed.example).split()) & set(listed.words)
    assert set(folded(known.short.example).split()) & set(known.short.words)


@pytest.mark.parametrize("name", ["", "x", "no such place at all", "zzzz", "\n", "é"])
def test_a_name_that_is_no_place_has_no_spots(name):
    assert spots(name) == ()


def test_the_first_and_the_last_names_of_the_gazetteer_are_found():
    from wellsourced.mark.gazetteer import _text

    lines = _text().decode().strip("\n").split("\n")
    for line in (lines[0], lines[1], lines[len(lines) // 2], lines[-1]):
        key, name = line.split("\t")[:2]
        if len(key) > 1:
            assert name in {s.name for s in spots(key)}


def test_the_names_of_a_text_point_at_its_words():
    text = "From Paris to Saint-Étienne, “Lyon” and São Paulo."

    assert [text[n.start - 5 : n.end - 5] for n in names(text, 5, frozenset())] == [
        "Paris", "Saint-Étienne", "Lyon", "São Paulo",
    ]  # fmt: skip


def test_a_body_of_a_place_is_told_of_the_place():
    assert places("London Police said so.") == [("London", "London", "GB")]


def test_a_common_name_of_a_person_is_no_town_unless_its_province_is_told():
    assert places("They followed Jones to the bridge.") == []
    assert [n for n, _, _ in places("They met in Jackson, Mississippi.")] == [
        "Jackson",
        "Mississippi",
    ]


def test_a_province_stands_shortened_behind_a_town():
    assert ("W.Va.", "West Virginia", "US") in places("CHARLESTON, W.Va. -- They met.")


def test_what_is_joined_to_a_name_is_no_part_of_it():
    assert [n for n, _, _ in places("The London-based group left.")] == ["London"]


def test_a_town_is_sought_where_the_counties_around_it_are():
    text = "Sheriffs of Lamar County and Red River County in Texas met in Paris."

    [paris] = [p for p in facts(text).places if p.name == "Paris"]
    assert paris.country == "US"


def test_a_score_tells_how_many_places_are_called_so():
    [sure] = facts("They met in Tbilisi.").places
    [doubt] = facts("They met in Springfield.").places

    assert (sure.score or 0) >= 0.9
    assert (doubt.score or 1) < 0.3


def test_where_too_many_are_called_so_no_place_is_chosen():
    for place in facts("They met in Springfield and in Clinton.").places:
        assert (place.latitude is None) == ((place.score or 1) < 0.2)


def test_the_country_of_a_people_is_told_apart_from_places():
    found = facts("The French army met the Germans.")

    assert found.places == ()
    assert [(p.name, p.country) for p in peoples(found)] == [("France", "FR"), ("Germany", "DE")]
