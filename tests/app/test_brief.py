"""A brief in each format: the same words in all, harmless whatever they hold."""

import io
import re
from datetime import date

import pytest
from click.testing import CliRunner
from docx import Document as Docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from wellsourced.app.brief import written
from wellsourced.app.briefing import print as printing
from wellsourced.app.briefing.drawing import drawing
from wellsourced.app.briefing.words import plain, quoted
from wellsourced.app.cli import cli
from wellsourced.errors import PluginError
from wellsourced.model import (
    Brief,
    BriefPart,
    BriefSection,
    BriefSentence,
    Dated,
    DocumentId,
    Footnote,
    Paragraph,
    Placed,
    Quote,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "[x](javascript:alert(1)) ![y](http://kell.example/y.png)",
    "{{ 7*7 }}{% raw %}",
    "\x00\x1b[31m\u202egnp.exe\ud800",
    '=HYPERLINK("http://kell.example")',
    "# A heading\n\n- a list\n```",
    "&lt;b&gt; &amp;",
)


def placed(name, latitude, longitude, claims=1):
    return Placed(
        name=name,
        latitude=latitude,
        longitude=longitude,
        radius=None,
        score=None,
        country=None,
        claims=tuple(f"c{n}" for n in range(claims)),
        contested=0,
        tallies=(),
        killed=None,
    )


def brief(words, count=1):
    """A brief in which the words stand wherever a page's words can."""
    notes = tuple(
        Footnote(
            number=n + 1,
            file=words,
            outlet=words,
            title=words,
            published=Dated(earliest=date(2031, 3, 4), latest=date(2031, 3, 4)),
            quote=Quote(document=DocumentId(words), start=n, end=n + 1, quote=words),
        )
        for n in range(count)
    )
    told = Paragraph(head=words, sentences=(BriefSentence(text=words, notes=(1,)),))
    bare = Paragraph(sentences=(BriefSentence(text=words),))
    sections = (
        BriefSection(part=BriefPart.CLAIMED, heading=words, paragraphs=(told, bare)),
        BriefSection(part=BriefPart.MAP, heading="Where", paragraphs=(told,), listed=True),
    )
    return Brief(
        title=words,
        about=words,
        as_of=None,
        since=None,
        ruled=False,
        withheld=False,
        sections=sections,
        footnotes=notes,
        places=(placed(words, 45.0, 28.0),),
    )


def parsed(found):
    return html.document_fromstring(written(found, ".html").decode())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_html(words):
    page = parsed(brief(words))
    told = page.xpath("string(//main//p/span[@class='aside'])")

    assert page.xpath("//script | //img | //iframe | //@onerror | //@onload | //link") == []
    assert [a for a in page.xpath("//a/@href") if not a.startswith("#note-")] == []
    assert " ".join(told.split()) == plain(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_markdown(words):
    text = written(brief(words), ".md").decode()

    assert not re.search(r"(?<!\\)[<>]", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert len([line for line in text.splitlines() if line.startswith("#")]) == 4


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_a_word_document(words):
    docx = Docx(io.BytesIO(written(brief(words), ".docx")))
    lines = [p.text for p in docx.paragraphs]

    assert plain(words) in lines[0]
    assert any(quoted(words) in line for line in lines)


def test_hostile_words_stay_words_in_a_pdf():
    words = " ".join(HOSTILE)
    reader = PdfReader(io.BytesIO(written(brief(words), ".pdf")))
    text = "".join(p.extract_text() for p in reader.pages)

    assert "<script>alert(1)</script>" in "".join(text.split())
    assert "/JavaScript" not in reader.trailer["/Root"]
    assert all(
        "/URI" not in annotation.get_object().get("/A", {})
        for page in reader.pages
        for annotation in page.get("/Annots", ())
    )


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_can_be_written(words):
    found = brief(words)

    assert parsed(found).xpath("//script | //img | //iframe") == []
    assert written(found, ".md").decode().count("\n# ") == 0
    assert written(found, ".docx")[:2] == b"PK"


@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".pdf", ".json"])
def test_the_same_brief_gives_the_same_bytes(suffix):
    assert written(brief("The pier is shut."), suffix) == written(
        brief("The pier is shut."), suffix
    )


def test_each_footnote_can_be_reached_from_its_sentence():
    page = parsed(brief("The pier is shut.", count=3))
    ids = set(page.xpath("//li/@id"))

    assert ids == {"note-1", "note-2", "note-3"}
    assert {a.lstrip("#") for a in page.xpath("//sup/a/@href")} <= ids


def test_the_html_asks_for_nothing():
    text = written(brief("The pier is shut."), ".html").decode()

    assert "default-src &#39;none&#39;" in text
    assert not re.search(r"https?://|url\(|@import|src=", text)


def test_without_pango_a_pdf_says_what_to_install(monkeypatch):
    import builtins

    real = builtins.__import__

    def refused(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refused)
    with pytest.raises(PluginError, match="needs Pango") as told:
        printing.printed(brief("The pier is shut."))

    assert "libpango-1.0-0" in told.value.hint


def test_a_map_shows_all_places_within_its_frame():
    drawn = drawing([placed("Kell", 45.0, 28.0), placed("Orm", 44.2, 29.5, claims=9)])

    assert drawn is not None
    assert [s.name for s in drawn.spots] == ["Kell", "Orm"]
    assert all(0 <= s.x <= drawn.width and 0 <= s.y <= drawn.height for s in drawn.spots)
    assert drawing([]) is None


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=6))
@settings(deadline=None, max_examples=25)
def test_any_places_can_be_drawn(points):
    drawn = drawing([placed(f"p{n}", a, b) for n, (a, b) in enumerate(points)])

    assert drawn is not None
    assert all(-1 <= s.x <= drawn.width + 1 and -1 <= s.y <= drawn.height + 1 for s in drawn.spots)


def test_lint_tells_the_line_and_ends_with_one(tmp_path):
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_text("# Pier\n\nThe pier may open.[^1]\n", encoding="utf-8")
    good.write_text("# Pier\n\nThe pier is open.[^1]\n", encoding="utf-8")

    told = CliRunner().invoke(cli, ["lint", str(bad)])
    assert told.exit_code == 1
    assert f"{bad}:3: outside the standard: 'may'" in told.output
    assert CliRunner().invoke(cli, ["lint", str(good)]).exit_code == 0


def test_lint_of_what_is_no_text_says_so(tmp_path):
    file = tmp_path / "brief.docx"
    file.write_bytes(b"PK\xff\xfe")

    assert "is no text" in str(CliRunner().invoke(cli, ["lint", str(file)]).exception)


def test_another_ending_is_refused_with_those_there_are(tmp_path):
    done = CliRunner().invoke(cli, ["brief", str(tmp_path), "-o", str(tmp_path / "brief.odt")])

    assert "no brief can be written as '.odt'" in str(done.exception)
    assert ".docx" in done.exception.hint
