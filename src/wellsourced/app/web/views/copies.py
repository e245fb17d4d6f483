"""Copies: texts that stand in several pages, and where each comes from."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.model import Copy, DocumentRow, Story


class Text(Struct, frozen=True, kw_only=True):
    """A text with the pages that hold it, the origin first; `first`: the page it comes from."""

    story: Story
    first: DocumentRow | None
    copies: tuple[tuple[DocumentRow, Copy], ...]

    @property
    def pages(self) -> int:
        """In how many pages of the case it stands."""
        return len({row.id for row, _ in self.copies} | ({self.first.id} if self.first else set()))


class Copies(View, frozen=True, kw_only=True):
    """The texts that stand in several pages, the most copied first; `page`: only those of one."""

    texts: tuple[Text, ...]
    page: DocumentRow | None

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the texts."""
        yield from sheet(Story, [t.story for t in self.texts])


def copies(case: Case, asked: Asked, of: Mapping[str, str]) -> Copies:
    """Give the texts that are copied, of one page (`page`, its id) if asked."""
    rows: dict[str, DocumentRow] = {d.id: d for d in case.documents(as_of=asked.as_of)}
    wanted = asked.given.get("page", "")
    found = (_text(s, rows) for s in case.reuse(as_of=asked.as_of))
    texts = [t for t in found if not wanted or wanted in _ids(t)]
    page = next((d for name, d in rows.items() if name == wanted), None)
    return Copies(texts=tuple(sorted(texts, key=lambda t: (-t.pages, t.story.id))), page=page)


def _text(story: Story, rows: Mapping[str, DocumentRow]) -> Text:
    held = tuple(
        (rows[c.document], c)
        for c in story.copies
        if c.document in rows and c.document != story.origin
    )
    return Text(story=story, first=rows.get(story.origin or ""), copies=held)


def _ids(text: Text) -> set[str]:
    first = {text.first.id} if text.first else set()
    return {row.id for row, _ in text.copies} | first


SCREENS = (Screen(path="/copies", name="copies", gather=copies),)
