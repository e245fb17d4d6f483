"""Pages and what readers write below them: articles and messages."""

from collections.abc import Iterator

from wellsourced.model import Document, OriginKind, Part, PartKind
from wellsourced.tell.export.ftm.values import Thing, day, line, moment, text, thing, url
from wellsourced.tell.export.parties import reader

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)
_NOBODY = "a reader without a name"


def page(d: Document, space: str, *, words: bool) -> Iterator[Thing]:
    """Give a page and its thread; `words`: with the text of the page."""
    yield thing(
        f"{space}-page-{d.id}",
        "Article",
        {
            "title": [line(d.title)],
            "fileName": [text(d.file, "string")],
            "author": [text(d.author, "string")],
            "publisher": [text(d.outlet, "string")],
            "publishedAt": [day(d.published.earliest, d.published.latest)],
            "sourceUrl": [url(d.url)],
            "retrievedAt": [moment(d.fetched_at)],
            "bodyText": [text(d.text)] if words else [],
            "notes": [f"published {d.published.basis}; SHA-256 of the original: {d.evidence}"],
        },
    )
    for part in d.parts:
        if part.kind in _THREAD:
            yield from _message(d, part, space)


def _message(d: Document, part: Part, space: str) -> Iterator[Thing]:
    """A comment and who wrote it; a reader is told once for each comment, and read as one."""
    words = text(part.span.of(d.text))
    if not words:
        return
    name = line(part.author) or _NOBODY
    writer = f"{space}-source-{reader(part.author or _NOBODY)}"
    yield thing(writer, "Person", {"name": [name], "summary": [OriginKind.COMMENTER.value]})
    answered = f"{space}-message-{d.id}-{part.reply_to}" if part.reply_to else None
    yield thing(
        f"{space}-message-{d.id}-{part.id}",
        "Message",
        {
            "subject": [line(d.title)],
            "bodyText": [words],
            "sender": [writer],
            "author": [text(part.author, "string")],
            "date": [moment(part.at)],
            "inReplyToMessage": [answered],
            "messageId": [f"{d.id}-{part.id}"],
            "proof": [f"{space}-page-{d.id}"],
            "keywords": [part.kind.value],
        },
    )
