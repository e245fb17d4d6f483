"""What cannot be read is a row with its reason, or is read as far as it goes; never an error."""

import pytest

from wellsourced.model import Document, Rejected

BAD = {
    "nothing": (b"", "empty"),
    "white space": (b" \r\n\t ", "empty"),
    "binary": (bytes(range(256)) * 400, "binary"),
    "a line of 50 MB": (b"word " * 10_000_000, "too long"),
    "100,000 nested tags": (b"<html><body>" + b"<div>" * 100_000 + b"x", "nested"),
    "a page of scripts": (b"<html><script>go()</script></html>", "empty"),
    "a feed of nothing": (b"<?xml version='1.0'?><rss><channel/></rss>", "empty"),
}
ODD = {
    "no encoding": (b"caf\xe9 \x93quoted\x94 \x97 it fell.", "café “quoted” — it fell."),
    "broken UTF-8": ("Là où l’été été. ".encode() * 9 + b"\xff.", None),
    "a byte order mark": ("\ufeffIt fell.".encode(), "It fell."),
    "UTF-16": ("It fell.".encode("utf-16"), "It fell."),
    "UTF-16 without its mark": ("It fell, he said.".encode("utf-16-le"), "It fell, he said."),
    "a NUL": (b"It fell.\0 " + b"It did. " * 20, None),
    "line ends of all kinds": (b"Title\r\n\r\nIt fell.\rIt did.\n", None),
    "unclosed tags": (b"<html><body><b><p>It fell.<p><i>It did." + b"<font>" * 400, None),
    "an entity bomb": (
        b'<!DOCTYPE a [<!ENTITY b "cccc">]><rss><channel>&b;</channel></rss>',
        None,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_row_with_its_reason(paged, name):
    body, reason = BAD[name]

    (found,) = paged(body, media_type="text/plain")

    assert isinstance(found, Rejected)
    assert reason in found.reason


@pytest.mark.parametrize("name", ODD)
def test_odd_input_is_read_or_rejected_whole(paged, name):
    body, text = ODD[name]

    (found,) = paged(body, media_type="text/plain")

    if text is not None:
        assert isinstance(found, Document)
        assert found.text == text
    if isinstance(found, Document):
        assert "\0" not in found.text
        assert all(part.end <= len(found.text) for part in found.parts)


def test_a_page_says_which_encoding_it_is_in(paged):
    html = '<html><head><meta charset="iso-8859-2"></head><body><p>Żółw i świt.</p></body></html>'

    (found,) = paged(html.encode("iso-8859-2"))

    assert "Żółw i świt." in found.text


def test_ten_thousand_comments_are_read(dumped):
    text = "\n\n".join(
        f"It fell, {n}.\n\nAna {n} on May 1, 2031 at 9:21 AM" for n in range(10_000)
    )

    found = dumped(f"Title\n\nIt fell.\n\nComments\n\n{text}")

    assert len([p for p in found.parts if p.author]) == 10_000


def test_a_bullet_with_nothing_after_it_is_no_comment(dumped):
    found = dumped("Comments\r\n  • Ana says:\r\n  • ")

    assert [p for p in found.parts if p.author or p.kind == "comment"] == []
