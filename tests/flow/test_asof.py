"""What could be read on a day: no page and no comment of later."""

from datetime import date

from tests.factories import document, part
from wellsourced.flow.asof import known_on
from wellsourced.model import Attribution, Check, Marks, Mention, PartKind, Span, Verdict

POST, FIRST, SECOND = "The bridge fell.", "It did not.", "Yes it did."
TEXT = f"{POST}\n{FIRST}\n{SECOND}\n"
A, B = (17, 28), (29, 40)


def thread(first: str | None, second: str | None, **fields: object):
    """A post of the 1st with two comments."""
    parts = (
        part(0, 16),
        part(*A, PartKind.COMMENT, author="Ann", at=first),
        part(*B, PartKind.COMMENT, author="Ben", at=second, **fields),
    )
    return document(TEXT, on=date(2009, 9, 1), parts=parts)


def readers(found, day: int, marks: Marks | None = None) -> list[str | None]:
    marks = marks or Marks(doc=found.id)
    documents, _ = known_on(date(2009, 9, day), (found,), (marks,), {})
    return [p.author for d in documents for p in d.parts if p.author]


def test_a_page_of_later_is_not_there():
    pages = tuple(document("x", name=n, on=date(2009, 9, d)) for n, d in (("a", 1), ("b", 3)))
    marks = tuple(Marks(doc=p.id) for p in pages)
    documents, kept = known_on(date(2009, 9, 2), pages, marks, {})

    assert [d.id for d in documents] == ["a"]
    assert [m.doc for m in kept] == ["a"]


def test_a_page_of_unknown_date_is_there_from_the_day_it_was_added():
    page = document("x")
    added = {page.evidence: date(2009, 9, 5)}

    assert known_on(date(2009, 9, 4), (page,), (Marks(doc=page.id),), added) == ((), ())
    assert known_on(date(2009, 9, 5), (page,), (Marks(doc=page.id),), added)[0] == (page,)


def test_a_comment_of_later_is_not_there():
    found = thread("2009-09-02T10:00", "2009-09-04T09:30")

    assert readers(found, 1) == []
    assert readers(found, 3) == ["Ann"]
    assert readers(found, 4) == ["Ann", "Ben"]


def test_a_comment_without_a_time_is_not_older_than_the_one_above_it():
    assert readers(thread("2009-09-03", None), 2) == []
    assert readers(thread("2009-09-03", None), 3) == ["Ann", "Ben"]
    assert readers(thread(None, None), 1) == ["Ann", "Ben"]


def test_an_answer_is_not_older_than_what_it_answers():
    parts = thread("2009-09-03", "2009-09-02").parts
    answer = thread("2009-09-03", "2009-09-02", reply_to=parts[1].id)

    assert readers(answer, 2) == []


def test_all_other_words_stand_where_they_stood():
    found = thread("2009-09-02", "2009-09-04")
    [cut], _ = known_on(date(2009, 9, 3), (found,), (Marks(doc=found.id),), {})

    assert len(cut.text) == len(TEXT)
    assert cut.text[: A[1]] == TEXT[: A[1]]
    assert SECOND not in cut.text


def test_marks_in_a_comment_of_later_go_with_it():
    found = thread("2009-09-02", "2009-09-04")
    said = [Attribution(id=f"{s}", kind="direct", source=None, cue=Span(s, s + 2), content=())
            for s in (A[0], B[0])]  # fmt: skip
    names = [Mention(id=f"{s}", start=s, end=s + 2, kind="other", name="It") for s in (4, B[0])]
    check = Check(about=(Span(0, 3), Span(*B)), verdict=Verdict.INCONSISTENT, why="")
    whole = Marks(doc=found.id, entities=names, attributions=said, checks=(check,))
    _, [cut] = known_on(date(2009, 9, 3), (found,), (whole,), {})

    assert [m.start for m in cut.entities] == [4]
    assert [a.cue.start for a in cut.attributions] == [A[0]]
    assert cut.checks == ()


def test_what_was_added_to_a_page_later_is_not_there():
    parts = (part(0, 28), part(*A, PartKind.NOTE, at="2009-09-05"))
    found = document(f"{POST}\n{FIRST}\n", on=date(2009, 9, 1), parts=parts)
    marks = Marks(
        doc=found.id,
        entities=(
            Mention(id="m1", start=0, end=10, kind="place", name="The bridge"),
            Mention(id="m2", start=17, end=19, kind="place", name="It"),
        ),
    )

    def told(day: int):
        (page,), (kept,) = known_on(date(2009, 9, day), (found,), (marks,), {})
        return page.text.strip(), len(kept.entities)

    assert told(4) == (POST, 1)
    assert told(5) == (f"{POST}\n{FIRST}", 2)
