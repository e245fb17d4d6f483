from msgspec import structs

from tests.weigh.makers import Line, day, page
from wellsourced.config import Settings
from wellsourced.link.copies import reuses
from wellsourced.link.entities import entities
from wellsourced.link.stories import wire
from wellsourced.model import EntityKind, PartKind

RELATED = (
    "Related: the mill at the northern bridge burned for two days before soldiers put out the "
    "fire and families waited"
)


def furnished(outlet, *words, names=(), foot=RELATED):
    """A page whose last line is furniture."""
    lines = [Line(words=w, type=None, names=names) for w in (*words, foot)]
    document, marks = page(outlet, day(1), *lines)
    at = document.text.index(foot)
    body = structs.replace(document.parts[0], end=at)
    last = structs.replace(body, id="f", kind=PartKind.FURNITURE, start=at, end=len(document.text))
    return structs.replace(document, parts=(body, last) if at else (last,)), marks


def test_the_related_posts_of_two_pages_are_no_copies():
    pages = [furnished("A", "Bread is dear this week")[0], furnished("B", "Rope is cheap")[0]]

    assert reuses(pages) == ()


def test_a_dateline_among_the_related_posts_is_not_the_pages():
    foot = "LORNE, May 4 (Reuters) - The pier was closed."

    assert wire(furnished("A", foot, foot="Home")[0], Settings()) == "Reuters"
    assert wire(furnished("A", "Bread", foot=foot)[0], Settings()) is None


def test_a_name_in_the_furniture_is_nobody_of_the_case():
    document, marks = furnished(
        "A", "Bread", foot="Ada Orm", names=(("Ada Orm", EntityKind.PERSON),)
    )

    assert entities({document.id: document}, [marks], Settings()).entities == ()


def test_what_is_told_stands_where_it_stood():
    document = furnished("A", "Bread is dear this week")[0]

    assert document.told.rstrip() == "Bread is dear this week."
    assert len(document.told) == len(document.text)
