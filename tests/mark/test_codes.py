"""Claims in other code books, the signs that they are read off, and how an act is done."""

import pytest

from tests.mark.claimed import claims, marks
from wellsourced.lexicon.reader import read
from wellsourced.mark.codes import Told, codes
from wellsourced.mark.modes import mode, mode_list
from wellsourced.mark.signs import _Class, signs, within
from wellsourced.mark.syntax import parser
from wellsourced.model import ClaimType, Polarity

SIGNS = read("codes/signs.toml", dict[str, _Class])


@pytest.mark.parametrize("name", sorted(SIGNS))
def test_each_class_of_signs_is_found_in_its_example(name):
    assert name in {s.name for s in signs(parser()(SIGNS[name].example))}


@pytest.mark.parametrize("way", mode_list(), ids=lambda way: f"{way.type}-{way.name}")
def test_each_mode_is_found_in_its_example(way):
    tree = parser()(way.example)
    around = within(signs(tree), 0, len(tree))

    assert way.name in {mode(way.type, t.lemma_.lower(), around) for t in tree}


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Warplanes attacked the village of Dorvel.", "AIR_STRIKE"),
        ("A suicide bomber killed nine miners in Dorvel.", "SUIC_BOMB"),
        ("A roadside bomb killed nine miners in Dorvel.", "REM_EXPLOS"),
        ("Rebels clashed with the army near Dorvel.", "ARMED_CLASH"),
        ("Gunmen attacked a farm near Dorvel.", "ATTACK"),
        ("Thousands of people protested in Dorvel.", "PEACE_PROTEST"),
        ("Police fired tear gas at the protesters in Dorvel.", "PROTEST_WITH_INTER"),
        ("The army recaptured the town of Dorvel from rebels.", "GOV_REGAINS_TERIT"),
        ("An earthquake killed nine people in Dorvel.", "NATURAL_DISASTER"),
    ],
)
def test_a_claim_bears_the_sub_event_that_its_sentence_tells_of(sentence, label):
    assert label in {c.codes.get("acled") for c in claims(sentence)}


def test_who_was_killed_in_police_firing_was_killed_by_the_police():
    killed = claims("Two miners were killed in police firing in Dorvel.", "CASUALTY")

    assert {c.actor for c in killed} == {"police"}
    assert {c.codes["police"] for c in killed} == {"KILL"}


def test_a_force_that_stands_by_is_told_as_one_that_failed():
    text = "The police stood by as the mob burned nine shops in Dorvel."

    assert "FAIL" in {c.codes.get("police") for c in claims(text)}


def test_what_did_not_happen_is_no_terror():
    assert codes(Told(ClaimType.ASSAULT, polarity=Polarity.FAILS))["muc"] == "NONE"


def test_a_side_bears_the_country_that_its_words_name():
    told = claims("Iraqi soldiers attacked Kurdish rebels near Dorvel.", "ASSAULT")[0]

    assert told.codes["actor"] == "IRQ"


def test_a_leader_bears_the_country_of_the_title_before_the_name():
    told = claims("French President Odo Kell condemned the raid on Syria.", "ACCUSE")[0]

    assert (told.codes["actor"], told.codes["recipient"]) == ("FRA", "SYR")


def test_two_that_sign_together_are_the_two_sides():
    told = claims("Norvia and Sarka signed a treaty in Dorvel.", "AGREE")[0]

    assert (told.actor, told.recipient) == ("Norvia", "Sarka")


def test_a_page_in_capitals_is_read_as_any_other():
    text = "GUNMEN KILLED TWO JUDGES AND KIDNAPPED A PRIEST IN THE TOWN OF DORVEL ON 3 MAY."

    assert {"CASUALTY", "ASSAULT"} <= {c.type.value for c in marks(text).claims}


def test_the_month_of_march_is_no_march():
    tree = parser()("They met in March.")

    assert "protest" not in {s.name for s in signs(tree)}
