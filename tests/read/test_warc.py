import gzip
import sys

import pytest

from tests.read.archives import HTML, http, packed, record, wacz
from wellsourced.config import Settings
from wellsourced.model import Document, Rejected
from wellsourced.read.page import readers
from wellsourced.read.unpack import Stream
from wellsourced.read.warcrecords import records

PAGE = "Content-Type: text/html; charset=utf-8"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
ANSWERS = {
    "plain": http(HTML, PAGE),
    "gzip": http(gzip.compress(HTML), PAGE, "Content-Encoding: gzip"),
    "chunked": http(CHUNKED, PAGE, "Transfer-Encoding: chunked"),
    "unpacked by the crawler": http(HTML, PAGE, "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("how", ANSWERS)
@pytest.mark.parametrize("pack", [packed, lambda *r: b"".join(r)], ids=["gz", "warc"])
def test_an_answer_is_a_page_with_its_address(paged, how, pack):
    (found,) = paged(pack(record(b"", kind="request"), record(ANSWERS[how])))

    assert isinstance(found, Document)
    assert (found.url, found.title) == ("https://post.example/bridge", "Bridge at Havrin falls")
    assert "Nobody was hurt" in found.text


def test_pages_of_one_archive_are_documents_of_one_file(paged):
    body = packed(*(record(ANSWERS["plain"], url=f"https://post.example/{n}") for n in range(3)))

    found = paged(body, media_type="application/warc")

    assert len({d.id for d in found}) == 3
    assert {d.file for d in found} == {"page"}


def test_pictures_redirects_and_the_same_page_again_are_no_pages(paged):
    body = packed(
        record(http(b"x", "Content-Type: image/png")),
        record(http(HTML, PAGE, status="301 Moved")),
        record(ANSWERS["plain"]),
        record(ANSWERS["plain"]),
    )

    assert len(paged(body)) == 1


def test_an_archive_without_pages_says_so(paged):
    (found,) = paged(packed(record(http(b"x", "Content-Type: image/png"))))

    assert "no pages" in found.reason


def test_both_libraries_read_the_same(monkeypatch):
    body = packed(*map(record, ANSWERS.values()), record(b"x", kind="metadata"))
    told = list(records(Stream(body, 10**6), 10**6))

    monkeypatch.setitem(sys.modules, "fastwarc", None)

    assert list(records(Stream(body, 10**6), 10**6)) == told
    assert len(told) == 4
    assert told[0].fetched_at.isoformat() == "2031-03-04T05:06:07+00:00"


def test_a_bomb_is_counted_and_the_pages_beside_it_are_read(paged):
    layer = gzip.compress(b"0" * 40_000_000)
    bomb = http(layer, PAGE, "Content-Encoding: gzip")

    found = paged(
        packed(record(bomb), record(http(b"0" * 30_000_000, PAGE)), record(ANSWERS["plain"]))
    )

    assert isinstance(found[0], Document)
    assert "2 records are not read" in found[1].reason
    assert len(found) == 2


def test_an_archive_cut_off_gives_what_it_has(paged):
    body = packed(record(ANSWERS["plain"]), record(ANSWERS["gzip"], url="https://post.example/2"))

    found = paged(body[:-60])

    assert isinstance(found[0], Document)


def test_the_warc_files_of_a_wacz_are_read_and_none_leads_out_of_it(paged):
    body = wacz(
        **{
            "archive/data.warc.gz": packed(record(ANSWERS["gzip"])),
            "../up.warc.gz": packed(record(ANSWERS["plain"], url="https://post.example/up")),
            "pages/pages.jsonl": b"{}",
            "archive/bomb.warc": b"0" * 5_000_000,
        }
    )

    found = paged(body, media_type="application/wacz")

    assert [getattr(d, "url", None) for d in found] == ["https://post.example/bridge", None]
    assert "unpacks to far more" in found[1].reason


def test_a_wacz_of_too_many_members_or_none_is_refused(paged):
    many = wacz(**{f"{n}.warc": b"" for n in range(2_001)})

    for body in (many, b"PK no zip", wacz()):
        (found,) = paged(body, media_type="application/wacz")
        assert isinstance(found, Rejected)


def test_the_readers_load_no_library_before_they_are_asked():
    assert len(readers(Settings())) == 7
