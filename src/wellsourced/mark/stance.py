"""How each comment stands to what it answers, and what each part takes back of its own."""

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from wellsourced.mark.leaning import stance_of
from wellsourced.mark.replies import retracts, taking_back
from wellsourced.model import Document, Part, PartId, PartKind, Span

Judge = Callable[[str, str], str]

_THREAD = frozenset({PartKind.COMMENT, PartKind.TRACKBACK})
_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_OTHERS = frozenset({PartKind.FURNITURE, PartKind.BLOCKQUOTE})  # words that are not the page's
_HEARD = 400  # characters of what is answered; a whole page holds every word


def stanced(document: Document, *, told: Judge = stance_of) -> Document:
    """Give the document with the stance of each comment, and what each part takes back.

    A comment answers the one that it replies to, else the page's own first words. `told` judges by
    an answer's words and what it answers (`replies.by_rules`: by rules alone).
    """
    document = _corrected(document)
    if not any(p.kind in _THREAD for p in document.parts):
        return document
    page = _page(document.parts)
    parts = tuple(
        _answering(p, document, page, told) if p.kind in _THREAD else p for p in document.parts
    )
    return msgspec.structs.replace(document, parts=parts)


def _corrected(document: Document) -> Document:
    """Give the document with the sentences in which a part's author takes back own words."""
    if not retracts(document.text):
        return document
    found: dict[PartId, list[Span]] = {}
    for start, end in _sentences(document.text):
        words = taking_back(document.text[start:end])
        owner = None if words is None else document.part_at(start + words)
        if owner is not None and owner.kind not in _OTHERS:
            found.setdefault(owner.id, []).append(Span(start, end))
    parts = (
        msgspec.structs.replace(p, takes_back=tuple(found.get(p.id, ()))) for p in document.parts
    )
    return msgspec.structs.replace(document, parts=tuple(parts))


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Give the sentences and lines of a text, without the white space around."""
    at = 0
    for stop in [*(m.end() for m in _ENDS.finditer(text)), len(text)]:
        words = text[at:stop]
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            yield start, at + len(words.rstrip())
        at = stop


def _page(parts: Sequence[Part]) -> PartId | None:
    own = [p for p in parts if p.kind in (PartKind.BODY, PartKind.HEADLINE)]
    bodies = [p for p in own if p.kind is PartKind.BODY]
    return next((p.id for p in (*bodies, *own)), None)


def _answering(part: Part, document: Document, page: PartId | None, told: Judge) -> Part:
    """Give a comment with its stance; one that answers nothing stands by its own words."""
    answered = part.reply_to or page
    before = next((p for p in document.parts if p.id == answered), None)
    heard = "" if before is None else document.text[before.start : before.end][:_HEARD]
    said = told(_own_words(part, document), heard)
    if answered is None and said != "query":
        said = "support"
    return msgspec.structs.replace(part, stance=said, in_answer_to=answered)


def _own_words(part: Part, document: Document) -> str:
    """Give a comment's words without those that it quotes."""
    quoted = sorted(
        (p.start, p.end)
        for p in document.parts
        if p.kind is PartKind.BLOCKQUOTE and p is not part and part.span.holds(p.span)
    )
    return " ".join(_left(document.text, part, quoted))


def _left(text: str, part: Part, holes: Iterable[tuple[int, int]]) -> Iterable[str]:
    at = part.start
    for start, end in holes:
        yield text[at:start]
        at = max(at, end)
    yield text[at : part.end]
