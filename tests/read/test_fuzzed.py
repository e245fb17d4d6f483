"""What broke a reader once: found by bench/fuzz.py, cut down, and read ever since."""

import pytest

from wellsourced.config import Settings
from wellsourced.model import Document, Page, Rejected
from wellsourced.read.page import documents

FOUND = {
    "a trackback's address without a comment": (
        "text/plain",
        b"Related Posts:\n3 Comments\n\nsalt cellar\n\nTrackback URL\n\nThe bridge fell at noon.",
    ),
    "a PDF whose pages are a loop, told with a place in memory": (
        "application/pdf",
        b"%PDF-1.4\n1 0 obj<</Pages 2 0 R>2 0 objtrailer<</Root 1 0 R/Size 2>\nstartxref0\n%",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_broke_a_reader_once_is_read_or_rejected(name):
    media_type, body = FOUND[name]

    found = list(documents(Page(file="f", body=body, media_type=media_type), Settings()))

    assert found
    assert found == list(documents(Page(file="f", body=body, media_type=media_type), Settings()))
    for one in found:
        assert isinstance(one, Document | Rejected)
        if isinstance(one, Document):
            assert all(p.span.of(one.text).strip() for p in one.parts)
