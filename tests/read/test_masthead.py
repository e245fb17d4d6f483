"""Whose a copied page is, where its first lines say so."""

from datetime import date

import pytest

from wellsourced.config import Settings
from wellsourced.read.dumped import document_of_dump
from wellsourced.read.masthead import masthead, outlet_alone
from wellsourced.read.origin import Origin

STORY = "Twelve people were killed when shells hit the market, the mayor said on Friday."
TITLE = "Shelling kills twelve in Dorvan"


def read(*lines):
    origin = Origin(evidence="e", file="f.txt")
    return document_of_dump("\n".join(lines) + "\n", origin, Settings())


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "", "Norvia Herald, 3 March 2031", "", STORY),
        ("Norvia Herald, 3 March 2031", "", TITLE, "", STORY),
        (TITLE, "Norvia Herald", "3 March 2031", "", STORY),
        ("Norvia Herald", "March 3, 2031", TITLE, "", STORY),
        ("NORVIA HERALD | Monday 3 March 2031", "", TITLE, "", STORY),
        (TITLE, "", "2031-03-03 - Norvia Herald", "", STORY),
    ],
)
def test_the_outlet_and_the_day_are_read_off_the_head_of_a_copied_page(lines):
    document = read(*lines)

    assert (document.outlet, document.title) == ("Norvia Herald", TITLE)
    assert document.published.earliest == date(2031, 3, 3)
    assert [document.text[p.start : p.end] for p in document.parts] == [TITLE, STORY]


def test_a_writer_is_no_outlet():
    assert masthead("Ana Lind, 3 March 2031") is None


@pytest.mark.parametrize(
    "words",
    [
        "Bridge burns, Herald says",
        "The Herald reported it on 3 March 2031.",
        "news of the day",
        "",
    ],
)
def test_what_tells_of_an_outlet_is_no_masthead(words):
    assert masthead(words) is None
    assert outlet_alone(words) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Ministry of Works of Norvia", "Press release, 5 March 2031", "", STORY),
        ("PRESS RELEASE | 5 March 2031", "Ministry of Works of Norvia", "", STORY),
        ("Press release by the Ministry of Works of Norvia, 5 March 2031", "", STORY),
        ("Ministry of Works of Norvia", "Press release No. 12 - 5 March 2031", "", STORY),
    ],
)
def test_a_press_release_is_of_the_body_that_gives_it_out(lines):
    document = read(*lines)

    assert document.outlet == "Ministry of Works of Norvia"
    assert document.published.earliest == date(2031, 3, 5)
    assert [document.text[p.start : p.end] for p in document.parts] == [STORY]


def test_what_a_press_release_is_about_did_not_give_it_out():
    document = read("Press release, 5 March 2031", "", "Bridge Falls In Dorvel", "", STORY)
    assert document.outlet is None


def test_a_page_that_says_nothing_of_itself_is_the_agencys_of_its_dateline_and_of_that_day():
    document = read(TITLE, "", f"DORVAN, March 3 2031 (Coast News) - {STORY}")

    assert document.outlet == "Coast News"
    assert document.published.earliest == date(2031, 3, 3)
    assert document.published.basis == "stated"


def test_a_papers_page_with_an_agencys_dateline_stays_the_papers():
    lines = (
        TITLE,
        "Norvia Herald, 4 March 2031",
        "",
        f"DORVAN, March 3 2031 (Coast News) - {STORY}",
    )
    document = read(*lines)

    assert document.outlet == "Norvia Herald"
    assert document.published.earliest == date(2031, 3, 4)
