"""Whatever is handed in is an address that can be sent in one line, or is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.fetch.address import FetchError, onward, target

SPELT = {
    "http://post.example": "http://post.example/",
    "HTTPS://Post.Example:443/a?b#c": "https://post.example/a?b",
    "http://post.example:8080/a b\r\nX: y": "http://post.example:8080/a%20b%0D%0AX:%20y",
    "http://müller.example/é": "http://xn--mller-kva.example/%C3%A9",
    "http://[2606:4700::1111]/": "http://[2606:4700::1111]/",
    "http://post.example\\@inner.test/": None,
    "http://a%00b/": None,
    "http://\u00b8/": None,  # a blank and a mark, as the rules for names spell it
    "http://post.example:99999/": None,
    "http:///a": None,
    "javascript:alert(1)": None,
    "file:///etc/passwd": None,
    "http://ana@post.example/": None,
}
TEXTS = st.text() | st.builds("http://{}{}".format, st.text(), st.text())


@pytest.mark.parametrize("given_", SPELT)
def test_an_address_is_spelt_so_that_it_can_be_sent(given_):
    if SPELT[given_] is None:
        with pytest.raises(FetchError):
            target(given_)
    else:
        assert target(given_).url == SPELT[given_]


@given(TEXTS)
def test_any_words_are_an_address_in_one_line_or_refused(words):
    with contextlib.suppress(FetchError):
        found = target(words)

        assert found.url.isascii()
        assert found.url.isprintable()
        assert " " not in found.url
        assert target(found.url) == found


@given(st.text())
def test_a_redirect_leads_to_an_address_or_nowhere(words):
    with contextlib.suppress(FetchError):
        assert onward(target("http://post.example/a"), words).scheme in ("http", "https")
