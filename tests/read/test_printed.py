"""Where an HTML page says on which day it was published."""

from datetime import UTC, date, datetime

import pytest

STORY = "<p>The old bridge at Havrin fell on Monday, the council of the town said.</p>" * 4
DAY = date(2031, 3, 4)
SAID = {
    "below the heading": "<h1>Bridge falls</h1><p>4 March 2031, Veld</p>{story}",
    "above the heading": '<span class="blue">04.03.2031</span><h1>Bridge falls</h1>{story}',
    "under a second heading that is the title": (
        "<h1>Veld Courier</h1><p>Est. 1901</p><h2>Bridge falls</h2><small>March 4, 2031</small>"
        "{story}"
    ),
    "as microdata": (
        '{story}<div class="foot"><abbr class="published" title="2031-03-04T10:00">10:00</abbr>'
        "</div>"
    ),
    "by its own words": "{story}<p>Published on March 4, 2031</p>",
    "with the day of a change after it": (
        "<h1>Bridge falls</h1><p class='date'>Written: 2031-03-04 / Updated: 2031-03-09</p>{story}"
    ),
    "in an element built for it": '{story}<div class="post-date">4. März 2031</div>',
    "as the dateline of the first paragraph": (
        "<h1>Bridge falls</h1><p><b>Veld, 4 March 2031</b> - " + STORY[3:]
    ),
    "under a title that is no heading": (
        "<td class='t'>Bridge falls</td><td>2031年3月4日</td><div class='b'>{story}</div>"
    ),
    "in the foot of the article, as microdata": (
        "<h1>Bridge falls</h1>{story}<footer><time itemprop='datePublished' "
        "datetime='2031-03-04'>4.3.</time></footer>"
    ),
    "in linked data that is broken": (
        '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": '
        '"2031-03-04T10:00", }}</script>{story}'
    ),
}


def html(body: str) -> str:
    told = body.format(story=STORY)
    return f"<html><head><title>Bridge falls</title></head><body>{told}</body></html>"


@pytest.mark.parametrize("place", SAID)
def test_the_day_is_found(paged, place):
    (page,) = paged(html(SAID[place]))

    assert (page.published.earliest, page.published.latest) == (DAY, DAY)


@pytest.mark.parametrize(
    "aside",
    [
        '<div class="related"><h3>Toll rises</h3><time>March 4, 2031</time></div>',
        '<nav><span class="date">March 4, 2031</span></nav>',
        "<p>Last updated on March 4, 2031</p>",
        "<dd>Member since: March 4, 2031</dd>",
        f"<p>{STORY[3:200]} <a href='/x'>On March 4, 2031</a> {STORY[3:200]}</p>",
    ],
)
def test_the_day_of_something_else_is_not_taken(paged, aside):
    (page,) = paged(html("<h1>Bridge falls</h1>{story}" + aside))

    assert page.published.basis == "unknown"


def test_the_address_knows_the_day_of_the_place_better_than_a_clock_elsewhere(paged):
    head = '<meta property="article:published_time" content="2031-03-03T23:10Z">'
    url = "https://courier.example/2031/03/04/bridge"

    (page,) = paged(head + html("<h1>Bridge falls</h1>{story}"), url=url)

    assert (page.published.earliest, page.published.basis) == (DAY, "url")


WRITTEN = {
    "5. Mai 2031": "de",
    "5. 5. 2031": "cs",
    "5 de mayo del 2031": "es",
    "5 мая 2031": "ru",
    "5 maja 2031": "pl",
    "1er mai 2031": "fr",
    "2031. május 5.": "hu",
    "05-Mai-31": "de",
    "5 May ’31": "en",
    "2031년 5월 5일": "ko",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_months_have_names_in_many_languages(paged, written):
    (page,) = paged(html(f"<h1>Bridge falls</h1><p>{written}</p>{{story}}"))

    assert page.published.earliest == date(2031, 5, 1 if "1er" in written else 5)


@pytest.mark.parametrize(
    ("tongue", "month"), [("en", 4), ("en-US", 4), ("en-GB", 5), ("es", 5), ("pt-BR", 5)]
)
def test_a_day_in_numbers_is_read_as_the_country_of_the_page_writes_it(paged, tongue, month):
    told = html("<h1>Bridge falls</h1><p>04/05/2031</p>{story}")

    (page,) = paged(told.replace("<html>", f'<html lang="{tongue}">'))

    assert page.published.earliest == date(2031, month, 9 - month)


def test_another_day_of_the_page_shows_which_number_is_the_month(paged):
    told = "<h1>Bridge falls</h1><p>04/05/2031</p>{story}<div class='related'>31/01/2031</div>"

    (page,) = paged(html(told))

    assert page.published.earliest == date(2031, 5, 4)


def test_a_page_in_an_archive_is_no_younger_than_its_record(paged):
    told = html("<h1>Bridge falls</h1><p>Tickets for 9 March 2031</p>{story}")

    (page,) = paged(told, fetched_at=datetime(2031, 3, 4, tzinfo=UTC))

    assert page.published.latest is None
