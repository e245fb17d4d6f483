import pytest

from tests.mark.facts import page, reading
from tests.mark.voices import told
from wellsourced.mark.titles import bearer
from wellsourced.model import EntityKind, MarkId, Mention


def meant(text, names, word):
    """Who is meant by the last such word of the text."""
    (passage,) = reading(page(text)).passages
    mentions = [
        Mention(
            id=MarkId(name),
            start=text.index(name),
            end=text.index(name) + len(name),
            kind=EntityKind.PERSON,
            name=name,
        )
        for name in names
    ]
    last = [t for t in passage.tree if t.text == word][-1]
    found = bearer([passage], mentions, 0, last)
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "The truce was confirmed by Ana Reyes, the mayor of Lorne. The mayor met Odo Kell.",
        "City mayor Ana Reyes met Odo Kell. The mayor said little.",
        "The mayor, Ana Reyes, met Odo Kell. The mayor said little.",
    ],
)
def test_the_mayor_is_the_one_who_was_called_so_by_name(text):
    assert meant(text, ["Ana Reyes", "Odo Kell"], "mayor") == "Ana Reyes"


def test_nobody_is_meant_where_no_name_has_the_title():
    assert meant("Ana Reyes met Odo Kell. The mayor said little.", ["Ana Reyes"], "mayor") is None


def test_the_mayor_of_the_headline_is_the_one_whom_the_text_names():
    named = "\n\nThe bridge is unsafe, the mayor, Ana Reyes, said."
    for headline in ("Bridge unsafe, mayor says", "Floods killed two in Lorne, mayor says"):
        assert {row.chain[-1] for row in told(headline + named)} == {"Ana Reyes"}, headline


def test_the_mayor_told_of_before_he_is_named_is_the_one_named():
    text = (
        "The mayor said the bridge was unsafe.\n\n"
        "The mayor of Lorne, Ana Reyes, said boats would sail."
    )

    assert {row.chain[-1] for row in told(text)} == {"Ana Reyes"}


def test_of_two_mayors_the_headline_names_neither():
    text = (
        "Bridge unsafe, mayor says\n\nThe mayor of Lorne, Ana Reyes, said it was. "
        "The mayor of Tarn, Odo Kell, said it was safe."
    )

    assert told(text)[0].unnamed


def test_a_spokesman_is_one_of_many():
    text = "Bridge unsafe, spokesman says\n\nIt was safe, the spokesman, Odo Kell, said."

    assert told(text)[0].unnamed
