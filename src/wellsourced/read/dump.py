"""The parts of a text dump: headline, captions, body, quotations, furniture, and the thread."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wellsourced.model import Part, PartKind, Span
from wellsourced.read.items import Item, Thread, marker_before
from wellsourced.read.lines import Line, lines
from wellsourced.read.meta import Head, head
from wellsourced.read.notes import noted
from wellsourced.read.parts import Piece, numbered
from wellsourced.read.phrases import is_caption, is_furniture, is_trackback, stated_count
from wellsourced.read.quotes import Quoting, Speech, quotations
from wellsourced.read.thread import thread
from wellsourced.read.voices import pasted

_OPENS = 4  # lines from the one that opens the thread to its first
_REACH = 500  # comments back that one names as answered
_SOURCE = re.compile(r"[A-Z][\w .'’&-]{2,40}: [A-Z“\"].{5,100}(?<![.!?])")  # "Post: The bridge"


class Dump(NamedTuple):
    """What was found in a text dump.

    `page`: its own lines, those of the thread left out; `stated`: how many comments it says.
    """

    parts: tuple[Part, ...]
    head: Head
    page: tuple[str, ...]
    stated: int | None = None


def dump(text: str, *, title: str | None = None) -> Dump:
    """Cut a text dump into parts, in the order in which they stand."""
    page = lines(text)
    found = thread(page)
    front = page[: found.start] if found else page
    back = page[found.end :] if found else ()
    told = head(front, title=title)
    article = list(_article(front, told))
    body = [text[p.start : p.end] for p in article if p.kind is not PartKind.FURNITURE]
    pieces = article + _speeches(text, page, found, body) if found else article
    pieces += [Piece(PartKind.FURNITURE, *span) for span in _runs(back)]
    own = tuple(line.text for line in (*front, *back))
    return Dump(numbered(pieces), told, own, _stated(page, found))


def _stated(page: Sequence[Line], found: Thread | None) -> int | None:
    """How many comments the line says that opens the thread."""
    if found is None:
        return None
    marked = marker_before(page, found.start + 1)
    near = marked is not None and found.start - marked <= _OPENS
    return stated_count(page[marked].text) if near and marked is not None else None


def _article(front: Sequence[Line], told: Head) -> Iterator[Piece]:
    kinds = [_kind(i, line, told) for i, line in enumerate(front)]
    _small_captions(front, kinds, told)
    body = [i for i, kind in enumerate(kinds) if kind is PartKind.BODY]
    for number in pasted([front[i].text for i in body]):
        kinds[body[number]] = PartKind.BLOCKQUOTE
    start = 0
    while start < len(front):
        end = start + 1
        if kinds[start] in (PartKind.BLOCKQUOTE, PartKind.FURNITURE):
            while end < len(front) and kinds[end] is kinds[start]:
                end += 1
        if start not in told.bylines:
            yield Piece(kinds[start], front[start].start, front[end - 1].end)
        start = end


def _kind(number: int, line: Line, told: Head) -> PartKind:
    if number == told.title:
        return PartKind.HEADLINE
    if is_furniture(line.text) or number in told.biographies or number < (told.title or 0):
        return PartKind.FURNITURE
    if number in told.bylines:
        return PartKind.FURNITURE
    return PartKind.CAPTION if is_caption(line.text) else PartKind.BODY


def _small_captions(front: Sequence[Line], kinds: list[PartKind], told: Head) -> None:
    """Between the title and the story, a few words with a full stop are a picture's."""
    for i in range((told.title or 0) + 1, len(front)):
        words = front[i].text
        if kinds[i] is PartKind.BODY:
            if not (words.endswith(".") and words.count(" ") < 5 and _names_only(words)):
                return
            kinds[i] = PartKind.CAPTION


def _names_only(words: str) -> bool:
    plain = [w for w in words.rstrip(".").split() if len(w) > 3]
    return bool(plain) and all(w[0].isupper() or "-" in w for w in plain)


def _runs(back: Sequence[Line]) -> Iterator[tuple[int, int]]:
    if back:
        yield back[0].start, back[-1].end


def _speeches(text: str, page: Sequence[Line], found: Thread, body: list[str]) -> list[Piece]:
    items = [item for item in found.items if item.first < item.last]  # a header may head nothing
    spoken = [_speech(page, item) for item in items]
    if _tight(page, found):
        spoken = [
            _set_apart(page, item, speech) for item, speech in zip(items, spoken, strict=True)
        ]
    quoted = quotations(text, body, spoken)
    places = {n: f"c{n}" for n in range(len(spoken))}
    pieces: list[Piece] = []
    rows = zip(items, spoken, quoted, strict=True)
    for number, (item, speech, quoting) in enumerate(rows):
        notice = _is_notice(text, speech, quoting)
        kind = PartKind.TRACKBACK if notice else PartKind.COMMENT
        start, end = speech.paragraphs[0].start, speech.paragraphs[-1].end
        over = _addressee(found.items, number)
        over = quoting.answers if over is None else over
        answers = places[over] if over is not None else None
        said = Piece(kind, start, end, item.author, item.at, places[number], answers)
        pieces += noted(text, said, speech.paragraphs)
        pieces += _quotes(quoting, start, end)
    return pieces


def _addressee(items: Sequence[Item], number: int) -> int | None:
    """The last comment before of whom the head of this one names as answered."""
    to = items[number].to
    earlier = range(number - 1, max(number - _REACH, 0) - 1, -1) if to else ()
    return next((n for n in earlier if items[n].author == to), None)


def _speech(page: Sequence[Line], item: Item) -> Speech:
    spans = [Span(line.start, line.end) for line in page[item.first : item.last]]
    if item.begins is not None:
        spans[0] = Span(item.begins, item.ends or spans[0].end)
    signed = max((item.quoted or item.first) - item.first, 0)
    return Speech(item.author, tuple(spans), signed=signed, cites=item.cites)


def _tight(page: Sequence[Line], found: Thread) -> bool:
    """Whether the thread sets its paragraphs line below line, so that a blank line means more."""
    gaps = [page[i].above for item in found.items for i in range(item.first + 1, item.last)]
    return gaps.count(0) >= max(2, 0.5 * len(gaps))


def _set_apart(page: Sequence[Line], item: Item, speech: Speech) -> Speech:
    """Of the blocks that blank lines part, every second is a quotation; the first is his own."""
    block = 0
    apart = set()
    for n, i in enumerate(range(item.first, item.last)):
        block += n > 0 and page[i].above > 0
        if block % 2:
            apart.add(n)
    for n in sorted(apart):
        ends = n + 1 not in apart and n - 1 in apart
        if ends and _SOURCE.fullmatch(page[item.first + n].text):
            apart.remove(n)
    return speech._replace(apart=frozenset(apart))


def _quotes(quoting: Quoting, start: int, end: int) -> Iterator[Piece]:
    for span in quoting.spans:
        if (span.start, span.end) != (start, end):
            yield Piece(PartKind.BLOCKQUOTE, span.start, span.end)


def _is_notice(text: str, speech: Speech, quoting: Quoting) -> bool:
    """A trackback says so, or is an excerpt under a title, cut off in mid-sentence."""
    first = speech.paragraphs[0].of(text)
    last = speech.paragraphs[-1].of(text)
    cut = last.endswith(("…", "...", "[…]", "[...]")) and not last.endswith(("....", "……"))
    if is_trackback(first):
        return cut or all(span.start != speech.paragraphs[0].start for span in quoting.spans)
    titled = len(speech.paragraphs) > 1 and len(first) < 100 and bool(speech.apart)
    return cut and titled and len(speech.paragraphs) <= 3
