import pytest

from wellsourced.mark.mending import mended
from wellsourced.mark.syntax import parser


def subject_of(verb, words):
    tree = mended(parser()(words))
    found = next(t for t in tree if t.text == verb)
    subject = next((c for c in found.lefts if c.dep_ == "nsubj"), None)
    return subject.text if subject else None


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("30 people died in the flood in Selm, Nora Marlek, the mayor of Greben, said.", "Marlek"),
        ("Sarland is arming the Old Lake Front, a senior army officer said.", "officer"),
        ("The piers in Lorne were attacked by the Salt Militia, Major Ada Orm said.", "Orm"),
        ("33 people died in the flood in Lorne, a militia commander said.", "commander"),
        ("The River Guard controls Havrin, a senior army officer said.", "officer"),
    ],
)
def test_who_says_it_last_is_no_part_of_what_is_said(words, who):
    assert subject_of("said", words) == who


def test_what_they_hold_is_what_they_hold_and_says_nothing():
    tree = mended(parser()("The River Guard controls Havrin, a senior army officer said."))

    (held,) = (t for t in tree if t.text == "Havrin")

    assert (held.dep_, held.head.text) == ("dobj", "controls")


def test_a_family_name_that_looks_like_an_adverb_is_a_name():
    words = "Captain Viktor Wessely said that the Lake Militia holds Dorvel."

    assert subject_of("said", words) == "Wessely"


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("Nora Wessely, the mayor of Karsk, told Harbour Press that he left.", "told"),
        ("Emil Wessely, an aide to Viktor Drenko, denied that Drenko is in Ostmark.", "denied"),
        ("Marta Wessely, a government spokesman, denied that it burned.", "denied"),
    ],
)
def test_a_name_before_its_role_is_who_says_it(words, verb):
    assert subject_of(verb, words) == "Wessely"


def test_who_is_spoken_of_after_a_source_is_no_second_source():
    assert subject_of("is", "According to Colonel Nora Marlek, Ada Hollin is in Osk.") == "Hollin"


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("According to Emil Wessely, the fire chief of Osk, 14 miners fled.", "fled"),
        ("According to Ada Hollin, a spokesman for the Salt Guard, the miners left.", "left"),
        ("According to Ada Hollin, a doctor at the clinic in Osk, six miners died.", "died"),
    ],
)
def test_a_role_between_a_source_and_what_it_says_does_nothing(words, verb):
    assert subject_of(verb, words) == "miners"


def test_what_a_paper_was_told_is_said_and_not_of_the_paper():
    words = "An officer told the Orsova Courier that Havrin is controlled by the Salt Militia."
    tree = mended(parser()(words))

    (clause,) = (t for t in tree if t.text == "controlled")

    assert (clause.dep_, clause.head.text) == ("ccomp", "told")
