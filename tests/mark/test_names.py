import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mark.claimed import marks, names
from wellsourced.config import Actor, Outlet, OwnPlace, Settings
from wellsourced.model import EntityKind

CASE = Settings(
    actors=(
        Actor(
            name="Omar al-Sarif",
            kind=EntityKind.PERSON,
            aliases=("Sarif", "Omar al Sarif", "Ommie"),
            roles=("the silent cleric",),
        ),
        Actor(
            name="Lake Front",
            kind=EntityKind.FORCE,
            aliases=("LF", "Sarif's militia"),
            code="NVAREB",
        ),
    ),
    places=(OwnPlace(name="Reed Quarter", aliases=("Reeds",), latitude=45.0, longitude=30.0),),
    outlets=(Outlet(name="Dorvel Herald", aliases=("Herald",)),),
)


def test_the_settings_names_are_found_with_every_alias():
    text = "Ommie left the Reeds, the Herald said. LF fighters stayed."

    assert names(text, CASE) == [
        ("Ommie", "person", "Omar al-Sarif"),
        ("Reeds", "place", "Reed Quarter"),
        ("Herald", "outlet", "Dorvel Herald"),
        ("LF", "force", "Lake Front"),
    ]


def test_the_longest_alias_wins():
    found = names("They fought Sarif's militia.", CASE)

    assert found == [("Sarif's militia", "force", "Lake Front")]


def test_a_role_means_the_one_actor_also_where_it_begins_a_sentence():
    assert ("The silent cleric", "person", "Omar al-Sarif") in names(
        "The silent cleric fled.", CASE
    )


def test_the_possessive_is_cut():
    assert names("Sarif’s aides fled.", CASE)[0][0] == "Sarif"


def test_an_alias_inside_a_longer_name_is_another_s():
    found = names("He lives in Sarif City and knows Hassan Sarif.", CASE)

    assert all(name != "Omar al-Sarif" for _, _, name in found)


def test_a_code_of_the_settings_comes_with_the_mention():
    assert [m.code for m in marks("The LF left.", CASE).entities] == ["NVAREB"]


def test_a_title_tells_a_person_and_is_left_out_of_the_name():
    assert ("Odo Kell", "person", "Odo Kell") in names("Prime Minister Odo Kell resigned.")


def test_a_last_name_means_the_one_who_was_named_in_full():
    found = names("President Odo Kell spoke in Paris. Then Kell left.")

    assert found[-1] == ("Kell", "person", "Odo Kell")


def test_two_of_one_last_name_are_not_mixed_up():
    found = names("President Odo Kell met General Ada Kell. Kell smiled.")

    assert found[-1][2] == "Kell"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Ministry of Health", "government"),
        ("Lake Liberation Front", "faction"),
        ("Harbour Police", "force"),
        ("University of Dorvel", "organisation"),
        ("Evening Herald", "outlet"),
        ("Dorvel Province", "place"),
    ],
)
def test_the_head_word_tells_the_kind(words, kind):
    text = f"They say that the {words} was warned."

    assert (words, kind, words) in names(text)


def test_letters_taught_in_brackets_stand_for_the_name_elsewhere():
    found = names("The Harbour Relief Board (HRB) met. The HRB then left.")

    assert {name for _, _, name in found} == {"Harbour Relief Board"}


def test_a_country_s_letters_give_its_name_and_code():
    first = marks("The U.S. denied it.").entities[0]

    assert (first.kind.value, first.name, first.code) == ("place", "United States", "USA")


def test_a_country_before_its_troops_is_an_adjective_and_the_troops_a_force():
    found = names("They saw U.S. troops.")

    assert ("U.S.", "nationality", "United States") in found
    assert ("U.S. troops", "force", "U.S. troops") in found


def test_months_and_first_words_are_no_names():
    assert names("However, nothing happened in March. Many people stayed home on Tuesday.") == []


def test_a_headline_in_capitals_gives_the_names_that_the_text_knows():
    found = names(
        "Lake Front Leaves Dorvel\n\nThey said that the Lake Front left the town of Dorvel.", CASE
    )

    assert found[0] == ("Lake Front", "force", "Lake Front")


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aA .,-'’“”bB\u0301é😀\u200f\u00a0\nZz(LF)", min_size=1, max_size=60))
def test_every_name_points_at_its_own_words(text):
    for mention in marks.__wrapped__(text, CASE).entities:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.name


def test_an_arabic_article_belongs_to_the_name_and_an_english_word_does_not():
    text = "They fought al-Kasra, as Odo Kell said."

    assert [n for n, _, _ in names(text)] == ["al-Kasra", "Odo Kell"]


def test_a_state_of_a_faith_is_a_group_and_a_state_of_the_map_a_place():
    found = names("The Islamic State of Norvia attacked Kell State.")

    assert [(n, k) for n, k, _ in found if k != "nationality"] == [
        ("Islamic State of Norvia", "faction"),
        ("Kell State", "place"),
    ]


def test_a_first_word_tells_an_operation_and_a_part_of_a_country():
    found = names("Operation Lantern began in East Dorvel.")

    assert [(n, k) for n, k, _ in found] == [
        ("Operation Lantern", "organisation"),
        ("East Dorvel", "place"),
    ]


def test_a_unit_has_its_number():
    assert [n for n, _, _ in names("The 158th Fighter Wing left.")] == ["158th Fighter Wing"]


def test_the_brigade_is_the_one_brigade_that_the_page_names():
    text = "Brigade says it bombed Selm\n\nThe Iron Oar Brigade bombed Selm on Monday."

    assert {
        name for _, kind, name in names(text) if kind == "organisation" or kind == "force"
    } == {"Iron Oar Brigade"}


def test_of_two_fronts_the_front_is_neither():
    text = "The Lake Front met the Salt Front in Selm. The Front left."

    assert "Front" in {name for _, _, name in names(text)}
