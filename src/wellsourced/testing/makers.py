"""Pages, documents and a small record about an invented river war, to try plug-ins on."""

from datetime import UTC, datetime
from pathlib import Path

from wellsourced.case import Case
from wellsourced.exporting import told
from wellsourced.model import Document, DocumentId, Page, Part, PartId, PartKind, Told, digest

_NOON = datetime(2009, 9, 30, 12, tzinfo=UTC)
_PAGES = {
    "bridge.txt": b"""Bridge at Havrin falls

September 18, 2009

General Anton Brask said on Thursday that the bridge at Havrin was blown up by rebels. Two soldiers
were killed, he said.
""",
    "denial.txt": b"""Rebels deny attack

September 19, 2009

A spokesman for the River Guard denied that the group had attacked the bridge at Havrin.
""",
}


def page(file: str, body: str | bytes, media_type: str = "text/plain") -> Page:
    """Give a page as it would be handed in."""
    raw = body.encode() if isinstance(body, str) else body
    return Page(file=file, body=raw, media_type=media_type)


def document(text: str, *, file: str = "page.txt") -> Document:
    """Give a document that is one body.

    >>> document("The bridge fell.").parts[0].span
    Span(start=0, end=16)
    """
    part = Part(id=PartId("p1"), kind=PartKind.BODY, start=0, end=len(text))
    seal = digest("document", file, text)
    return Document(id=DocumentId(seal), evidence=seal, file=file, text=text, parts=(part,))


def record(folder: Path) -> Told:
    """Give a small record, as exporters are given one; it is made in a folder that is empty."""
    case = Case.create(folder / "case")
    pages = [Page(file=file, body=body) for file, body in _PAGES.items()]
    case.add((), at=_NOON, fetched=pages)
    case.run(workers=0)
    return told(case, None)
