from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.quotes import quotations


def quoted(text):
    return [text[q.start : q.end] for q in quotations(text)]


def test_apostrophes_are_no_quotation_marks():
    assert quoted("The sailors' boats weren't theirs, it's said.") == []


def test_single_marks_may_hold_an_apostrophe():
    assert quoted("He said ‘it’s over’ and left.") == ["it’s over"]


def test_the_outermost_marks_count():
    assert quoted("“He said ‘no’ to me,” she said.") == ["He said ‘no’ to me,"]


def test_a_mark_that_nobody_closes_reaches_the_end_if_it_opened_the_paragraph():
    assert quoted('"The harbour is shut.') == ["The harbour is shut."]


def test_a_stray_mark_inside_a_paragraph_is_nothing():
    assert quoted('The 12" gun was fired.') == []


@given(st.text(alphabet="ab \"“”„«»‘’'`.,", max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    last = 0
    for q in quotations(text):
        assert last <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        last = q.outer_end


def test_a_quotation_opened_in_mid_paragraph_runs_on_where_the_next_begins_with_its_mark():
    text = "“It was old,” said Kost. “It had cracks.\n\n“It was shut.”"
    first = text.index("\n")

    assert [q.closed for q in quotations(text, 0, first)] == [True, False]


def test_a_mark_that_closes_what_was_never_opened_closes_what_the_paragraph_began():
    text = 'The bridge is gone," said Kost. "Nobody was hurt.'

    assert quoted(text) == ["The bridge is gone,", "Nobody was hurt."]


def test_blanks_inside_french_marks_are_no_words():
    assert quoted("« Le pont est ferme », said the mayor.") == ["Le pont est ferme"]


def test_corner_marks_quote():
    assert quoted("He said 「the bridge is shut」 and left.") == ["the bridge is shut"]
