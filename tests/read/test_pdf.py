from tests.read.archives import pdf
from wellsourced.model import PartKind, Rejected

ONE = (
    "The old bridge at Havrin fell on Monday, the coun-\ncil said.\n"
    "Nobody was hurt in it, said Ana."
)


def test_the_text_of_a_pdf_is_a_document_with_its_paragraphs(paged):
    (found,) = paged(pdf(ONE, "It was closed."), media_type="application/pdf")

    told = [p.span.of(found.text) for p in found.parts if p.kind is PartKind.BODY]
    assert told == [
        "The old bridge at Havrin fell on Monday, the council said.",
        "Nobody was hurt in it, said Ana.",
        "It was closed.",
    ]
    assert (found.title, str(found.published.earliest)) == ("Bridge at Havrin", "2031-03-04")


def test_the_head_and_the_foot_of_all_pages_are_furniture(paged):
    (found,) = paged(pdf(*(f"Harbour Post\nIt fell {w}.\nPage {n}" for n, w in enumerate("abcd"))))

    assert [p.kind for p in found.parts].count(PartKind.FURNITURE) == 8


def test_scanned_pages_are_refused_with_the_remedy(paged):
    (found,) = paged(pdf("", ""))

    assert "ocrmypdf" in found.reason


def test_a_locked_file_is_refused_with_the_remedy(paged):
    body = pdf(
        ONE,
        extra=(
            "9 0 obj <</Filter /Standard /V 1 /R 2 /P -4 "
            f"/O <{'11' * 32}> /U <{'22' * 32}>>> endobj\n"
        ),
    ).replace(b"trailer <<", b"trailer <</Encrypt 9 0 R /ID [<00> <00>] ")

    (found,) = paged(body)

    assert "password" in found.reason


def test_loops_of_objects_end(paged):
    loops = (
        pdf(ONE).replace(b"/Kids [10 0 R]", b"/Kids [2 0 R]"),
        pdf(ONE).replace(b"/Contents 11 0 R", b"/Contents [11 0 R 10 0 R 13 0 R]"),
        pdf(ONE, extra="13 0 obj 13 0 R endobj\n").replace(b"3 0 obj", b"3 0 obj 13 0 R"),
    )

    for body in loops:
        assert len(paged(body)) == 1


def test_a_page_that_unpacks_to_far_too_much_is_refused(paged):
    body = pdf("(" * 30_000_000, pack=True)

    (found,) = paged(body)

    assert isinstance(found, Rejected)
