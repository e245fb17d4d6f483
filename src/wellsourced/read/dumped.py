"""The document of a text dump: its parts, its title, its writer and its day."""

from collections.abc import Sequence

from wellsourced.config import Settings
from wellsourced.model import Document, Part, PartKind
from wellsourced.read.dates import Signs, published
from wellsourced.read.dump import Dump, dump
from wellsourced.read.origin import Origin
from wellsourced.read.outlets import outlet_of

_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def document_of_dump(text: str, origin: Origin, settings: Settings) -> Document:
    """Give the document of a page that was saved as text, exactly this text."""
    found = dump(text, title=origin.title)
    title = origin.title or _words(text, found.parts, PartKind.HEADLINE)
    body = (text[p.start : p.end] for p in found.parts if p.kind is PartKind.BODY)
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=found.parts,
        url=origin.url,
        title=title,
        outlet=outlet_of(
            found.page, url=origin.url, settings=settings, told=found.head.outlet, body=body
        ),
        author=found.head.author,
        published=published(_signs(text, found, origin)),
        stated=found.stated,
    )


def _words(text: str, parts: Sequence[Part], kind: PartKind) -> str | None:
    return next((text[p.start : p.end] for p in parts if p.kind is kind), None)


def _first_line(text: str, part: Part) -> str:
    return text[part.start : part.end].splitlines()[0]


def _signs(text: str, found: Dump, origin: Origin) -> Signs:
    stated = found.head.stated
    threaded = [p for p in found.parts if p.kind in _THREAD]
    own = (PartKind.BODY, PartKind.BLOCKQUOTE, PartKind.CAPTION)
    first = threaded[0].start if threaded else len(text)
    return Signs(
        given=origin.published,
        stated=stated.day if stated else None,
        url=origin.url,
        body=[text[p.start : p.end] for p in found.parts if p.kind in own and p.start < first],
        thread=[p.at for p in threaded if p.at],
        notices=[_first_line(text, p) for p in threaded if p.kind is PartKind.TRACKBACK],
        said=[text[p.start : p.end] for p in threaded if p.kind is PartKind.COMMENT],
    )
