"""Quoted words for people: in their sentence, with the file and the characters in it."""

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from wellsourced.app.screen import plain
from wellsourced.case import sentences
from wellsourced.model import Document, DocumentId, Evidence, Quote

Pages = Mapping[DocumentId, Document]

_OPENING, _CLOSING = "“\"‘'", "”\"’'"


def quoted(words: Iterable[Quote | Evidence], pages: Pages) -> Iterator[tuple[Text, str]]:
    """Give each sentence once, all words that are quoted from it marked, and where they stand."""
    found: dict[DocumentId, list[tuple[int, int]]] = {}
    for quote in words:
        found.setdefault(quote.document, []).append((quote.start, quote.end))
    for document, spans in found.items():
        page, rest = pages[document], sorted(set(spans))
        for pieces in sentences(page.text, rest):
            here, rest = rest[: len(pieces) // 2], rest[len(pieces) // 2 :]
            yield _marked(pieces), f"{page.file} {', '.join(f'{a}-{b}' for a, b in here)}"


def _marked(pieces: tuple[str, ...]) -> Text:
    """Quoted pieces between marks, unless the page's own stand there."""
    out = Text()
    for n, piece in enumerate(pieces):
        if n % 2:
            out.append_text(Text.assemble("“", plain(piece), "”"))
        else:
            bare = piece[1:] if n and piece[:1] in tuple(_CLOSING) else piece
            bare = bare[:-1] if n + 1 < len(pieces) and bare[-1:] in tuple(_OPENING) else bare
            out.append(_clean(bare).lstrip() if not n else _clean(bare), "dim")
    return out


def _clean(piece: str) -> str:
    """As `plain`, but the blanks that part it from the quoted words stay."""
    bare = plain(piece).plain
    left = " " if piece[:1].isspace() and bare else ""
    return f"{left}{bare}{' ' if piece[-1:].isspace() else ''}"
