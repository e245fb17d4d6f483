import gzip
import sys

import pytest
import zstandard

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

    page, note = paged(body)
    assert isinstance(page, Document)
    assert (note.note, note.reason) == (
        True,
        "passed over, as they are no pages: 1 x a picture",
    )


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
    assert "packing is broken" in found[-1].reason


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
    assert len(readers(Settings())) == 8


def dictionary() -> bytes:
    pages = [record(http(HTML, PAGE, f"X-Number: {n}")) + bytes([n] * n) for n in range(200)]
    return zstandard.train_dictionary(2_000, pages).as_bytes()


def with_dictionary(*records: bytes, pack: bool) -> bytes:
    """As crawlers write it: the dictionary in a frame that is skipped, a frame a record."""
    words = dictionary()
    packer = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(words))
    shown = zstandard.compress(words) if pack else words
    head = b"\x5d\x2a\x4d\x18" + len(shown).to_bytes(4, "little") + shown
    return head + b"".join(packer.compress(r) for r in records)


ZSTD = {
    "plain": lambda *r: b"".join(map(zstandard.compress, r)),
    "dictionary": lambda *r: with_dictionary(*r, pack=False),
    "packed dictionary": lambda *r: with_dictionary(*r, pack=True),
}


@pytest.mark.parametrize("how", ZSTD)
def test_an_archive_packed_by_zstd_is_read_like_any_other(paged, how):
    body = ZSTD[how](*(record(ANSWERS["plain"], url=f"https://post.example/{n}") for n in (1, 2)))

    assert [d.url for d in paged(body)] == ["https://post.example/1", "https://post.example/2"]


@pytest.mark.parametrize("how", ZSTD)
def test_an_archive_whose_zstd_is_spoilt_says_so(paged, how):
    body = ZSTD[how](record(ANSWERS["plain"]))
    spoilt = body[:8] + bytes(len(body) - 8)

    found = paged(spoilt, media_type="application/warc")

    assert [type(one) for one in found] == [Rejected]


def test_an_answer_packed_by_zstd_is_unpacked(paged):
    answer = http(zstandard.compress(HTML), PAGE, "Content-Encoding: zstd")

    assert paged(record(answer))[0].title == "Bridge at Havrin falls"


def test_a_document_tells_when_its_page_was_fetched(paged):
    (found,) = paged(packed(record(ANSWERS["plain"])))

    assert found.fetched_at.isoformat() == "2031-03-04T05:06:07+00:00"


LIST = (
    b'{"format": "json-pages-1.0", "id": "pages"}\n'
    b'{"url": "https://post.example/untitled#top", "title": "As listed", "ts": "2031-03-05"}\n'
    b"no line\n"
)
BARE = (
    b"<html><body><p>The old bridge at Havrin fell on Monday, the council said.</p></body></html>"
)


def listed(pages: bytes) -> bytes:
    records = (
        record(http(BARE, PAGE), url="https://post.example/untitled"),
        record(ANSWERS["plain"], url="https://ads.example/frame"),
        record(http(b"p {}", "Content-Type: text/css"), url="https://post.example/a.css"),
        record(http(b"p()", "Content-Type: text/javascript"), url="https://post.example/a.js"),
    )
    return wacz(**{"archive/a.warc.gz": packed(*records), "pages/pages.jsonl": pages})


def test_the_list_of_pages_tells_pages_from_frames_and_gives_titles(paged):
    page, note = paged(listed(LIST), media_type="application/wacz")

    assert (page.url, page.title) == ("https://post.example/untitled", "As listed")
    assert note.note
    assert "1 x a frame or other HTML" in note.reason
    assert "1 x a script; 1 x a style" in note.reason


@pytest.mark.parametrize("pages", [b"", b"\xff{", b'{"url": "https://elsewhere.example/"}'])
def test_a_list_that_tells_of_no_page_in_the_archive_is_not_heeded(paged, pages):
    found = paged(listed(pages), media_type="application/wacz")

    assert len([d for d in found if isinstance(d, Document)]) == 2


@pytest.mark.parametrize("lost", [1, 40])
def test_an_archive_whose_zstd_is_cut_off_says_so_and_gives_what_it_has(paged, lost):
    first = zstandard.compress(record(ANSWERS["plain"]))
    second = zstandard.compress(record(ANSWERS["gzip"], url="https://post.example/2"))

    *read, said = paged((first + second)[:-lost], media_type="application/warc")

    assert any(isinstance(found, Document) for found in read)
    assert "its packing is broken" in said.reason


def test_a_record_shorter_than_it_says_is_read_and_said(paged):
    body = record(ANSWERS["plain"])

    found, said = paged(body[:-60])

    assert "A crane" in found.text or found.title
    assert said.reason.startswith("cut off: a record has ")
    assert said.reason.endswith("of https://post.example/bridge only the beginning is read")


def test_a_feed_that_declares_entities_is_refused_for_that_reason(paged):
    body = (
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'It fell.'>]><rss><channel><item>"
        "<title>A</title><description>&a;</description></item></channel></rss>"
    )

    (said,) = paged(body, media_type="application/xml")

    assert "declares entities of its own" in said.reason
