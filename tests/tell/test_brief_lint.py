"""Words of likelihood in a brief: by ICD 203, or quoted; and each sentence with its footnote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.tell.brief.lint import estimates, findings

LIST = estimates()
BANDS = [
    ("almost no chance", "remote", 1, 5),
    ("very unlikely", "highly improbable", 5, 20),
    ("unlikely", "improbable", 20, 45),
    ("roughly even chance", "roughly even odds", 45, 55),
    ("likely", "probable", 55, 80),
    ("very likely", "highly probable", 80, 95),
    ("almost certain", "nearly certain", 95, 99),
]


def rules(text):
    return [f.rule for f in findings(text)]


def noted(sentence):
    return f"{sentence}[^1]"


def test_the_seven_bands_are_those_of_the_directive():
    own = [(b.low, b.high) for b in LIST.bands]

    assert own == [(low, high) for _, _, low, high in BANDS]
    assert all(
        {one, other} <= set(b.terms)
        for b, (one, other, _, _) in zip(LIST.bands, BANDS, strict=True)
    )


@pytest.mark.parametrize("band", LIST.bands, ids=lambda b: b.terms[0])
def test_a_term_of_the_standard_is_no_fault(band):
    assert rules(noted(band.example)) == []


@pytest.mark.parametrize("group", LIST.outside, ids=lambda g: g.words[0])
def test_other_words_of_likelihood_are_found_with_their_remedy(group):
    (found,) = findings(noted(group.example))

    assert found.rule == "outside the standard"
    assert found.words.casefold() in group.words
    assert found.remedy == group.remedy


@pytest.mark.parametrize("word", [w for g in LIST.outside for w in g.words])
def test_each_word_outside_is_found_where_it_stands(word):
    assert "outside the standard" in rules(noted(f"The pier {word} is shut."))


def test_who_may_be_the_same_is_counted_and_not_estimated():
    assert rules(noted(LIST.counted.example)) == []
    assert rules(noted("An official, who may be two people, says so.")) == []


def test_the_month_of_may_is_no_modal():
    assert rules(noted(LIST.months.example)) == []
    assert rules(noted("It opened in May 2031.")) == []


def test_confidence_and_likelihood_do_not_stand_in_one_sentence():
    assert rules(noted(LIST.confidence.example)) == ["likelihood and confidence in one sentence"]
    assert rules("We have high confidence in this.[1] The pier is unlikely to open.[1]") == []


def test_a_brief_keeps_to_one_row_of_terms():
    assert rules(noted(LIST.rows.example)) == ["terms of both rows"]


def test_what_is_quoted_is_the_sources_own():
    assert rules(noted("Ada Tam writes: “The pier may perhaps open.”")) == []
    assert rules(noted('Ada Tam says "the pier may open", no more.')) == []


def test_a_sentence_without_a_footnote_is_found_with_its_line():
    (found,) = findings("# Pier\n\nThe pier is shut.[^1] The mill is open.\n")

    assert (found.line, found.rule, found.words) == (3, "no footnote", "The mill is open.")


def test_an_abbreviation_ends_no_sentence():
    assert findings("Mr. Tam and J. R. Kell of the U.S. Navy left on Sept. 3.[^1]") == ()


def test_headings_notes_and_italics_need_no_footnote():
    text = "# The pier may open.\n\n*It was made of 3 pages.*\n\n[^1]: Kell Post: “It may open.”\n"

    assert findings(text) == ()


def test_a_head_in_bold_is_no_part_of_the_sentence():
    assert findings("- **4 May:** The pier opened.[^3]\n") == ()


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(f.line >= 1 and f.remedy for f in findings(text))
