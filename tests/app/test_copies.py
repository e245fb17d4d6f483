"""What is told of texts that stand in several pages."""

from io import StringIO

from rich.console import Console

from tests.weigh.makers import Line, day, page
from wellsourced.app.copies import copied, print_stories
from wellsourced.config import Settings
from wellsourced.link.copies import shared
from wellsourced.link.stories import stories

DISPATCH = (
    "The mill at the northern bridge burned for two days before soldiers put out the fire, and "
    "the families of eleven workers waited at the gate until the doors were opened at dawn"
)
OWN = "Bread was dearer this week than in any week since the harvest, or so the bakers told us"


def told(outlet, on, *words):
    return page(outlet, on, *(Line(words=w, type=None) for w in words), file=outlet)[0]


def listed(*pages):
    out = Console(file=StringIO(), width=200)
    print_stories(stories(pages, shared(pages), Settings()), {p.id: p for p in pages}, out)
    return out.file.getvalue()


def lines(document, *pages):
    found = stories(pages, shared(pages), Settings())
    return [line.plain for line in copied(document, found, {p.id: p for p in pages})]


FIRST, COPY = told("A", day(1), DISPATCH), told("B", day(2), DISPATCH)
QUOTES = told("C", day(3), OWN, f"{OWN}, and the rope makers too", DISPATCH)


def test_the_origin_and_the_share_of_each_page_are_told():
    shown = listed(FIRST, COPY, QUOTES)

    assert "one text in 3 pages; origin: A (A)" in shown
    assert "100%    has the text of" in shown
    assert "quotes “A”: 33 words the same" in shown


def test_a_page_tells_where_else_its_words_stand():
    shown = lines(FIRST, FIRST, COPY, QUOTES)

    assert shown[0] == "in common     2 pages have words of this one"
    assert shown[1].startswith("    0-175 “The mill at the northern bridge")
    assert shown[2] == "      = B (B) 0-175"


def test_an_agencys_copy_is_told_with_how_many_others_carry_it():
    wire = f"LORNE, May 1 (Reuters) - {DISPATCH}"
    pages = [told(name, day(1), wire) for name in "ABC"]

    assert "origin: Reuters, which the pages name" in listed(*pages)
    assert "2 other pages of the case with the same text" in lines(pages[0], *pages)[0]


def test_of_two_pages_of_one_day_nobody_knows_which_was_first():
    assert "both of one day" in listed(FIRST, told("B", day(1), DISPATCH))
