"""The brief in the browser: to be read, asked for anew, and taken away."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.web.conftest import Seen


def test_a_footnote_leads_to_the_words_on_their_page(seen: Seen) -> None:
    page = seen.open("/brief")
    page.locator(".brief sup a").first.click()
    note = page.locator(".notes li:target")
    words = note.locator("q").inner_text()
    note.locator("q a").click()

    assert words.strip("“”")[:30] in page.locator("main").inner_text()
    assert seen.faults == []


def test_a_brief_is_asked_for_about_a_name_and_since_a_day(seen: Seen) -> None:
    page = seen.open("/brief")
    page.fill("input[name=about]", "River Guard")
    page.fill("input[name=since]", "2009-09-24")
    page.click("text=Write it")

    assert page.locator("h1").inner_text().startswith("River Guard")
    assert page.locator("#s-changed").inner_text() == "What changed since 24 September 2009"
    assert "since=2009-09-24" in str(page.locator(".take a").first.get_attribute("href"))
    assert seen.faults == []


@pytest.mark.parametrize(
    ("suffix", "media", "magic"),
    [
        ("html", "text/html", b"<!doctype html>"),
        ("md", "text/markdown", b"# tarvenia"),
        ("docx", "application/vnd.openxmlformats", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_the_brief_is_taken_away_as_a_file(
    served: str, suffix: str, media: str, magic: bytes
) -> None:
    with urlopen(f"{served}/brief.{suffix}?as_of=2009-09-24") as answer:
        content = answer.read()

    assert answer.headers["Content-Type"].startswith(media)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="brief.{suffix}"'
    assert content.startswith(magic)


def test_a_day_that_is_none_says_so(served: str) -> None:
    with pytest.raises(HTTPError) as told:
        urlopen(f"{served}/brief.json?since=yesterday")

    assert told.value.code in (400, 404)
    assert b"yesterday" in told.value.read()
