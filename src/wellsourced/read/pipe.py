"""Documents from the pipe's rows: the given text, not a character changed, cut into parts."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.model import Document, Layout, Part, PartId, PartKind
from wellsourced.read.origin import Origin, seal
from wellsourced.read.text import document_of


class Row(Struct, frozen=True, kw_only=True):
    """A row of the pipe; fields that it does not know are ignored.

    `reply_start`: where a plain text's reply begins, which answers the words before it.
    """

    id: str
    text: str
    published: date | None = None
    url: str | None = None
    title: str | None = None
    layout: Layout = Layout.PLAIN
    reply_start: int | None = None


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
    document = document_of(row.text, origin, row.layout, settings)
    if row.reply_start is None or row.layout is not Layout.PLAIN:
        return document
    return replace(document, parts=tuple(_exchange(row.text, row.reply_start)))


def _exchange(text: str, reply_start: int) -> Iterator[Part]:
    """Give a post and the reply to it; from 0 on, a post that answers nothing.

    >>> [p.kind.value for p in _exchange("It fell.\\n\\nNo.", 10)]
    ['body', 'comment']
    """
    cuts = ((PartKind.BODY, 0, reply_start), (PartKind.COMMENT, reply_start, len(text)))
    for kind, first, last in cuts:
        words = text[first:last]
        start = first + len(words) - len(words.lstrip())
        end = first + len(words.rstrip())
        if start < end:
            yield Part(id=PartId(kind.value), kind=kind, start=start, end=end)
