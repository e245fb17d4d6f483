"""A brief in Markdown: plain enough to be read as it is.

Whatever a page says is text: what Markdown would take for markup is escaped.
"""

import re
from collections.abc import Iterator

from wellsourced.app.briefing.words import plain, quoted, where
from wellsourced.model import Brief, BriefSection, BriefSentence, Footnote, Paragraph

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_OPENS = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def markdown(brief: Brief) -> str:
    """Give the whole file."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_safe(brief.title)}"
    for section in brief.sections:
        yield from ("", f"## {_safe(section.heading)}")
        yield from _section(section)
    if brief.footnotes:
        yield from ("", "## Notes", "")
        yield from (_note(n) for n in brief.footnotes)


def _section(section: BriefSection) -> Iterator[str]:
    for paragraph in section.paragraphs:
        if not section.listed:
            yield ""
            yield _paragraph(paragraph, "**{}.** ")
        else:
            if paragraph is section.paragraphs[0]:
                yield ""
            yield f"- {_paragraph(paragraph, '**{}:** ')}"


def _paragraph(paragraph: Paragraph, head: str) -> str:
    """A sentence about the brief itself stands in italics."""
    told = " ".join(map(_sentence, paragraph.sentences))
    return f"{head.format(_safe(paragraph.head)) if paragraph.head else ''}{told}"


def _sentence(sentence: BriefSentence) -> str:
    text = _safe(sentence.text)
    return text + "".join(f"[^{n}]" for n in sentence.notes) if sentence.notes else f"*{text}*"


def _note(note: Footnote) -> str:
    return f"[^{note.number}]: {_safe(where(note))}: {_safe(quoted(note.quote.quote))}"


def _safe(text: str) -> str:
    """Text that Markdown takes for nothing else.

    >>> _safe("<b>*1* [x](javascript:0)")
    '\\\\<b\\\\>\\\\*1\\\\* \\\\[x\\\\](javascript:0)'
    """
    return _OPENS.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\1", plain(text)))
