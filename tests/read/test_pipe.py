from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.config import Outlet, Settings
from wellsourced.errors import InputError
from wellsourced.model import Document, Layout, PartKind
from wellsourced.read.pipe import Row, document_of_row

# Emoji of several code points, combining marks, right-to-left words, NBSP, all kinds of line ends.
PIECES = st.sampled_from(
    [
        "👩‍👩‍👧",
        "e\u0301",
        "مرحبا",
        "\u00a0",
        "\r\n",
        "\r",
        "\u2028",
        "\n\n",
        "  • ",
        "Ana says:",
        " ",
        "x",
        "Ana on May 1, 2031 at 9:21 AM",
        "Comments",
        "Tags: ,",
        "“Who benefits?”",
        "He said so.",
        "\t",
        "http://example.org",
        "VELD (Coast Radio) – It fell.",
        "Ben said...",
        "\0",
        "\ufffd",
        "…",
        "A",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@given(TEXTS, st.sampled_from(Layout))
def test_the_text_is_the_given_text_and_every_part_lies_in_it(text, layout):
    document = document_of_row(Row(id="r", text=text, layout=layout), Settings())

    assert document.text == text
    for part in document.parts:
        words = part.span.of(text)
        assert words == words.strip()
    starts = [part.start for part in document.parts]
    assert starts == sorted(starts)
    assert [part.id for part in document.parts] == [f"p{n}" for n in range(1, len(starts) + 1)]


@given(TEXTS)
def test_a_quotation_in_a_comment_lies_within_it_and_a_reply_points_at_a_comment(text):
    parts = document_of_row(Row(id="r", text=text, layout=Layout.PAGE), Settings()).parts
    thread = [p for p in parts if p.kind in (PartKind.COMMENT, PartKind.TRACKBACK)]
    if thread:
        for quote in (p for p in parts if p.kind is PartKind.BLOCKQUOTE):
            over = [c for c in thread if c.span.meets(quote.span)]
            assert all(c.span.holds(quote.span) for c in over)
    assert {p.reply_to for p in parts if p.reply_to} <= {p.id for p in thread}


def test_a_plain_text_is_one_body_without_the_white_space_around():
    document = document_of_row(Row(id="r", text="\n The bridge fell. \n"), Settings())

    assert [(p.kind, p.start, p.end) for p in document.parts] == [(PartKind.BODY, 2, 18)]
    assert document.outlet is None


def test_an_empty_text_has_no_parts():
    assert document_of_row(Row(id="r", text=" \n "), Settings()).parts == ()


def test_the_outlet_of_an_address_is_known_only_from_the_settings():
    row = Row(id="r", text="It fell.", url="https://www.courier.example/2031/03/04/bridge")
    known = Settings(outlets=(Outlet(name="Veld Courier", hosts=("courier.example",)),))

    assert document_of_row(row, Settings()).outlet is None
    assert document_of_row(row, known).outlet == "Veld Courier"


def test_the_date_given_counts_before_that_of_the_address():
    url = "https://courier.example/2031/03/04/bridge"
    given_day = Row(id="r", text="It fell.", url=url, published=date(2031, 3, 3))
    without = Row(id="r", text="It fell.", url=url)

    assert document_of_row(given_day, Settings()).published.basis == "given"
    assert document_of_row(without, Settings()).published.earliest == date(2031, 3, 4)


@pytest.mark.parametrize("layout", list(Layout))
def test_two_rows_of_one_text_are_two_documents_of_one_evidence(layout):
    one, two = (
        document_of_row(Row(id=i, text="It fell.", layout=layout), Settings()) for i in "ab"
    )

    assert one.id != two.id
    assert one.evidence == two.evidence


def _read_row(document: Document) -> bytes:
    names = ("id", "file", "url", "title", "outlet", "author", "published", "text", "parts")
    return msgspec.json.encode({name: getattr(document, name) for name in names})


@given(TEXTS, st.none() | st.dates(), st.none() | st.just("https://post.example/2031/03/04/a"))
def test_a_document_that_was_read_comes_out_of_its_row_as_it_was(text, published, url):
    row = Row(id="r", text=text, layout=Layout.PAGE, published=published, url=url)
    read = document_of_row(row, Settings())

    again = document_of_row(msgspec.json.decode(_read_row(read), type=Row), Settings())

    assert (again.text, again.parts) == (read.text, read.parts)
    assert (again.published, again.outlet) == (read.published, read.outlet)
    assert (again.url, again.title, again.author) == (read.url, read.title, read.author)


@pytest.mark.parametrize(
    "part",
    [
        {"id": "p1", "kind": "body", "start": 0, "end": 99},
        {"id": "p1", "kind": "comment", "start": 0, "end": 4, "reply_to": "p9"},
    ],
)
def test_parts_that_are_none_of_the_text_are_refused(part):
    row = msgspec.convert({"id": "r", "text": "It fell.", "parts": [part]}, Row)

    with pytest.raises(InputError):
        document_of_row(row, Settings())
