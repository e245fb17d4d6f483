import pytest

from tests.read.archives import box, mail
from wellsourced.config import Outlet, Settings
from wellsourced.model import Document, Page, PartKind, Rejected
from wellsourced.read.letter import matched, phrases
from wellsourced.read.page import documents

MAIL = "message/rfc822"
ROWS = [
    (kind, row.example)
    for kind in ("announcing", "passing", "heading", "signing")
    for row in getattr(phrases(), kind)
]


def quoted(document: Document) -> list[tuple[str | None, str | None, str]]:
    return [
        (p.author, p.at, p.span.of(document.text))
        for p in document.parts
        if p.kind is PartKind.BLOCKQUOTE
    ]


def own(document: Document) -> list[str]:
    return [p.span.of(document.text) for p in document.parts if p.kind is PartKind.BODY]


@pytest.mark.parametrize(("kind", "example"), ROWS)
def test_each_phrase_tells_its_example(kind, example):
    found = matched(kind, example)

    assert found
    assert "name" not in found.groupdict() or "Ana Reyes" in found["name"]


def test_the_head_of_a_letter_gives_title_author_and_date(paged):
    (found,) = paged(mail("The old bridge fell."), media_type=MAIL)

    assert (found.title, found.author, found.outlet) == ("The bridge", "Ana Reyes", None)
    assert (str(found.published.earliest), found.published.basis) == ("2031-03-03", "metadata")
    assert found.text == "The bridge\n\nThe old bridge fell."


def test_what_is_quoted_is_told_apart_with_its_author_also_in_a_quotation(paged):
    body = (
        "I was there.\n\n"
        "On Mon, 3 Mar 2031 at 18:02, Ben Okoro <ben@post.example> wrote:\n"
        "> Did it fall?\n>\n"
        "> Cara Lind wrote:\n>> It fell.\n>> I saw it.\n> I did not.\n\nIt did."
    )

    (found,) = paged(mail(body), media_type=MAIL)

    assert own(found) == ["I was there.", "It did."]
    outer, inner = quoted(found)
    assert outer[:2] == ("Ben Okoro", "2031-03-03T18:02")
    assert outer[2].startswith("Did it fall?")
    assert outer[2].endswith("I did not.")
    assert inner == ("Cara Lind", None, "It fell.\nI saw it.")


def test_a_line_that_announces_a_quotation_needs_no_blank_line_above(paged):
    (found,) = paged(mail("I was there.\nBen Okoro wrote:\n> Did it fall?"), media_type=MAIL)

    assert own(found) == ["I was there."]
    assert quoted(found) == [("Ben Okoro", None, "Did it fall?")]


def test_a_report_that_ends_in_a_colon_announces_no_quotation(paged):
    (found,) = paged(mail("On Monday the council wrote:\n\nIt fell."), media_type=MAIL)

    assert own(found) == ["On Monday the council wrote:", "It fell."]


def test_a_letter_that_is_passed_on_is_the_words_of_another(paged):
    body = (
        "See below.\n\n-----Original Message-----\nFrom: Ben Okoro\n"
        "Sent: Monday, March 3, 2031 6:02 PM\nTo: Ana\nSubject: Bridge\n\nIt fell.\n"
    )

    (found,) = paged(mail(body), media_type=MAIL)

    assert own(found) == ["See below."]
    assert quoted(found) == [("Ben Okoro", "2031-03-03T18:02", "It fell.")]


def test_of_letters_passed_on_twice_each_is_its_own_writers(paged):
    head = "From: {}\nSent: Monday, March 3, 2031 6:02 PM\nTo: Desk\n\n"
    body = f"See.\n\n{head.format('Ben')}It fell.\n\n{head.format('Cara')}Did it?\n"

    (found,) = paged(mail(body), media_type=MAIL)

    assert [q[::2] for q in quoted(found)] == [("Ben", "It fell."), ("Cara", "Did it?")]


def test_a_message_of_more_text_than_a_book_is_refused(paged):
    (found,) = paged(mail("> It fell.\n" * 500_000), media_type=MAIL)

    assert "too long" in found.reason


def test_a_signature_is_furniture_and_broken_lines_are_joined(paged):
    body = (
        "The old bridge at Havrin, which the council had closed twice, fell\n"
        "on Monday.\n\n-- \nAna Reyes\nFerry keeper\n"
    )

    (found,) = paged(mail(body), media_type=MAIL)

    assert own(found) == [
        "The old bridge at Havrin, which the council had closed twice, fell on Monday."
    ]
    assert [p.kind for p in found.parts][-1] is PartKind.FURNITURE


def test_html_is_read_where_the_plain_text_beside_it_says_little(paged):
    body = (
        b"From: =?utf-8?q?Zo=C3=AB?= <z@post.example>\nSubject: =?utf-8?b?Q2Fmw6k=?=\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
        b"See the web.\n--b\nContent-Type: text/html; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>The caf=E9 at Havrin fell into the "
        b"river.</p><p>Ben wrote:</p><blockquote>It stood for years.</blockquote>\n--b--\n"
    )

    (found,) = paged(body, media_type=MAIL)

    assert (found.author, found.title) == ("Zoë", "Café")
    assert own(found) == ["The café at Havrin fell into the river."]
    assert quoted(found) == [("Ben", None, "It stood for years.")]


def test_quotations_within_quotations_of_html_are_told_apart(paged):
    html = (
        b"From: Ana <a@b.example>\nContent-Type: text/html\n\n<div>I was there.</div><div>On Mon, "
        b"Mar 3, 2031 at 6:02 PM Ben Okoro &lt;<a href=x>ben@post.example</a>&gt; wrote:<br></div>"
        b"<blockquote><div>Did it fall?<br><br>On March 2, 2031 at 5:00 PM gull 77 wrote:<br>"
        b"<blockquote>It fell.</blockquote></div></blockquote>"
    )

    (found,) = paged(html, media_type=MAIL)

    outer, inner = quoted(found)
    assert outer[:2] == ("Ben Okoro", "2031-03-03T18:02")
    assert inner == (None, "2031-03-02T17:00", "It fell.")


def test_each_message_of_a_box_is_a_document_of_one_file(paged):
    found = paged(box(mail("One fell."), mail(">From the bridge."), mail("Two.")))

    assert [own(d) for d in found] == [["One fell."], ["From the bridge."], ["Two."]]
    assert len({d.id for d in found}) == 3
    assert len({d.evidence for d in found}) == 1


def test_a_message_attached_to_a_message_is_a_document_too(paged):
    inner = mail("It fell.")
    outer = (
        b"From: Ben <b@post.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee."
        b"\n--b\nContent-Type: message/rfc822\n\n" + inner + b"\n--b--\n"
    )

    found = paged(outer, media_type=MAIL)

    assert [d.author for d in found] == ["Ben", "Ana Reyes"]


def test_only_the_settings_make_a_sender_an_outlet():
    settings = Settings(outlets=(Outlet(name="Harbour Post", hosts=("harbour.example",)),))
    page = Page(file="a.eml", body=mail("It fell."), media_type=MAIL)

    (found,) = documents(page, settings)

    assert found.outlet == "Harbour Post"


def test_parts_nested_ten_thousand_deep_are_refused(paged):
    raw = b"From: a@b.c\n"
    raw += b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)
    )

    (found,) = paged(raw + b"\nIt fell.", media_type=MAIL)

    assert isinstance(found, Rejected)
    assert "deep" in found.reason


def test_a_box_of_more_messages_than_are_kept_says_so(paged):
    found = paged(box(mail("It fell.")) * 20_010)

    assert len(found) == 20_001
    assert "split" in found[-1].reason
