"""The brief of the shipped example: what it says, and that all of it rests on the pages' words."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wellsourced.app.briefing.markdown import markdown
from wellsourced.case import Case, lint, texts
from wellsourced.errors import InputError
from wellsourced.model import BriefPart, Decision, Length, Order

GOLDEN = Path(__file__).parents[1] / "golden" / "brief" / "example.md"
NOON = datetime(2010, 1, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def case(record):
    return record.case


@pytest.fixture(scope="module")
def short(case):
    return case.brief()


def section(brief, part):
    return next(s for s in brief.sections if s.part is part)


def told(brief, part):
    return " ".join(t.text for p in section(brief, part).paragraphs for t in p.sentences)


def test_the_brief_reads_as_it_did(short, pytestconfig):
    found = markdown(short)
    if pytestconfig.getoption("--golden-update"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8")

    assert GOLDEN.read_text(encoding="utf-8") == found, "pytest --golden-update, and read the diff"


@pytest.mark.parametrize("length", Length)
def test_every_footnote_re_reads_at_its_place(case, length):
    brief, pages = case.brief(length=length), texts(case)

    assert [n.number for n in brief.footnotes] == list(range(1, len(brief.footnotes) + 1))
    for note in brief.footnotes:
        words = note.quote
        assert pages[words.document].text[words.start : words.end] == words.quote


@pytest.mark.parametrize("length", Length)
def test_every_sentence_about_the_matter_has_a_footnote(case, length):
    brief = case.brief(length=length)
    about_itself = {BriefPart.SUMMARY, BriefPart.METHOD}

    for part in brief.sections:
        for n, sentence in enumerate(t for p in part.paragraphs for t in p.sentences):
            known = part.part in about_itself or (part.part is BriefPart.READERS and n == 0)
            other = sentence.text.endswith(("fewer statements.", "left out."))
            assert known or other or sentence.notes, sentence.text
            assert all(1 <= note <= len(brief.footnotes) for note in sentence.notes)


@pytest.mark.parametrize("length", Length)
def test_the_brief_passes_its_own_linter(case, length):
    assert lint(markdown(case.brief(length=length, since=date(2009, 9, 22)))) == ()


def test_nothing_is_told_twice(short):
    prose = [s for s in short.sections if s.part is not BriefPart.TIMELINE]
    said = [t.text for s in prose for p in s.paragraphs for t in p.sentences]

    assert len(said) == len(set(said))


def test_both_sides_of_a_dispute_stand_together(short):
    text = told(short, BriefPart.DISPUTED)

    assert "left Tarvenia in the week of 7 September and is in Kaldria, according to " in text
    assert "an unnamed security official, who may be the same; Jarin Tolle" in text
    assert "Against that, Danil Orsak is in Selm, according to Jarin Tolle." in text


def test_what_was_taken_back_is_reported_no_more(short):
    gone, said = told(short, BriefPart.RETRACTED), told(short, BriefPart.CLAIMED)

    assert "shelled the hospital" in gone
    assert "took it back on 26 September" in gone
    assert "hospital" not in said


def test_hedges_are_quoted_with_whose_they_are(short):
    text = told(short, BriefPart.HEDGED)

    assert text.startswith("The Long Ledger suggests: “")
    assert "may have left because the army was about to arrest him”" in text


def test_a_sum_that_fails_says_so(short):
    assert "do not add up: 22 + 15 = 37, not the 40 killed" in told(short, BriefPart.TOLLS)


def test_readers_stand_apart_and_can_be_withheld(case, short):
    hidden = markdown(case.seen(withhold_commenters=True).brief(length=Length.FULL))

    assert "boatman" in told(short, BriefPart.READERS)
    assert "boatman" not in told(short, BriefPart.CLAIMED)
    assert "boatman" not in hidden
    assert "Readers' names are withheld." in hidden


def test_an_earlier_day_knows_nothing_of_what_came_later(case):
    text = markdown(case.brief(as_of=date(2009, 9, 18)))

    assert "Iron Oar" not in text
    assert "Jarin Tolle" in text
    assert "known by 18 September 2009" in text


def test_what_changed_stands_first(case):
    brief = case.brief(since=date(2009, 9, 24))
    text = told(brief, BriefPart.CHANGED)

    assert brief.sections[1].part is BriefPart.CHANGED
    assert "has taken back that the Tarvenian army shelled the hospital" in text
    assert "according to Anton Brask" in text


def test_a_toll_that_moved_says_from_where(case):
    text = told(case.brief(since=date(2009, 9, 21), as_of=date(2009, 9, 23)), BriefPart.CHANGED)

    assert "went from 14 to 26" in text


def test_what_a_denier_says_is_new_and_what_he_denies_stands_otherwise(case):
    brief = case.brief(about="Jarin Tolle", since=date(2009, 9, 17), as_of=date(2009, 9, 18))
    rows = {
        p.head: " ".join(t.text for t in p.sentences)
        for p in section(brief, BriefPart.CHANGED).paragraphs
    }

    assert "Danil Orsak is in Selm, according to Jarin Tolle" in rows["New"]
    assert "is in Selm" not in rows["Stands otherwise"]
    assert "left Tarvenia" in rows["Stands otherwise"]


def test_with_nothing_new_the_brief_says_so(case):
    text = told(case.brief(since=date(2009, 10, 30)), BriefPart.CHANGED)

    assert text.startswith("Nothing that was known by")


def test_about_a_name_the_brief_tells_of_nothing_else(case):
    brief = case.brief(about="the Ferryman")

    assert brief.title.startswith("the Ferryman")
    assert "Millgate" not in told(brief, BriefPart.CLAIMED)
    with pytest.raises(InputError, match="nobody and nothing was called"):
        case.brief(about="Nobody Atall")


def test_an_analysts_grade_is_quoted_with_its_author(case, tmp_path):
    own = Case.open(Path(shutil.copytree(case.path, tmp_path / "case")))
    claim = next(c for c in own.claims() if c.text == "the army controls Selm")
    own.rule(Order(decision=Decision.CREDIBILITY, of=(claim.id,), value="2"), by="Mara", at=NOON)
    ruled = own.seen(ruled=True).brief()

    assert "; Mara grades it “2, probably true”." in told(ruled, BriefPart.CLAIMED)
    assert "bear on one statement" in told(ruled, BriefPart.METHOD)
    assert "Mara" not in told(own.brief(), BriefPart.CLAIMED)
    assert lint(markdown(ruled)) == ()
