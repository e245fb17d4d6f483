"""A brief as a Word document: headings, paragraphs, and its notes at the end."""

import io
import zipfile

from docx import Document
from docx.document import Document as Docx
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from wellsourced.app.briefing.words import plain, quoted, where
from wellsourced.model import Brief, BriefSection, BriefSentence, Paragraph

_DAY = (1980, 1, 1, 0, 0, 0)  # what a zip file can say of no day at all


def document(brief: Brief) -> bytes:
    """Give the whole file; the same brief gives the same bytes."""
    docx = Document()
    normal = docx.styles["Normal"]
    normal.font.size = Pt(11)
    docx.core_properties.title = plain(brief.title)[:250]
    docx.core_properties.author = "wellsourced"
    docx.add_heading(plain(brief.title), level=0)
    for section in brief.sections:
        _section(docx, section)
    if brief.footnotes:
        docx.add_heading("Notes", level=1)
    for note in brief.footnotes:
        line = docx.add_paragraph()
        line.paragraph_format.space_after = Pt(3)
        run = line.add_run(f"[{note.number}] {where(note)}: {quoted(note.quote.quote)}")
        run.font.size = Pt(9)
    held = io.BytesIO()
    docx.save(held)
    return _timeless(held.getvalue())


def _section(docx: Docx, section: BriefSection) -> None:
    docx.add_heading(plain(section.heading), level=1)
    for paragraph in section.paragraphs:
        line = docx.add_paragraph(style="List Bullet" if section.listed else None)
        _paragraph(line, paragraph, ": " if section.listed else ". ")


def _paragraph(line: Line, paragraph: Paragraph, stop: str) -> None:
    if paragraph.head:
        line.add_run(plain(paragraph.head) + stop).bold = True
    for sentence in paragraph.sentences:
        _sentence(line, sentence)


def _sentence(line: Line, sentence: BriefSentence) -> None:
    """A sentence about the brief itself stands in italics."""
    text = line.add_run(plain(sentence.text))
    if sentence.notes:
        cited = line.add_run("".join(f"[{n}]" for n in sentence.notes))
        cited.font.superscript = True
    else:
        text.italic = True
    line.add_run(" ")


def _timeless(content: bytes) -> bytes:
    """The same archive without the hour at which it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
