"""The brief: a sourced text of what is claimed and how it stands, to read here or to take away."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from wellsourced.app.brief import written
from wellsourced.app.briefing.drawing import Drawing, drawing
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import File, Screen, View
from wellsourced.case import Case, sheet
from wellsourced.errors import InputError
from wellsourced.model import Brief, BriefPart, Footnote, Length

_FORMS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class Told(Struct, frozen=True, kw_only=True):
    """A sentence of the brief as a row, with its footnotes."""

    section: str
    head: str
    sentence: str
    notes: tuple[int, ...]


class Briefing(View, frozen=True, kw_only=True):
    """A brief, with its map drawn; `notes`: its footnotes by their numbers."""

    brief: Brief
    drawing: Drawing | None
    full: bool

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the sentences."""
        yield from sheet(
            Told,
            (
                Told(section=s.heading, head=p.head, sentence=t.text, notes=t.notes)
                for s in self.brief.sections
                for p in s.paragraphs
                for t in p.sentences
            ),
        )

    def note(self, number: int) -> Footnote:
        """Give a footnote."""
        return self.brief.footnotes[number - 1]


def brief(case: Case, asked: Asked, of: Mapping[str, str]) -> Briefing:
    """Give the brief of the case, or about a name (`about`), and of what changed (`since`)."""
    full = asked.given.get("length", "") == Length.FULL
    found = case.brief(
        about=asked.given.get("about") or None,
        as_of=asked.as_of,
        since=_day(asked.given.get("since", "")),
        length=Length.FULL if full else Length.SHORT,
    )
    told = {p.head for s in found.sections if s.part is BriefPart.MAP for p in s.paragraphs}
    drawn = drawing([p for p in found.places if p.name in told])
    return Briefing(brief=found, drawing=drawn, full=full)


def _file(suffix: str, media: str) -> File:
    """The same brief as a file."""

    def write(view: View) -> bytes:
        assert isinstance(view, Briefing)
        return written(view.brief, f".{suffix}")

    return File(suffix=suffix, media=media, write=write)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise InputError(f"{word!r} is no day", hint="write it as 2007-02-16") from error


SCREENS = (
    Screen(
        path="/brief",
        name="brief",
        gather=brief,
        heading="Brief",
        files=tuple(_file(suffix, media) for suffix, media in _FORMS.items()),
    ),
)
