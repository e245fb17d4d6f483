"""Addresses become pages, politely; what cannot be had says why and what to do."""

import itertools

import pytest

from tests.fetch.conftest import AT, HTML, Answer, door
from wellsourced.config import Settings
from wellsourced.fetch.web import fetched
from wellsourced.fetch.wire import Limits
from wellsourced.model import Document, Page, Rejected
from wellsourced.read.page import documents

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
)
FAULTS = {
    "gone": (Answer(b"x", 404), "answers 404: look at the spelling"),
    "broken": (Answer(b"x", 503), "answers 503: try again later"),
    "locked": (Answer(b"x", 403), "lets no programs in: save the page"),
    "a picture": (Answer(b"x", 200, {"Content-Type": "image/png"}), "is image/png, no page"),
    "nothing": (Answer(b" "), "answers nothing"),
    "no HTTP": (Answer(raw=b"It fell.\r\n\r\n"), "no whole answer"),
    "cut off": (
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>It fell."),
        "cut off",
    ),
    "cut off in chunks": (Answer(raw=CHUNKED[:-30]), "no whole answer"),
    "endless heads": (Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500), "no whole answer"),
    "to nowhere": (Answer(b"", 302, {"Location": "ftp://site.test/x"}), "only http and https"),
    "in circles": (Answer(b"", 302, {"Location": "/page"}), "redirected more than 5 times"),
}


def page_of(site, path="/page", **given) -> Page | Rejected:
    (found,) = fetched([site.url(path)], door(**given))
    return found


@pytest.mark.parametrize("how", [Answer(), Answer(raw=CHUNKED)], ids=["whole", "in chunks"])
def test_an_address_is_a_page_with_the_moment_at_which_it_was_fetched(site, how):
    site.answers["/page"] = how
    page = page_of(site)
    (found,) = documents(page, Settings())

    assert (page.file, page.url, page.fetched_at) == (site.url("/page"), site.url("/page"), AT)
    assert isinstance(found, Document)
    assert (found.title, found.fetched_at) == ("Bridge at Havrin falls", AT)
    assert (found.url, found.file) == (site.url("/page"), site.url("/page"))


def test_the_same_answer_at_the_same_moment_is_the_same_archive(site):
    site.answers["/page"] = Answer(
        raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
    )

    assert page_of(site) == page_of(site)


def test_the_product_says_its_name_and_asks_for_the_rules_first(site):
    site.answers["/page"] = Answer()
    page_of(site)

    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/page"]
    assert {agent for _, _, agent in site.asked} == {"wellsourced/test"}


def test_where_the_rules_bid_programs_stay_away_nothing_is_asked(site):
    site.answers["/robots.txt"] = Answer(b"User-agent: wellsourced\nDisallow: /pa*\n")
    found = page_of(site)

    assert "robots.txt asks programs to stay away" in found.reason
    assert [path for path, _, _ in site.asked] == ["/robots.txt"]


def test_where_the_rules_cannot_be_had_nothing_is_asked(site):
    site.answers["/robots.txt"] = Answer(b"", 500)

    assert "robots.txt cannot be had" in page_of(site).reason


def test_the_rules_are_asked_for_once_a_site_and_questions_lie_apart(site):
    site.answers.update({f"/{n}": Answer() for n in range(3)})
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 7\n")
    waits = []
    found = list(fetched([site.url(f"/{n}") for n in range(3)], door(pause=waits.append)))

    assert all(isinstance(p, Page) for p in found)
    assert len(site.asked) == 4
    assert waits == [7.0, 7.0, 7.0]


def test_one_goes_where_one_is_sent_and_all_steps_are_kept(site):
    site.answers["/page"] = Answer(b"", 301, {"Location": site.url("/new", "other.test")})
    site.answers["/new"] = Answer()
    page = page_of(site)
    (found,) = documents(page, Settings())

    assert (page.file, page.url) == (site.url("/page"), site.url("/new", "other.test"))
    assert found.url == site.url("/new", "other.test")
    assert [host.split(":")[0] for path, host, _ in site.asked] == ["site.test"] * 2 + [
        "other.test"
    ] * 2


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_had_says_why_and_what_to_do(site, name):
    site.answers["/page"], reason = FAULTS[name]
    found = page_of(site)

    assert isinstance(found, Rejected)
    assert found.input == site.url("/page")
    assert reason in found.reason
    assert "\n" not in found.reason


def test_an_answer_without_end_is_cut_short(site):
    site.answers["/page"] = Answer(b"0" * 200_000)

    assert "answers more than 50,000 bytes" in page_of(site, limits=Limits(most=50_000)).reason


def test_a_site_that_dawdles_is_left(site):
    seconds = itertools.count(0, 35.0)
    site.answers["/page"] = Answer(b"0" * 1_000_000)

    assert "took longer than 60 seconds" in page_of(site, seconds=lambda: next(seconds)).reason


def test_a_site_that_says_nothing_is_left(site):
    site.answers["/page"] = Answer(raw=b"")
    listening = page_of(site, limits=Limits(silence=0.1))

    assert isinstance(listening, Rejected)


def test_bad_addresses_cost_the_good_ones_nothing(site):
    site.answers["/page"] = Answer()
    bad = ["https://nowhere.test/", "http://[1::2", "http://ana:secret@site.test/", "ftp://x/"]
    found = list(fetched([bad[0], site.url("/page"), *bad[1:], site.url("/page")], door()))

    assert [type(p) for p in found] == [Rejected, Page, Rejected, Rejected, Rejected]
    assert "no such host as nowhere.test: look at the spelling" in found[0].reason
