"""Documents from the pipe's rows: the given text, not a character changed, cut into parts."""

from datetime import date

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Document, Layout
from wellsourced.read.origin import Origin, seal
from wellsourced.read.text import document_of


class Row(Struct, frozen=True, kw_only=True):
    """A row of the pipe; fields that it does not know are ignored."""

    id: str
    text: str
    published: date | None = None
    url: str | None = None
    title: str | None = None
    layout: Layout = Layout.PLAIN


def document_of_row(row: Row, settings: Settings) -> Document:
    """Give the document of a row; its id is a digest of the text and the row's id.

    >>> document_of_row(Row(id="a", text=" The bridge fell.\\n"), Settings()).parts[0].span
    Span(start=1, end=17)
    """
    origin = Origin(
        evidence=seal(row.text.encode("utf-8", "surrogatepass")),
        file=row.id,
        place=row.id,
        url=row.url,
        title=row.title,
        published=row.published,
    )
    return document_of(row.text, origin, row.layout, settings)
