"""The documents of a case, as they are listed."""

from collections.abc import Iterable

from wellsourced.model import Document, DocumentRow, PartKind

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def documents(found: Iterable[Document]) -> list[DocumentRow]:
    """Give a row for each document, by its file."""
    return sorted((_row(d) for d in found), key=lambda r: (r.file, r.id))


def _row(d: Document) -> DocumentRow:
    names = {p.author for p in d.parts if p.kind in _THREAD and p.author}
    return DocumentRow(
        id=d.id,
        file=d.file,
        url=d.url,
        title=d.title,
        outlet=d.outlet,
        author=d.author,
        published=d.published,
        parts=len(d.parts),
        commenters=tuple(sorted(names, key=lambda n: (n.casefold(), n))),
    )
