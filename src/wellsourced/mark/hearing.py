"""All voices of a document, from top to bottom, with quotations that run over paragraphs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wellsourced.lang.quotes import Quotation, runs_on
from wellsourced.mark.citing import settled
from wellsourced.mark.containers import containers
from wellsourced.mark.drafts import Voice
from wellsourced.mark.finding import drafts
from wellsourced.mark.headings import heading, signature
from wellsourced.mark.headlines import headline
from wellsourced.mark.nesting import reordered
from wellsourced.mark.quotes import Joined, voices_of
from wellsourced.mark.sources import Book
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.model import Span

_ALL = 0.8  # of a block quote


@dataclass(slots=True)
class Heard:
    """The voices so far, the quotations of all passages, and who has the floor.

    `open`: the number of the voice whose quotation goes on in the next paragraph, because its mark
    was not closed, or because a colon announced it. `unnamed`: that of one whose speaker is named
    only in the next paragraph.
    """

    voices: list[Voice] = field(default_factory=list)
    marks: list[Quotation] = field(default_factory=list)
    open: int | None = None
    unnamed: int | None = None


def heard_in(reading: Reading, book: Book) -> Heard:
    """Give the voices of all passages in order, quotations handed out, loose ones to speakers."""
    heard = Heard([*containers(reading, book)])
    begun = len(heard.voices)
    text, outlet = reading.document.text, reading.document.outlet
    for number, passage in enumerate(reading.passages):
        joined = voices_of(number, passage, drafts(number, passage), text)
        heard.marks.extend(joined.marks)
        line = heading(number, passage, text, book.names.filling)
        if line is None and not joined.voices:
            line = headline(number, passage, text)
        loose = _taken_up(heard, joined, line)
        base = len(heard.voices)
        heard.voices.extend(reordered([*([line] if line else ()), *settled(joined.voices)], text))
        _joined_on(heard, passage, base, text)
        blocks = [v for v in heard.voices[:begun] if v.passage == number and v.speaker != outlet]
        heard.voices.extend(_hanging(number, passage, text, loose, blocks))
        _keep_open(heard, joined, base)
        heard.unnamed = _unnamed(heard, joined, base)
    heard.voices = [v for v in heard.voices if v.content]
    return heard


def _unnamed(heard: Heard, joined: Joined, base: int) -> int | None:
    """Give the quotation without a cue that runs on out of a paragraph."""
    last = len(heard.voices) - 1
    if last < base or heard.open != last or not joined.marks or joined.marks[-1].closed:
        return None
    return last if heard.voices[last].cue is None else None


def _joined_on(heard: Heard, passage: Passage, base: int, text: str) -> None:
    """Give a quotation that ran on to who speaks its end: “It held. / “It broke,” she said."""
    if heard.unnamed is None or len(heard.voices) == base:
        return
    first = min(heard.voices[base:], key=lambda v: v.anchor)
    at, before = heard.voices.index(first, base), heard.voices[heard.unnamed]
    opens = min((c.start for c in first.content), default=passage.end)
    same = runs_on(text, text[before.content[0].start - 1], before.content[-1].end)
    if first.cue is None or opens > passage.start + 1 or before.source is not None or not same:
        return
    heard.voices[at] = replace(first, content=(*before.content, *first.content), runs=True)
    heard.voices[heard.unnamed] = replace(before, content=())


def marks_in(heard: Heard, content: Sequence[Span]) -> list[Quotation]:
    """Give the quotations that meet some content."""
    found: list[Quotation] = []
    for span in content:
        first = bisect_right(heard.marks, span.start, key=lambda m: m.outer_end)
        last = bisect_left(heard.marks, span.end, key=lambda m: m.outer_start)
        found.extend(heard.marks[first:last])
    return found


def _taken_up(heard: Heard, joined: Joined, line: Voice | None) -> Sequence[Quotation]:
    """Give the quotations that are left once the open voice has taken up its own."""
    loose = joined.loose
    if line is not None:
        heard.open = None
        return [m for m in loose if not any(Span(m.start, m.end).meets(c) for c in line.content)]
    if heard.open is None:
        return loose
    first = loose[0] if loose else None
    if first is None or not _begins(joined, first):
        heard.open = None
        return loose
    before = heard.voices[heard.open]
    heard.voices[heard.open] = replace(
        before, content=(*before.content, Span(first.start, first.end)), runs=True
    )
    if first.closed:
        heard.open = None
    return loose[1:]


def _begins(joined: Joined, mark: Quotation) -> bool:
    """Whether a paragraph begins with a quotation, before anybody else speaks in it."""
    if mark.outer_start > joined.passage.start + 1:
        return False
    return not joined.voices or joined.voices[0].anchor > Span(mark.start, mark.end)


def _hanging(
    number: int, passage: Passage, text: str, loose: Sequence[Quotation], whole: Sequence[Voice]
) -> Iterator[Voice]:
    """Give quotations without a cue as voices of their own: signed, or the open speaker's.

    One that fills a block quote is no other voice than the block's, unless the page itself is
    quoted: what it was told by others is theirs.
    """
    for mark in loose:
        content = (Span(mark.start, mark.end),)
        if any(_fills(mark, v) for v in whole):
            continue
        signed = signature(passage, mark.outer_end)
        name = None if signed is None else signed.of(text)
        yield Voice(
            passage=number, source=signed, cue=None, content=content, draft=None, speaker=name
        )


def _fills(mark: Quotation, block: Voice) -> bool:
    """Whether a quotation is all that a block quote holds."""
    words = block.content[1:] or block.content if block.through else block.content
    first, last = words[0].start, words[-1].end
    held = min(last, mark.outer_end) - max(first, mark.outer_start)
    return held >= _ALL * (last - first)


def _keep_open(heard: Heard, joined: Joined, base: int) -> None:
    unclosed = [m for m in joined.marks if not m.closed]
    for at in range(base, len(heard.voices)):
        voice = heard.voices[at]
        if any(c.end == m.end for m in unclosed for c in voice.content):
            heard.open = at
    if joined.announcing is not None:
        heard.voices.append(joined.announcing)
        heard.open = len(heard.voices) - 1
