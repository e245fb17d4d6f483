"""Whom an HTML page names as its writer, and what it is called."""

import pytest

STORY = "<p>The old bridge at Havrin fell on Monday, the council of the town said.</p>" * 4


def html(body: str, head: str = "") -> str:
    title = "<title>Bridge falls at Havrin - Veld Courier</title>"
    return f"<html><head>{title}{head}</head><body>{body}{STORY}</body></html>"


def named(name: str) -> str:
    return f'<meta name="author" content="{name}">'


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("By Ana Reyes", "Ana Reyes"),
        ("Von Ana Reyes und Ben Okoro | 4. März 2031", "Ana Reyes; Ben Okoro"),
        ("Par Ana van der Lind, Veld", "Ana van der Lind"),
        ("By Ana Reyes March 4, 2031", "Ana Reyes"),
        ("By the river of Veld", None),
    ],
)
def test_a_line_by_the_heading_names_the_writer(paged, line, writer):
    (page,) = paged(html(f"<h1>Bridge falls at Havrin</h1><p>{line}</p>"))

    assert page.author == writer


@pytest.mark.parametrize(
    ("told", "writer"),
    [
        ("Written by Ana von Lind", "Ana von Lind"),
        ("Veld Courier", None),
        ("veld-courier.org", None),
        ("Redaktion", None),
    ],
)
def test_an_outlet_or_an_office_is_no_writer(paged, told, writer):
    site = '<meta property="og:site_name" content="Veld Courier">'

    (page,) = paged(html("<h1>Bridge falls at Havrin</h1>", named(told) + site))

    assert page.author == writer


def test_who_is_named_under_a_picture_did_not_write_the_story(paged):
    picture = "<figure><figcaption class='author'>Ben Okoro at the bridge</figcaption></figure>"

    (page,) = paged(html(f"<h1>Bridge falls at Havrin</h1>{picture}<p>By Ana Reyes</p>"))

    assert page.author == "Ana Reyes"


def test_all_the_writers_whom_the_head_names_are_kept(paged):
    (page,) = paged(html("", named("Ana Reyes") + named("Ben Okoro")))

    assert page.author == "Ana Reyes; Ben Okoro"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Veld Courier</h1><h1>Bridge falls at Havrin</h1>",
        "<h1>Veld Courier</h1>",
        "",
    ],
    ids=["beside the site's name", "under the site's name alone", "with no heading"],
)
def test_a_site_s_name_is_no_part_of_the_title(paged, body):
    (page,) = paged(html(body))

    assert page.title == "Bridge falls at Havrin"


def test_the_heading_that_readers_see_is_the_title_rather_than_the_one_for_sharing(paged):
    shared = '<meta property="og:title" content="You will not believe this bridge">'

    (page,) = paged(html("<h1>Bridge falls at Havrin</h1>", shared))

    assert page.title == "Bridge falls at Havrin"
