"""Whatever bytes come, each reader gives documents with sound spans, or says why not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.archives import HTML, box, http, mail, mhtml, packed, pdf, record, wacz
from wellsourced.config import Settings
from wellsourced.model import Document, Page, Rejected
from wellsourced.read.page import documents

PAGE = "Content-Type: text/html"
TYPES = {
    "message/rfc822": mail("It fell.\n> Did it?\n>> Yes.\n-- \nAna"),
    "application/mbox": box(mail("One."), mail("Two.")),
    "application/warc": record(http(HTML, PAGE)),
    "application/warc; packed": packed(record(http(HTML, PAGE))),
    "application/wacz": wacz(**{"archive/a.warc": record(http(HTML, PAGE))}),
    "multipart/related": mhtml(),
    "application/pdf": pdf("It fell.", "It did."),
    "text/html": HTML.replace(
        b"</article>",
        b"</article>"
        + b"".join(
            b'<div class="comment" id="c%d"><b>Ana %d</b> May %d, 2031 9:21 AM<p>It fell.</div>'
            % (n, n, n)
            for n in range(1, 5)
        ),
    ),
    "text/plain": b"Bridge\n\nIt fell.\n\n3 Comments\n\n"
    + b"".join(b"It did.\n\nAna %d on May %d, 2031 at 9:21 AM\n\n" % (n, n) for n in (1, 2, 3)),
    "application/rss+xml": b"<rss><channel><title>Post</title><item><title>Bridge</title>"
    b"<link>https://post.example/b</link><description>&lt;p&gt;It fell.</description></item>"
    b"</channel></rss>",
}
CUT = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20))


def spoilt(body: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, put in cuts:
        at = int(where * len(body))
        body = body[:at] + put + body[at + length :]
    return body


def sound(found: Document | Rejected) -> bool:
    if isinstance(found, Rejected):
        return bool(found.reason)
    found.text.encode()
    return all(p.span.of(found.text).strip() for p in found.parts)


@pytest.mark.parametrize("media_type", TYPES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CUT, min_size=1, max_size=6))
def test_a_spoilt_file_is_read_or_rejected(media_type, cuts):
    page = Page(file="f", body=spoilt(TYPES[media_type], cuts), media_type=media_type)

    found = list(documents(page, Settings()))

    assert all(map(sound, found))
    assert found == list(documents(page, Settings()))


@pytest.mark.parametrize("media_type", TYPES)
@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_rejected(media_type, body):
    page = Page(file="f", body=body, media_type=media_type)

    found = list(documents(page, Settings()))

    assert found
    assert all(map(sound, found))
