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
