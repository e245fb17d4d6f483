"""Block quotes and pasted texts: one attribution each, in which what they report is nested."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from wellsourced.mark.drafts import Voice
from wellsourced.mark.named import NOBODY
from wellsourced.mark.sources import Book
from wellsourced.mark.speakers import full, is_outlet
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.model import Document, EntityKind, Part, PartKind, Span

_WORDS = re.compile(r"\w+")
_CITED = re.compile(
    r"(?P<source>(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]+ \d{1,2},? \d{4},? )?"
    r"(?:article|story|report|column|piece|editorial) in "
    r"(?P<paper>(?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}?) by "
    r"(?P<author>[A-Z][\w.’'-]+ [A-Z][\w.’'-]+))[:,]? *(?P<title>.*)$"
)
_DATELINE = re.compile(r"[A-Z]{3,}[^()\n]{0,40}\((?P<wire>[A-Z][\w ]{1,25})\) *(?:[–—]|--?) ")
_OPENING = 400  # characters of a pasted text in which its dateline stands
_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def containers(reading: Reading, book: Book) -> Iterator[Voice]:
    """Give one voice for each block quote, with its paragraphs as content.

    Example: "Details:" and three paragraphs of an agency's report.
    """
    held: dict[str, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(reading.passages):
        if passage.part.kind is PartKind.BLOCKQUOTE:
            held.setdefault(passage.part.id, []).append((number, passage))
    for pieces in held.values():
        part = pieces[0][1].part
        content = tuple(Span(p.start, p.end) for _, p in pieces)
        article = _article(reading, pieces[0][0], content)
        if article is not None:
            yield article
            continue
        yield Voice(
            passage=pieces[0][0],
            source=None,
            cue=None,
            content=content,
            draft=None,
            speaker=_speaker(reading, part, book),
            container=True,
        )


def _article(reading: Reading, number: int, content: tuple[Span, ...]) -> Voice | None:
    """Give the article cited right before a quotation, with its title.

    Example: "See May 3, 2007 article in The Herald by Ada Brun: Bridge falls", and its words.
    """
    said = [p for p in reading.passages[max(0, number - 2) : number] if _WORDS.search(p.text)]
    found = _CITED.search(said[-1].text.rstrip()) if said else None
    if found is None:
        return None
    before = said[-1]
    first, last = found.span("title")
    title = Span(before.start + first, before.start + last) if first < last else None
    return Voice(
        passage=number,
        source=Span(before.start + found.start("source"), before.start + found.end("source")),
        cue=None,
        content=content if title is None else (title, *content),
        draft=None,
        speaker=found["author"],
        container=True,
        through=found["paper"],
    )


def _speaker(reading: Reading, part: Part, book: Book) -> str:
    """Give whose words a block quote holds.

    In the thread they may be the article's or an earlier comment's, word for word. Else they are
    the paper's that was named last before, or in, the post itself.
    """
    if part.author:
        return part.author
    document = reading.document
    speech = document.speech_at(part.start)
    if speech is not None:
        repeated = _repeated(document, part, speech)
        if repeated is not None:
            return repeated
    since = speech.start if speech is not None else 0
    wired = _DATELINE.search(document.text, part.start, min(part.end, part.start + _OPENING))
    if wired is not None and is_outlet(wired["wire"]):
        return full(wired["wire"])
    near = book.names.within(Span(since, part.end))
    papers = [m for m in near if m.kind is EntityKind.OUTLET or is_outlet(m.name)]
    papers = [m for m in papers if m.start < part.start and full(m.name) != document.outlet]
    papers = [m for m in papers if speech is not None or document.speech_at(m.start) is None]
    return full(papers[-1].name) if papers else NOBODY.name


def _repeated(document: Document, part: Part, speech: Part) -> str | None:
    """Give the outlet or the commenter whose earlier words are repeated."""
    words = _plain(document.text[part.start : part.end])
    if not words:
        return None
    plain, starts, parts = _plainly(document)
    found = plain.find(words)
    other = parts[bisect_right(starts, found) - 1] if found >= 0 else None
    if other is None or other.start >= speech.start:
        return None
    return other.author if other.kind in _THREAD else document.outlet


@lru_cache(maxsize=2)
def _plainly(document: Document) -> tuple[str, tuple[int, ...], tuple[Part, ...]]:
    """A page's words in plain form, made once: the text, where in it each part begins, the parts.

    A line's end stands between two parts, so that nothing is found that runs over both.
    """
    own = sorted(
        (p for p in document.parts if p.kind is not PartKind.FURNITURE), key=lambda p: p.start
    )
    lines = [_plain(document.text[p.start : p.end]) for p in own]
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    return "\n".join(lines), tuple(starts), tuple(own)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
