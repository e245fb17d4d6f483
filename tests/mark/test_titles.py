import pytest

from tests.mark.facts import page, reading
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
