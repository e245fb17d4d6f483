"""The documents of a case, as they are listed."""

from collections.abc import Iterable, Mapping

from wellsourced.model import Document, DocumentRow, PartKind

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def documents(
    found: Iterable[Document], names: Mapping[str, tuple[str, ...]] | None = None
) -> list[DocumentRow]:
    """Give a row for each document, by its file; `names`: all that an original was added under."""
    rows = (row(d, (names or {}).get(d.evidence, ())) for d in found)
    return sorted(rows, key=lambda r: (r.file, r.id))


def row(d: Document, files: tuple[str, ...]) -> DocumentRow:
    """Give the row of a document; `files`: all that its original was added under."""
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
        fetched_at=d.fetched_at,
        earlier=d.earlier,
        same=tuple(n for n in files if n != d.file),
        commenters=tuple(sorted(names, key=lambda n: (n.casefold(), n))),
        note=_note(d),
    )


def _note(d: Document) -> str | None:
    """That the page states another number of comments than was found; trackbacks may count."""
    comments = sum(p.kind is PartKind.COMMENT for p in d.parts)
    trackbacks = sum(p.kind is PartKind.TRACKBACK for p in d.parts)
    notes = sum(p.kind is PartKind.NOTE for p in d.parts)
    if d.stated is None or comments <= d.stated <= comments + trackbacks + notes:
        return None
    return f"{d.stated:,} comments stated, {comments or 'none'} found"
