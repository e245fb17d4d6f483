from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.config import Outlet, Settings
from wellsourced.model import Layout, PartKind
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
