from tests.read.archives import HTML, mhtml
from wellsourced.model import Rejected


def test_a_page_saved_whole_is_read_with_its_address(paged):
    (found,) = paged(mhtml(), media_type="multipart/related")

    assert (found.title, found.url) == (
        "Bridge at Havrin falls",
        "https://post.example/2031/bridge",
    )
    assert "Nobody was hurt" in found.text


def test_such_a_page_is_known_by_how_it_begins(paged):
    (found,) = paged(mhtml(), media_type="text/plain")

    assert found.title == "Bridge at Havrin falls"


def test_a_charset_told_in_the_part_alone_counts(paged):
    body = mhtml(HTML.replace(b"Ana Reyes", "Ana Żółw".encode("iso-8859-2")))
    body = body.replace(b"Type: text/html\r\n", b"Type: text/html; charset=iso-8859-2\r\n")

    (found,) = paged(body, media_type="multipart/related")

    assert "Ana Żółw" in found.text


def test_one_without_a_page_is_refused(paged):
    (found,) = paged(b"Content-Type: image/png\r\n\r\nx", media_type="multipart/related")

    assert isinstance(found, Rejected)
