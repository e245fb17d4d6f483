"""Documents from the pipe's rows: the given text, not a character changed, cut into parts."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.errors import InputError
from wellsourced.model import Dated, Document, Layout, Part, PartId, PartKind
from wellsourced.read.origin import Origin, seal
from wellsourced.read.outlets import canonical
from wellsourced.read.text import document_of


class Row(Struct, frozen=True, kw_only=True):
    """A row of the pipe; fields that it does not know are ignored.

    `reply_start`: where a plain text's reply begins, which answers the words before it. `parts`:
    as they were read before; they are taken as they are, and none are looked for.
    """

    id: str
    text: str
    published: date | Dated | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    layout: Layout = Layout.PLAIN
    reply_start: int | None = None
    parts: tuple[Part, ...] = ()


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
        published=None if isinstance(row.published, Dated) else row.published,
    )
    layout = Layout.PLAIN if row.parts else row.layout
    document = document_of(row.text, origin, layout, settings)
    return replace(
        document,
        parts=_parts(row, layout) or document.parts,
        published=row.published if isinstance(row.published, Dated) else document.published,
        outlet=canonical(row.outlet, settings) if row.outlet else document.outlet,
        author=row.author or document.author,
    )


def _parts(row: Row, layout: Layout) -> tuple[Part, ...]:
    """The parts that the row gives; raises InputError for those that are none of its text."""
    if row.parts:
        _check(row.parts, len(row.text))
        return row.parts
    if row.reply_start is None or layout is not Layout.PLAIN:
        return ()
    return tuple(_exchange(row.text, row.reply_start))


def _check(parts: Sequence[Part], length: int) -> None:
    ids = {p.id for p in parts}
    if len(ids) < len(parts):
        raise InputError("two parts of one id")
    for part in parts:
        if part.end > length or any(s.end > length for s in part.takes_back):
            raise InputError(f"part {part.id} reaches beyond the {length:,} characters of text")
        for other in (part.reply_to, part.in_answer_to):
            if other is not None and other not in ids:
                raise InputError(f"part {part.id} answers {other}, which is no part")


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
