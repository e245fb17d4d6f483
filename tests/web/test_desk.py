"""The desk says what a case holds, what changed and where to begin."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Seen
from wellsourced.case import Case


def test_three_sentences_say_what_the_case_holds_and_where_to_begin(
    seen: Seen, example: Case
) -> None:
    page = seen.open("/")
    told = page.locator(".begin p")

    assert told.count() == 3
    assert f"{len(example.claims())} claims" in told.nth(0).inner_text()
    told.nth(2).locator("a").first.click()
    assert page.url.split("/")[-2] == "claims"


def test_what_changed_is_put_into_the_desk_and_stands_on_a_screen_of_its_own(seen: Seen) -> None:
    page = seen.open("/")
    expect(page.locator("section[aria-labelledby=news] h3").first).to_be_visible()
    page.get_by_role("link", name="All of it, or since another day").click()

    assert "What changed since" in page.locator("h1").inner_text()


def test_since_an_earlier_day_more_is_new(served: str, example: Case) -> None:
    first, *_, last = [d.day for d in example.days()][:-1]

    def new(day: object) -> int:
        with urlopen(f"{served}/changes.json?since={day}") as answer:
            return int(json.load(answer)["total"])

    assert new(first) > new(last) > 0


def test_a_toll_that_moved_is_told_with_what_it_was(served: str, example: Case) -> None:
    days = [d.day for d in example.days()][:-1]
    tolls = [t for day in days for t in changes(served, day)["tolls"]]

    assert all(t["number"] != t["was"] for t in tolls)
    assert any(t["was"] for t in tolls)


def changes(served: str, day: object) -> dict[str, list[dict[str, str]]]:
    with urlopen(f"{served}/changes.json?since={day}") as answer:
        return dict(json.load(answer))


@pytest.mark.parametrize("word", ["yesterday", "2001-01-01", "2099-01-01"])
def test_a_day_that_nothing_can_be_compared_with_is_told(served: str, word: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{served}/changes.json?since={word}")


def test_on_the_first_day_there_is_nothing_to_compare_with(seen: Seen, example: Case) -> None:
    page = seen.open(f"/?as_of={example.days()[0].day}")

    assert "nothing to compare with" in page.locator("main").inner_text()


def test_an_incident_leads_to_the_claims_and_pages_that_tell_it(seen: Seen, example: Case) -> None:
    found = max(example.incidents(), key=lambda i: (len(i.documents), i.id))
    page = seen.open(f"/incidents/{found.id}")

    assert page.locator("section[aria-labelledby=pages] li").count() == len(found.documents)
    assert page.locator("article.claim").count() == len(found.claims)


def test_a_page_leads_to_the_other_pages_that_hold_its_text(seen: Seen, example: Case) -> None:
    story = example.reuse()[0]
    copy = next(c for c in story.copies if c.document != story.origin)
    page = seen.open(f"/copies?page={copy.document}")

    assert "This text stands in" in page.locator("h2").first.inner_text()
    assert page.locator(f"a[href*='{copy.document}']").count() >= 1
