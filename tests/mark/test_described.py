import re

import pytest

from tests.mark.facts import facts, page, reading
from wellsourced.lexicon.reader import read
from wellsourced.mark.described import Lists, described

LISTS = read("en/described.toml", Lists)


def told(text):
    """What a text speaks of otherwise than by names: words, sort and form."""
    found = described(reading(page(text)), facts(text))
    return [(text[d.start : d.end], d.sort.value, d.form.value) for d in found]


def wordings(text):
    return [words for words, _, form in told(text) if form == "description"]


@pytest.mark.parametrize("name", LISTS.__struct_fields__)
def test_the_example_of_a_list_is_found_as_it_is_bracketed(name):
    example = getattr(LISTS, name).example

    assert wordings(re.sub(r"[\[\]]", "", example)) == re.findall(r"\[(.*?)\]", example)


def test_a_count_is_no_part_of_those_counted():
    assert told("Three armed militants fled.") == [
        ("Three", "quantity", "description"),
        ("armed militants", "organisation", "description"),
    ]


def test_a_title_belongs_to_a_name():
    assert wordings("The Norvian President Odo Kell met Lt. Gen. Ada Brun.") == [
        "The Norvian President Odo Kell",
        "Lt. Gen. Ada Brun",
    ]


def test_one_soldier_is_no_group():
    assert told("The soldier slept.") == []


def test_a_town_goes_with_its_name():
    assert wordings("He left the old city of Havrin.") == ["the old city of Havrin"]


def test_a_people_is_a_group_where_it_is_many():
    assert ("many Syrians", "organisation", "description") in told("He met many Syrians.")


def test_a_country_that_acts_is_an_organisation_too():
    assert ("Norvia", "organisation", "description") not in told("He slept in Norvia.")
    assert ("the Netherlands", "organisation", "description") in told("the Netherlands agreed.")


def test_money_distance_and_degrees_are_told_apart():
    assert told("Kell paid $1,500 at 12°05′N 61°22′E, 30 km away.") == [
        ("$1,500", "money", "description"),
        ("12°05′N 61°22′E", "coordinate", "description"),
        ("30 km", "quantity", "description"),
    ]


def test_a_date_is_no_quantity():
    assert told("Kell came on 3 May 1998.") == []


def test_pronouns_are_told_as_such():
    assert told("She saw us.") == [
        ("She", "person", "pronoun"),
        ("us", "organisation", "pronoun"),
    ]
