"""Documents of one address are versions of one page, in the order in which they came."""

from datetime import timedelta

import pytest

from tests.factories import NOON
from wellsourced.flow.asof import known_on
from wellsourced.flow.versions import versioned
from wellsourced.lang.addresses import page_of
from wellsourced.model import Dated, Document, DocumentId, Marks
from wellsourced.store.evidence import Came

SAME = (
    "https://post.example/2031/bridge",
    "http://www.post.example/2031/bridge/",
    "https://post.example/2031/bridge?utm_source=feed&utm_medium=rss#comments",
)


def document(name: str, url: str | None, **given) -> Document:
    given = {"evidence": name, "file": f"{name}.txt"} | given
    return Document(id=DocumentId(name), text="It fell.", parts=(), url=url, **given)


def earlier(*documents: Document) -> dict[str, str | None]:
    added = {"a": Came(NOON, 2), "b": Came(NOON, 1), "c": Came(NOON, 0)}
    return {d.id: d.earlier for d in versioned(documents, added)}


def test_versions_come_in_the_order_in_which_they_were_fetched():
    a, b, c = (
        document(name, SAME[n], fetched_at=NOON + timedelta(days=n))
        for n, name in enumerate("abc")
    )

    assert earlier(c, a, b) == {"a": None, "b": "a", "c": "b"}


def test_versions_of_unknown_time_come_in_the_order_in_which_they_were_added():
    assert earlier(*(document(n, SAME[0]) for n in "abc")) == {"c": None, "b": "c", "a": "b"}


@pytest.mark.parametrize(
    "other", ["https://post.example/2031/ferry", "https://post.example/", None]
)
def test_other_pages_and_pages_without_an_address_are_no_versions(other):
    assert earlier(document("a", SAME[0]), document("b", other)) == {"a": None, "b": None}
    assert earlier(document("a", other), document("b", None)) == {"a": None, "b": None}


@pytest.mark.parametrize("url", SAME)
def test_an_address_is_spelt_in_many_ways(url):
    assert page_of(url) == "post.example/2031/bridge"


@pytest.mark.parametrize(
    "url", ["", "post.example", "ftp://post.example/a", "http://[1", "http:///a"]
)
def test_what_names_no_page_has_no_versions(url):
    assert page_of(url) is None


def test_a_later_version_is_known_from_the_day_it_was_fetched_whatever_date_it_prints():
    day = NOON.date()
    printed = Dated(earliest=day, latest=day, basis="metadata")
    a, b = versioned(
        (
            document(n, SAME[0], published=printed, fetched_at=NOON + timedelta(days=2 * d))
            for d, n in enumerate("ab")
        ),
        {},
    )

    def known(days: int) -> list[str]:
        marks = (Marks(doc=a.id), Marks(doc=b.id))
        return [d.id for d in known_on(day + timedelta(days=days), (a, b), marks, {})[0]]

    assert (known(-1), known(0), known(1), known(2)) == ([], ["a"], ["a"], ["a", "b"])
