"""Where an HTML page says on which day it was published."""

from datetime import date

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
