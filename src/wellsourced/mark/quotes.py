"""Quotations and cues brought together: each quotation goes to the voice whose it is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wellsourced.lang.quotes import Quotation, quotations, runs_on
from wellsourced.mark.drafts import Draft, Voice, spans
from wellsourced.mark.inverted import inverted
from wellsourced.mark.sourcewords import near_source, source_span
from wellsourced.mark.syntax import Passage
from wellsourced.model import Span

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[A-Z\"“‘'(])")
_SENTENCE_END = ".!?…:;—–-"
_BRIDGE = 14  # words between a cue and the quotation that follows it
_SPEECH = 4  # words; fewer, unbound to a cue, are words held at arm's length


def voices_of(number: int, passage: Passage, found: Iterable[Draft], text: str) -> "Joined":
    """Give the voices of a passage, each with the quotations that are its own."""
    marks = quotations(text, passage.start, passage.end)
    voices = [v for d in found if (v := _voice(passage, d)) is not None]
    marks = tuple(_ended(m, voices, text) for m in marks)
    turned = inverted(number, passage, marks, text)
    voices = [v for v in voices if not any(v.cue and t.cue and v.cue.meets(t.cue) for t in turned)]
    voices = sorted([*(_grown(v, marks) for v in voices), *turned], key=lambda v: v.anchor)
    joined = Joined(number, passage, text, marks, voices)
    joined.adopt()
    return joined


def _ended(mark: Quotation, voices: Sequence[Voice], text: str) -> Quotation:
    """End a quotation that nobody closed where its speaker is named: “It fell, said Kost. ..."""
    opening = text[mark.outer_start : mark.start]
    if mark.closed or runs_on(text, opening, mark.end):
        return mark
    for voice in voices:
        cue, content = voice.cue, voice.content
        inside = cue is not None and voice.source is not None and mark.start <= cue.start
        if not inside or cue is None or len(content) != 1 or not voice.quotes:
            continue
        said = content[0]
        if abs(said.start - mark.start) <= 1 and said.end < cue.start:
            return Quotation(mark.start, said.end, mark.outer_start, said.end)
    return mark


class Joined:
    """The voices of one passage while quotations are handed out."""

    def __init__(
        self,
        number: int,
        passage: Passage,
        text: str,
        marks: tuple[Quotation, ...],
        voices: list[Voice],
    ) -> None:
        self.number = number
        self.passage = passage
        self.text = text
        self.marks = marks
        self.voices = voices
        self.loose: list[Quotation] = []
        self.announcing: Voice | None = None

    def adopt(self) -> None:
        """Hand each quotation that is nobody's to the cue beside it, or to who spoke before."""
        last: int | None = None
        for mark in self.marks:
            owner = self._owner(mark)
            if owner is None:
                owner = self._beside(mark)
                if owner is None and last is not None and self._standalone(mark):
                    owner = last if self._goes_on(last, mark) else None
                if owner is not None:
                    self._give(owner, mark)
            if owner is not None and self._speaks(owner):
                last = owner
            elif owner is None and self._standalone(mark):
                self.loose.append(mark)
        self.voices = [self._sourced(v) for v in self.voices]
        self.announcing = self._announcing()
        self.voices = [v for v in self.voices if v.content or _cites(v)]

    def _announcing(self) -> Voice | None:
        """Give the voice that announces the next paragraph: "The mayor went on:"."""
        if not self.text[self.passage.start : self.passage.end].rstrip().endswith(":"):
            return None
        mute = [
            v
            for v in self.voices
            if not v.content and v.draft is not None and v.draft.quotes and not _cites(v)
        ]
        return mute[-1] if mute else None

    def _owner(self, mark: Quotation) -> int | None:
        """Give the number of the voice outside the quotation whose content it meets already."""
        span = Span(mark.start, mark.end)
        for number, voice in enumerate(self.voices):
            if voice.cue is not None and span.meets(voice.cue):
                continue
            if any(span.meets(c) for c in voice.content):
                return number
        return None

    def _beside(self, mark: Quotation) -> int | None:
        best: tuple[int, int] | None = None
        for number, voice in enumerate(self.voices):
            if voice.draft is None or not voice.draft.quotes or voice.cue is None or _cites(voice):
                continue
            if mark.start <= voice.cue.start < mark.end:
                continue
            gap = self._gap(voice, mark)
            if gap is not None and (best is None or gap < best[0]):
                best = gap, number
        return None if best is None else best[1]

    def _gap(self, voice: Voice, mark: Quotation) -> int | None:
        """Give the words between a voice's cue and a quotation; None: they are not joined."""
        first, last = _hull(voice)
        if mark.outer_end <= first:
            between = self.text[mark.outer_end : first]
            ended = self.text[mark.end - 1] in ".!?" and bool(voice.content)
            return None if _WORD.search(between) or "." in between or ended else 0
        if last <= mark.outer_start:
            between = self.text[last : mark.outer_start]
            words = len(_WORD.findall(between))
            if words > _BRIDGE or (_STOP.search(between + " A") and words):
                return None
            if voice.content and between.strip()[:1] not in (":", ",", ""):
                return None
            if words and not voice.content and self._held_off(voice, mark):
                return None
            return words
        return None

    def _held_off(self, voice: Voice, mark: Quotation) -> bool:
        """Whether a quoted word is only held at arm's length: "showed some 'true grit'"."""
        kind = None if voice.draft is None else voice.draft.kind
        few = len(_WORD.findall(self.text[mark.start : mark.end])) < _SPEECH
        return few and kind is not None and kind.name == "show"

    def _standalone(self, mark: Quotation) -> bool:
        """Whether a quotation is a sentence of its own, not a word held at arm's length."""
        before = self.text[self.passage.start : mark.outer_start].rstrip()
        words = len(_WORD.findall(self.text[mark.start : mark.end]))
        free = not before or before[-1] in _SENTENCE_END or before[-1] in "”\"’'"
        speech = words >= _SPEECH or (bool(before) and not mark.closed)
        return free and speech and self.text[mark.start] not in _SENTENCE_END

    def _goes_on(self, number: int, mark: Quotation) -> bool:
        """Whether nothing but the end of a sentence stands between a voice and what goes on."""
        voice = self.voices[number]
        last = (
            max(max(c.end for c in voice.content), _hull(voice)[1])
            if voice.content
            else _hull(voice)[1]
        )
        between = self.text[last : mark.outer_start] if last < mark.outer_start else ""
        return len(_STOP.findall(between)) <= 1

    def _speaks(self, number: int) -> bool:
        draft = self.voices[number].draft
        return draft is not None and draft.quotes

    def _give(self, number: int, mark: Quotation) -> None:
        voice = self.voices[number]
        span = Span(mark.start, mark.end)
        self.voices[number] = replace(voice, content=merged((*voice.content, span)))

    def _sourced(self, voice: Voice) -> Voice:
        """Find a source beside the cue where the tree shows none."""
        draft = voice.draft
        if voice.source is not None or draft is None or not draft.quotes or draft.flat:
            return voice
        head = near_source(draft.word)
        if head is None:
            return voice
        span = source_span(self.passage, head)
        if span is None or any(span.meets(c) for c in voice.content):
            return voice
        return replace(voice, source=span, draft=replace(draft, head=head))


def _cites(voice: Voice) -> bool:
    return voice.draft is not None and voice.draft.under is not None


def _hull(voice: Voice) -> tuple[int, int]:
    """Give where a voice's source and cue begin and end, with content that follows them."""
    spots = [s for s in (voice.source, voice.cue) if s is not None]
    if (
        voice.cue is not None
        and voice.source is not None
        and abs(voice.cue.start - voice.source.start) > 200
    ):
        spots = [voice.cue]
    first, last = min(s.start for s in spots), max(s.end for s in spots)
    after = [c.end for c in voice.content if c.start >= first]
    return first, max([last, *after])


def _voice(passage: Passage, draft: Draft) -> Voice | None:
    source = None if draft.head is None else source_span(passage, draft.head)
    cue = spans(passage, (draft.cue,))
    content = spans(passage, draft.content)
    if source is not None and cue and source.meets(cue[0]):
        before = [s for s in cut((source,), cue[0]) if s.end <= cue[0].start]
        source = before[0] if before else None
    if not cue or (not content and not draft.quotes):
        return None
    if source is not None:
        content = tuple(cut(content, source)) if draft.kind is not None else content
    if not content and not draft.quotes:
        return None
    return Voice(
        passage=draft.passage, source=source, cue=cue[0], content=tuple(content), draft=draft
    )


def cut(content: Sequence[Span], hole: Span) -> Iterator[Span]:
    """Give the content without what the hole covers."""
    for span in content:
        if not span.meets(hole):
            yield span
            continue
        if span.start < hole.start:
            yield Span(span.start, hole.start)
        if hole.end < span.end:
            yield Span(hole.end, span.end)


def merged(found: Iterable[Span]) -> tuple[Span, ...]:
    """Give spans in order, those that meet made one."""
    out: list[Span] = []
    for span in sorted(found):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _grown(voice: Voice, marks: tuple[Quotation, ...]) -> Voice:
    """Let content end where its quotation ends, and keep a cue inside quotation marks inside."""
    content = list(voice.content)
    for mark in marks:
        span = Span(mark.start, mark.end)
        if voice.cue is not None and mark.start <= voice.cue.start < mark.end:
            content = [p for c in content if (p := _within(c, span)) is not None]
            source = voice.source
            if source is not None and not span.meets(source):
                voice = replace(voice, source=None)
            continue
        if any(c.meets(span) and not c.holds(span) for c in content):
            content = list(merged((*content, span)))
            for hole in (voice.cue, voice.source):
                if hole is not None:
                    content = list(cut(content, hole))
    return replace(voice, content=tuple(content))


def _within(span: Span, outer: Span) -> Span | None:
    first, last = max(span.start, outer.start), min(span.end, outer.end)
    return Span(first, last) if first < last else None


def share_quoted(content: Iterable[Span], marks: Iterable[Quotation], text: str) -> float:
    """Give the share of the content's words that stand in quotation marks."""
    words = inside = 0
    marks = tuple(marks)
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            words += 1
            inside += any(m.start <= word.start() < m.end for m in marks)
    return inside / words if words else 0.0
